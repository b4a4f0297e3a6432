namespace Plimsoll.Liquidity;

/// <summary>An amount of volume or depth and how old it is.</summary>
/// <param name="Amount">Quote currency; 0 or more.</param>
/// <param name="AgeHours">Hours since it was observed; 0 or more.</param>
public readonly record struct AgedAmount(double Amount, double AgeHours)
{
    /// <summary>The amount at the weight of its age: amount × ½^(age / half-life).</summary>
    /// <param name="halfLifeHours">Age in hours at which it counts half; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount or the age is negative or not finite, or the half-life is not above 0.</exception>
    public double Decayed(double halfLifeHours) =>
        Require.NotNegative(Amount) * Math.Pow(0.5, Require.NotNegative(AgeHours) / Require.Positive(halfLifeHours));
}
