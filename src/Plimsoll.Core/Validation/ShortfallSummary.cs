namespace Plimsoll.Validation;

/// <summary>The summary of a test of expected shortfall: how often the VaR was exceeded, how far, and what a normal model expects.</summary>
/// <param name="ObservedLevel">1 − x/T.</param>
/// <param name="ExpectedBreaches">T·a.</param>
/// <param name="Ratio">Observed over expected breaches.</param>
/// <param name="ExpectedSeverity">Mean of ES/VaR over the breaches, as forecast; NaN without one.</param>
/// <param name="ObservedSeverity">Mean of L/VaR over the breaches; NaN without one.</param>
/// <param name="Z2">Of <see cref="ShortfallCount.Z2"/>.</param>
public readonly record struct ShortfallSummary(
    double ObservedLevel, double ExpectedBreaches, double Ratio, double ExpectedSeverity, double ObservedSeverity, double Z2)
{
    /// <summary>The summary of a counted series.</summary>
    /// <param name="count">At least 1 observation.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <exception cref="ArgumentException">There is no observation, or a is out of range.</exception>
    public static ShortfallSummary Of(ShortfallCount count, double tailProbability)
    {
        Series.AtLeast(1, count.Observations, nameof(count));
        double expected = count.Observations * Series.Probability(tailProbability, nameof(tailProbability));
        return new ShortfallSummary(
            1.0 - ((double)count.Breaches / count.Observations),
            expected,
            count.Breaches / expected,
            count.ExpectedSeverity,
            count.ObservedSeverity,
            count.Z2(tailProbability));
    }

    /// <summary>ES/VaR of a normal model, which a constant-scale normal forecast has in every observation.</summary>
    /// <param name="tailProbability">a in (0, 0.5).</param>
    /// <exception cref="ArgumentOutOfRangeException">a is out of range: from 0.5 on the VaR is no loss.</exception>
    public static double NormalSeverity(double tailProbability)
    {
        if (!(tailProbability is > 0.0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(tailProbability), tailProbability, "A tail probability below 0.5 is needed; for 97.5 % confidence write 0.025.");
        Numerics.ParametricRisk risk = Numerics.ParametricRisk.Normal(1.0 - tailProbability);
        return risk.ExpectedShortfall / risk.ValueAtRisk;
    }
}
