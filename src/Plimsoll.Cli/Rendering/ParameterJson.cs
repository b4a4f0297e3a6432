using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Cli.Rendering;

/// <summary>Parameters as JSON, named as in rulebook files.</summary>
internal static class ParameterJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new CurrencyCode() },
    };

    /// <summary>The tree of one model's parameters.</summary>
    public static JsonNode Of(IModelParameters parameters) => JsonSerializer.SerializeToNode(parameters, parameters.GetType(), Options)!;

    /// <summary>Every value with its path: "classes[0].minimumRate".</summary>
    public static IEnumerable<(string Path, string Value)> Flat(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Flat(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}")),
        JsonArray items => items.SelectMany((item, i) => Flat(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))),
        null => [],
        _ => [(path, node.ToString())],
    };

    private sealed class CurrencyCode : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Currency.Of(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}
