using System.Globalization;
using System.Runtime.CompilerServices;

namespace Plimsoll.Liquidity;

/// <summary>Refuses numbers that would turn an estimate into nonsense: NaN, infinity and values outside a range.</summary>
/// <remarks>The comparisons of <see cref="ArgumentOutOfRangeException"/> let NaN through; a size charge must not.</remarks>
internal static class Require
{
    /// <summary>Returns <paramref name="value"/>, which must be finite.</summary>
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw Refusal(value, name, "a finite number");

    /// <summary>Returns <paramref name="value"/>, which must be finite and 0 or more.</summary>
    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value >= 0 ? value : throw Refusal(value, name, "finite and 0 or more");

    /// <summary>Returns <paramref name="value"/>, which must be finite and above 0.</summary>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value > 0 ? value : throw Refusal(value, name, "finite and above 0");

    /// <summary>Returns <paramref name="value"/>, which must lie in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    public static double Within(
        double value, double low, double high, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= low && value <= high
            ? value
            : throw Refusal(value, name, string.Create(CultureInfo.InvariantCulture, $"within [{low:R}, {high:R}]"));

    private static ArgumentOutOfRangeException Refusal(double value, string? name, string allowed) =>
        new(name, value, $"{name} must be {allowed}.");
}
