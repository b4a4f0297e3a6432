using System.Globalization;

namespace Plimsoll.Values;

/// <summary>The part of a collateral's value that is not counted. The default value counts nothing.</summary>
public readonly record struct Haircut
{
    private readonly decimal counted;

    private Haircut(decimal counted) => this.counted = counted;

    /// <summary>The part not counted, a fraction in [0, 1].</summary>
    public decimal Fraction => 1m - counted;

    /// <summary>From the fraction not counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1].</exception>
    public static Haircut FromFraction(decimal fraction) => fraction is >= 0m and <= 1m
        ? new(1m - fraction)
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A haircut lies in [0, 1]; 7.5 % is 0.075.");

    /// <summary>The counted part of a value.</summary>
    public Money Counted(Money value) => value * counted;

    /// <summary>"7.5 %".</summary>
    public override string ToString() => (Fraction * 100m).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
