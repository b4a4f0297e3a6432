using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plimsoll.Vectors.Tests;

/// <summary>Holds what a function returned against what the case expects, and says every difference.</summary>
internal static class VectorComparison
{
    /// <summary>
    /// The differences, one sentence each; empty when the case passes. Every field of <c>expected</c> must be there,
    /// further fields are free. Numbers may be JSON numbers or texts; NaN equals nothing but an expected NaN.
    /// </summary>
    /// <param name="vector">The case.</param>
    /// <param name="actual">What our function gave.</param>
    /// <param name="quoted">Fields that the case quotes from its source although they do not follow from its inputs.</param>
    public static IReadOnlyList<string> Differences(VectorCase vector, JsonObject actual, params IReadOnlyCollection<string> quoted)
    {
        List<string> differences = [];
        foreach ((string name, JsonNode? expected) in vector.Expected.Where(field => !quoted.Contains(field.Key)))
            Compare(vector, [name], expected, actual.TryGetPropertyValue(name, out JsonNode? value), value, differences);
        return differences;
    }

    private static void Compare(VectorCase vector, string[] path, JsonNode? expected, bool present, JsonNode? actual, List<string> differences)
    {
        if (expected is JsonObject fields && actual is JsonObject actualFields)
        {
            foreach ((string name, JsonNode? value) in fields)
                Compare(vector, [.. path, name], value, actualFields.TryGetPropertyValue(name, out JsonNode? found), found, differences);
            return;
        }

        if (expected is JsonArray items && actual is JsonArray actualItems)
        {
            if (items.Count != actualItems.Count)
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{Name(path)}: {actualItems.Count} elements, expected {items.Count}."));
            for (int i = 0; i < Math.Min(items.Count, actualItems.Count); i++)
                Compare(vector, [.. path, string.Create(CultureInfo.InvariantCulture, $"[{i}]")], items[i], true, actualItems[i], differences);
            return;
        }

        VectorTolerance.Bound? bound = vector.Tolerance.Of(path);
        if (bound is null) return;
        if (vector.Tolerance.Row is { } row && IsRow(vector.Inputs, path[^1], row.Level)) bound = bound.Widen(new VectorTolerance.Bound(null, row.Relative));
        if (!present) differences.Add($"{Name(path)}: missing from the answer, expected {Show(expected)}.");
        else if (!Passes(vector, bound, expected, actual)) differences.Add($"{Name(path)}: {Show(actual)}, expected {Show(expected)} ({bound}).");
    }

    private static bool IsRow(JsonObject inputs, string place, double level) =>
        place.StartsWith('[')
        && int.TryParse(place.AsSpan(1, place.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && inputs.Any(input => input.Value is JsonArray items && index < items.Count && VectorInputs.TryNumber(items[index], out double value) && value == level);

    private static bool Passes(VectorCase vector, VectorTolerance.Bound bound, JsonNode? expected, JsonNode? actual)
    {
        if (expected is null || actual is null) return expected is null && actual is null;
        if (Kind(expected) is JsonValueKind.True or JsonValueKind.False || Kind(actual) is JsonValueKind.True or JsonValueKind.False)
            return Kind(expected) == Kind(actual);
        if (!VectorInputs.TryNumber(expected, out double wanted))
            return Kind(expected) == Kind(actual) && Text(expected) == Text(actual);
        if (!VectorInputs.TryNumber(actual, out double found)) return false;
        if (bound.AfterTruncation) return Truncated(expected) is { } whole && whole == Truncated(actual);
        if (bound.IsExact || bound is { Absolute: 0.0, Relative: null }) return EqualAsWritten(expected, actual, wanted, found);
        if (double.IsNaN(wanted) || double.IsNaN(found)) return double.IsNaN(wanted) && double.IsNaN(found);
        if (found == wanted) return true;
        double gap = Math.Abs(found - wanted);
        double measure = bound.OfEntryNotional
            ? Math.Abs(vector.Inputs.Number("size") * vector.Inputs.Number("entryPrice"))
            : Math.Abs(wanted);
        return gap <= bound.Absolute || (double.IsFinite(measure) && gap <= bound.Relative * measure);
    }

    /// <summary>Integers and decimals by value in their own arithmetic, so that 1.50 is 1.5 and no digit beyond a double's is lost.</summary>
    private static bool EqualAsWritten(JsonNode expected, JsonNode actual, double wanted, double found)
    {
        string a = Text(expected), b = Text(actual);
        if (a == b) return true;
        if (BigInteger.TryParse(a, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger i)
            && BigInteger.TryParse(b, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger j)) return i == j;
        bool bothWritten = Kind(expected) == JsonValueKind.String && Kind(actual) == JsonValueKind.String;
        if (bothWritten
            && decimal.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal x)
            && decimal.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal y)) return x == y;
        return found.Equals(wanted) || found == wanted;
    }

    private static decimal? Truncated(JsonNode node) =>
        decimal.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) ? decimal.Truncate(value) : null;

    // A value built in memory keeps its .NET type; ToString gives it as text without JSON's ban on NaN.
    private static JsonValueKind Kind(JsonNode node) => node is JsonValue value
        ? value.TryGetValue(out bool flag) ? flag ? JsonValueKind.True : JsonValueKind.False
        : value.TryGetValue(out string? _) ? JsonValueKind.String
        : JsonValueKind.Number
        : node is JsonArray ? JsonValueKind.Array : JsonValueKind.Object;

    private static string Text(JsonNode node) => node switch
    {
        JsonValue value when value.TryGetValue(out double number) && !value.TryGetValue(out JsonElement _) => number.ToString("R", CultureInfo.InvariantCulture),
        _ => node.ToString(),
    };

    private static string Show(JsonNode? node) => node switch
    {
        null => "null",
        JsonArray => "an array",
        JsonObject => "an object",
        _ => Kind(node) == JsonValueKind.String ? $"\"{Text(node)}\"" : Text(node),
    };

    private static string Name(string[] path) => string.Join('.', path).Replace(".[", "[", StringComparison.Ordinal);
}
