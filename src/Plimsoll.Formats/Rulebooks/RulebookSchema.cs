using System.Text.Json;
using System.Text.Json.Nodes;
using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>Writes the JSON schema of rulebook files, for editors and for the documentation.</summary>
public static class RulebookSchema
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema (draft 2020-12) of the rulebooks of one model.</summary>
    /// <param name="model">Model name, as "plimsoll".</param>
    /// <param name="models">The models there are; null for those of this program.</param>
    /// <exception cref="InvalidInputException">There is no such model.</exception>
    public static string For(string model, RulebookModels? models = null)
    {
        models ??= RulebookModels.Shipped;
        if (models.ParametersOf(model) is not { } type)
            throw new InvalidInputException([new Problem("", $"'{model}' is no model;{Suggestion.For(model, models.Names)}")]);
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"Rulebook of the model {model}",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["model"] = new JsonObject { ["const"] = model, ["description"] = "The model that reads the parameters" },
                ["name"] = Text("Name of the rulebook; the model's name when absent"),
                ["version"] = new JsonObject { ["type"] = new JsonArray("string", "number"), ["description"] = "Version" },
                ["effective"] = Text("Time from which it applies, ISO-8601 UTC"),
                ["products"] = Text("Products covered"),
                ["verified"] = new JsonObject { ["enum"] = new JsonArray("exact", "partial", "unverified"), ["description"] = "How far the rules reproduce what they claim to" },
                ["verification"] = Text("Against what the rules are verified, and what is not"),
                ["parameters"] = Record(type),
            },
            ["required"] = new JsonArray("model", "version", "effective", "parameters"),
            ["additionalProperties"] = false,
        };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Record(Type type)
    {
        JsonObject properties = [];
        JsonArray required = [];
        foreach (ParameterProperty property in ParameterShape.Of(type))
        {
            JsonObject value = Value(property.Type, property.Rule);
            string description = property.Rule.Meaning + (property.Rule.Unit.Length > 0 ? $" ({property.Rule.Unit})" : "");
            if (description.Length > 0) value["description"] = description;
            properties[property.Name] = value;
            if (!property.Optional) required.Add(property.Name);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
    }

    private static JsonObject Value(Type type, ParameterAttribute rule)
    {
        switch (ParameterShape.Shape(type))
        {
            case ValueShape.Number:
                JsonObject number = new() { ["type"] = type == typeof(int) ? "integer" : "number" };
                if (double.IsFinite(rule.Minimum)) number["minimum"] = rule.Minimum;
                if (double.IsFinite(rule.Maximum)) number["maximum"] = rule.Maximum;
                return number;
            case ValueShape.Flag: return new JsonObject { ["type"] = "boolean" };
            case ValueShape.Word when type.IsEnum: return new JsonObject { ["enum"] = new JsonArray([.. ParameterShape.Words(type)
                .Select(entry => (JsonNode)entry.Word)]) };
            case ValueShape.Word when type == typeof(TimeSpan): return new JsonObject { ["type"] = "string", ["pattern"] = DurationText.Pattern };
            case ValueShape.Word: return new JsonObject { ["type"] = "string" };
            case ValueShape.List: return new JsonObject { ["type"] = "array", ["items"] = Value(ParameterShape.Element(type), rule) };
            case ValueShape.Table: return new JsonObject { ["type"] = "object",
                ["additionalProperties"] = Value(ParameterShape.Element(type), rule) };
            default: return Record(type);
        }
    }
}
