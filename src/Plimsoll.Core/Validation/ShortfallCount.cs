namespace Plimsoll.Validation;

/// <summary>
/// The sums that the tests of expected shortfall are made of; grows one observation at a time. Z1 and Z2 of Acerbi and Székely, the minimally biased
/// ridge statistic, and the severities of a summary follow from it. Below 0 says that the shortfall was forecast too low.
/// </summary>
/// <param name="Observations">T.</param>
/// <param name="Breaches">x, with loss above VaR.</param>
/// <param name="LossOverShortfall">Σ L/ES over the breaches.</param>
/// <param name="LossOverVar">Σ L/VaR over the breaches whose VaR is above 0.</param>
/// <param name="ShortfallOverVar">Σ ES/VaR over the same.</param>
/// <param name="MarginOverVar">Σ (ES − VaR) over all observations, in the losses' unit.</param>
/// <param name="RelativeMarginOverVar">Σ (ES − VaR)/ES over all observations.</param>
/// <param name="Excess">Σ (L − VaR) over the breaches, in the losses' unit.</param>
/// <param name="RelativeExcess">Σ (L − VaR)/ES over the breaches.</param>
/// <remarks>
/// C. Acerbi, B. Székely, "Backtesting expected shortfall", Risk (December 2014); "General properties of backtestable statistics" (2017) for the ridge.
/// </remarks>
public readonly record struct ShortfallCount(
    int Observations,
    int Breaches,
    double LossOverShortfall,
    double LossOverVar,
    double ShortfallOverVar,
    double MarginOverVar,
    double RelativeMarginOverVar,
    double Excess,
    double RelativeExcess)
{
    /// <summary>Z1, the severity given a breach: 1 − mean of L/ES over the breaches; null before the first breach, as it says nothing then.</summary>
    public double? Z1 => Breaches == 0 ? null : 1.0 - (LossOverShortfall / Breaches);

    /// <summary>Mean of ES/VaR over the breaches; NaN without one.</summary>
    public double ExpectedSeverity => ShortfallOverVar / Breaches;

    /// <summary>Mean of L/VaR over the breaches; NaN without one.</summary>
    public double ObservedSeverity => LossOverVar / Breaches;

    /// <summary>The count after one more observation.</summary>
    /// <param name="loss">L, positive where money was lost.</param>
    /// <param name="valueAtRisk">VaR as a loss.</param>
    /// <param name="expectedShortfall">ES as a loss: above 0, not below VaR.</param>
    /// <exception cref="ArgumentException">A number is not finite, or ES is not above 0 or below VaR.</exception>
    public ShortfallCount After(double loss, double valueAtRisk, double expectedShortfall)
    {
        Series.TailForecasts([loss], [valueAtRisk], [expectedShortfall]);
        bool breach = loss > valueAtRisk, severe = breach && valueAtRisk > 0.0;
        return new ShortfallCount(
            Observations + 1,
            Breaches + (breach ? 1 : 0),
            LossOverShortfall + (breach ? loss / expectedShortfall : 0.0),
            LossOverVar + (severe ? loss / valueAtRisk : 0.0),
            ShortfallOverVar + (severe ? expectedShortfall / valueAtRisk : 0.0),
            MarginOverVar + (expectedShortfall - valueAtRisk),
            RelativeMarginOverVar + ((expectedShortfall - valueAtRisk) / expectedShortfall),
            Excess + (breach ? loss - valueAtRisk : 0.0),
            RelativeExcess + (breach ? (loss - valueAtRisk) / expectedShortfall : 0.0));
    }

    /// <summary>The count of a whole series.</summary>
    /// <param name="losses">T losses.</param>
    /// <param name="valuesAtRisk">T forecasts of VaR.</param>
    /// <param name="expectedShortfalls">T forecasts of ES.</param>
    /// <exception cref="ArgumentException">The lengths differ, or an observation is refused by <see cref="After"/>.</exception>
    public static ShortfallCount Of(ReadOnlySpan<double> losses, ReadOnlySpan<double> valuesAtRisk, ReadOnlySpan<double> expectedShortfalls)
    {
        Series.TailForecasts(losses, valuesAtRisk, expectedShortfalls);
        ShortfallCount count = default;
        for (int i = 0; i < losses.Length; i++) count = count.After(losses[i], valuesAtRisk[i], expectedShortfalls[i]);
        return count;
    }

    /// <summary>Z2, frequency and severity at once: 1 − Σ L/ES over the breaches, by the T·a expected ones; expectation 0 under a true model.</summary>
    /// <param name="tailProbability">a in (0, 1).</param>
    public double Z2(double tailProbability) => 1.0 - (LossOverShortfall / (Observations * Series.Probability(tailProbability, nameof(tailProbability))));

    /// <summary>Ridge statistic, mean of (ES − VaR − (L − VaR)⁺/a)/ES: hardly moved by an error of VaR; expectation 0 under a true model.</summary>
    /// <param name="tailProbability">a in (0, 1).</param>
    public double MinimumBias(double tailProbability) =>
        (RelativeMarginOverVar - (RelativeExcess / Series.Probability(tailProbability, nameof(tailProbability)))) / Observations;

    /// <summary>The same without division by ES, in the losses' unit.</summary>
    /// <param name="tailProbability">a in (0, 1).</param>
    public double MinimumBiasAbsolute(double tailProbability) =>
        (MarginOverVar - (Excess / Series.Probability(tailProbability, nameof(tailProbability)))) / Observations;
}
