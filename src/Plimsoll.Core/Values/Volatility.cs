using System.Globalization;

namespace Plimsoll.Values;

/// <summary>An annualised volatility as a fraction: 0.62 is 62 % a year.</summary>
public readonly record struct Volatility : IComparable<Volatility>
{
    private Volatility(double perYear) => PerYear = perYear;

    /// <summary>Annualised fraction (365 days), above 0.</summary>
    public double PerYear { get; }

    /// <summary>Fraction per day: annualised / √365.</summary>
    public double PerDay => PerYear / Math.Sqrt(365.0);

    /// <summary>From an annualised fraction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0 or above 50 (5,000 %).</exception>
    public static Volatility Annual(double fraction) => fraction is > 0 and <= 50
        ? new(fraction)
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A volatility lies above 0 and at most at 50 (5,000 % a year); 62 % is 0.62.");

    /// <summary>From a daily fraction.</summary>
    /// <inheritdoc cref="Annual"/>
    public static Volatility Daily(double fraction) => Annual(fraction * Math.Sqrt(365.0));

    /// <inheritdoc/>
    public int CompareTo(Volatility other) => PerYear.CompareTo(other.PerYear);

    /// <summary>Standard deviation of the log return over a time: volatility × √years, dimensionless.</summary>
    public double Over(double years) => PerYear * Math.Sqrt(years);

    /// <summary>Compares annualised fractions.</summary>
    public static bool operator <(Volatility left, Volatility right) => left.PerYear < right.PerYear;

    /// <summary>Compares annualised fractions.</summary>
    public static bool operator >(Volatility left, Volatility right) => left.PerYear > right.PerYear;

    /// <summary>Compares annualised fractions.</summary>
    public static bool operator <=(Volatility left, Volatility right) => left.PerYear <= right.PerYear;

    /// <summary>Compares annualised fractions.</summary>
    public static bool operator >=(Volatility left, Volatility right) => left.PerYear >= right.PerYear;

    /// <summary>"62.0 %".</summary>
    public override string ToString() => (PerYear * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
