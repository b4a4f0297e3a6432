using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;

namespace Plimsoll.Vectors.Tests;

/// <summary>
/// Reads the inputs of a case. A number may be written as a JSON number or as a text; "Infinity", "inf" and "NaN" with
/// an optional sign are understood.
/// </summary>
internal static class VectorInputs
{
    public static double Number(this JsonObject inputs, string name) =>
        TryNumber(Required(inputs, name), out double value) ? value : throw Wrong(inputs, name, "a number");

    public static double? OptionalNumber(this JsonObject inputs, string name) => inputs[name] is null ? null : inputs.Number(name);

    public static double NumberOr(this JsonObject inputs, string name, double otherwise) => inputs.OptionalNumber(name) ?? otherwise;

    public static int Integer(this JsonObject inputs, string name)
    {
        double value = inputs.Number(name);
        return value == Math.Truncate(value) && Math.Abs(value) <= int.MaxValue ? (int)value : throw Wrong(inputs, name, "an integer");
    }

    /// <summary>A decimal without a detour through double: what a venue's money and size strings need.</summary>
    public static decimal Decimal(this JsonObject inputs, string name) =>
        decimal.TryParse(Required(inputs, name).ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw Wrong(inputs, name, "a decimal");

    /// <summary>A whole number of any size, as on-chain venues write their amounts.</summary>
    public static BigInteger Whole(this JsonObject inputs, string name) =>
        BigInteger.TryParse(Required(inputs, name).ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
            ? value
            : throw Wrong(inputs, name, "a whole number");

    public static BigInteger WholeOr(this JsonObject inputs, string name, BigInteger otherwise) => inputs[name] is null ? otherwise : inputs.Whole(name);

    public static string Text(this JsonObject inputs, string name) => Required(inputs, name).ToString();

    public static string? OptionalText(this JsonObject inputs, string name) => inputs[name]?.ToString();

    public static bool Flag(this JsonObject inputs, string name) => bool.Parse(inputs.Text(name));

    public static bool FlagOr(this JsonObject inputs, string name, bool otherwise) => inputs[name] is null ? otherwise : inputs.Flag(name);

    /// <summary>Numbers of an array; a lone number counts as an array of one.</summary>
    public static double[] Numbers(this JsonObject inputs, string name) => Numbers(inputs, name, Required(inputs, name));

    /// <summary>An array of arrays of numbers, row by row.</summary>
    public static double[][] Matrix(this JsonObject inputs, string name) =>
        [.. Required(inputs, name).AsArray().Select(row => Numbers(inputs, name, row))];

    /// <summary>An array of objects: tiers, positions, order book rows.</summary>
    public static JsonObject[] Objects(this JsonObject inputs, string name) =>
        [.. Required(inputs, name).AsArray().Select(row => row as JsonObject ?? throw Wrong(inputs, name, "an array of objects"))];

    /// <summary>The same, none where the case names none.</summary>
    public static JsonObject[] ObjectsOrNone(this JsonObject inputs, string name) => inputs[name] is null ? [] : inputs.Objects(name);

    public static JsonObject Object(this JsonObject inputs, string name) =>
        Required(inputs, name) as JsonObject ?? throw Wrong(inputs, name, "an object");

    /// <summary>The data series that input <paramref name="name"/> names, for example <c>"series": "data_danish.json"</c>.</summary>
    public static JsonObject Data(this JsonObject inputs, string name) => VectorFolder.Current.Data(inputs.Text(name));

    /// <summary>Numbers as an array for the answer.</summary>
    public static JsonArray Array(ReadOnlySpan<double> values)
    {
        var array = new JsonArray();
        foreach (double value in values) array.Add((JsonNode)value);
        return array;
    }

    public static bool TryNumber(JsonNode? node, out double value)
    {
        value = double.NaN;
        if (node is not JsonValue leaf || leaf.TryGetValue(out bool _)) return false;
        if (leaf.TryGetValue(out value)) return true;
        if (leaf.TryGetValue(out int whole))
        {
            value = whole;
            return true;
        }

        string text = leaf.ToString().Trim();
        switch (text.TrimStart('+', '-').ToUpperInvariant())
        {
            case "INF" or "INFINITY" or "∞":
                value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
                return true;
            case "NAN":
                value = double.NaN;
                return true;
            default:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        }
    }

    private static double[] Numbers(JsonObject inputs, string name, JsonNode? node) => node is JsonArray items
        ? [.. items.Select(item => TryNumber(item, out double value) ? value : throw Wrong(inputs, name, "an array of numbers"))]
        : TryNumber(node, out double lone) ? [lone] : throw Wrong(inputs, name, "an array of numbers");

    private static JsonNode Required(JsonObject inputs, string name) => inputs[name]
        ?? throw new KeyNotFoundException($"The case has no input '{name}'; it has: {string.Join(", ", inputs.Select(p => p.Key))}.");

    private static FormatException Wrong(JsonObject inputs, string name, string wanted)
    {
        string found = inputs[name]!.ToJsonString();
        return new FormatException($"Input '{name}' is {found[..Math.Min(found.Length, 80)]}, expected {wanted}.");
    }
}
