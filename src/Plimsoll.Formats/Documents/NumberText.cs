
namespace Plimsoll.Formats;

/// <summary>Reads numbers as people and programs write them, and says what is wrong with what is no number.</summary>
internal static class NumberText
{
    /// <summary>An exact number.</summary>
    /// <param name="text">Digits, a point, an exponent; no separators of thousands, no unit.</param>
    /// <param name="value">The number.</param>
    /// <param name="problem">What is wrong, as "'abc' is no number"; null when it was read.</param>
    public static bool TryDecimal(string text, out decimal value, out string? problem)
    {
        value = 0m;
        problem = Fault(text);
        if (problem is not null) return false;
        double size = Math.Abs(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || size > 7.9e28)
        {
            problem = $"'{Shortened(text)}' is beyond ±7.9e28, the range of exact numbers";
            return false;
        }

        // Parsing rounds what is smaller than 1e-28 to zero; a price must not vanish that way.
        if (value == 0m && text.AsSpan().IndexOfAnyInRange('1', '9') is >= 0 and var first
            && !(text.AsSpan().IndexOfAny('e', 'E') is >= 0 and var e && e < first))
        {
            problem = $"'{Shortened(text)}' is smaller than 1e-28, the finest exact number";
            return false;
        }

        return true;
    }

    /// <summary>An estimate.</summary>
    /// <inheritdoc cref="TryDecimal"/>
    public static bool TryDouble(string text, out double value, out string? problem)
    {
        value = 0;
        problem = Fault(text);
        if (problem is not null) return false;
        value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (double.IsFinite(value)) return true;
        problem = $"'{Shortened(text)}' is beyond the range of numbers";
        return false;
    }

    private static string? Fault(string text)
    {
        string shown = Shortened(text);
        if (string.IsNullOrWhiteSpace(text)) return "a blank text is no number";
        if (text.TrimStart('-', '+').ToUpperInvariant() is "NAN" or "INF" or "INFINITY" or ".NAN" or ".INF" or "∞")
            return $"'{shown}' is no finite number";
        if (text.Contains('%', StringComparison.Ordinal)) return $"'{shown}' is in per cent";
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, Plain, CultureInfo.InvariantCulture, out _)) return null;
        if (text.Contains(',', StringComparison.Ordinal)
            && double.TryParse(text, Plain | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _))
            return $"'{shown}' holds a comma";
        return $"'{shown}' is no number";
    }

    private static string Shortened(string text) => text.Length > 60 ? text[..57] + "..." : text;
}
