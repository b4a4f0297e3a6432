namespace Plimsoll.Validation;

/// <summary>
/// A bet against forecasts of VaR and ES whose wealth a true model keeps at 1 on average: an alarm at M has probability at most 1/M whenever one looks, so it
/// suits markets that never close. Grows one observation at a time.
/// </summary>
/// <param name="TailProbability">a in (0, 1).</param>
/// <param name="BetFraction">λ in [0, 1], the share of wealth bet on each observation; fixed before it.</param>
/// <param name="LogWealth">log M; −∞ once everything was lost, which only λ = 1 can do.</param>
/// <param name="LogGreatestWealth">log of the greatest M so far, at least 0.</param>
/// <param name="SumOfValues">Σ e over the observations.</param>
/// <param name="Observations">How many there were.</param>
/// <remarks>Q. Wang, R. Wang, J. Ziegel, "E-backtesting", Management Science (2025), arXiv:2209.00991.</remarks>
public readonly record struct EBacktest(
    double TailProbability, double BetFraction, double LogWealth, double LogGreatestWealth, double SumOfValues, int Observations)
{
    /// <summary>Wealth at which the model is put on watch: a false alarm in 5 % of cases.</summary>
    public const double AlarmWealth = 20.0;

    /// <summary>Wealth at which the model is rejected: a false alarm in 1 % of cases.</summary>
    public const double RedWealth = 100.0;

    /// <summary>M now.</summary>
    public double Wealth => Math.Exp(LogWealth);

    /// <summary>The greatest M so far, 1 before the first observation.</summary>
    public double GreatestWealth => Math.Exp(LogGreatestWealth);

    /// <summary>Mean of the e-values; at most 1 in expectation under a true model. NaN before the first.</summary>
    public double MeanValue => SumOfValues / Observations;

    /// <summary>Amber from an alarm on, red from <see cref="RedWealth"/> on, by the greatest wealth so far: what was seen stays seen.</summary>
    public TrafficLightZone Zone =>
        LogGreatestWealth >= Math.Log(RedWealth) ? TrafficLightZone.Red : LogGreatestWealth >= Math.Log(AlarmWealth) ? TrafficLightZone.Amber : TrafficLightZone.Green;

    /// <summary>A test before its first observation.</summary>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <param name="betFraction">λ in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static EBacktest Start(double tailProbability, double betFraction) => betFraction is >= 0.0 and <= 1.0
        ? new EBacktest(Series.Probability(tailProbability, nameof(tailProbability)), betFraction, 0.0, 0.0, 0.0, 0)
        : throw new ArgumentOutOfRangeException(nameof(betFraction), betFraction, "The share of wealth that is bet lies in [0, 1]; 0.05 is 5 %.");

    /// <summary>e = (L − VaR)⁺/(a·(ES − VaR)).</summary>
    /// <param name="loss">L.</param>
    /// <param name="valueAtRisk">VaR as a loss.</param>
    /// <param name="expectedShortfall">ES as a loss.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <returns>+∞ for a loss beyond a VaR that equals its ES: the forecast had ruled it out.</returns>
    /// <exception cref="ArgumentException">A number is not finite, or ES is below VaR or not above 0.</exception>
    public static double Value(double loss, double valueAtRisk, double expectedShortfall, double tailProbability)
    {
        Series.TailForecasts([loss], [valueAtRisk], [expectedShortfall]);
        return loss > valueAtRisk ? (loss - valueAtRisk) / (Series.Probability(tailProbability, nameof(tailProbability)) * (expectedShortfall - valueAtRisk)) : 0.0;
    }

    /// <summary>The test after one more observation: wealth times 1 − λ + λ·e.</summary>
    /// <param name="loss">L.</param>
    /// <param name="valueAtRisk">VaR as a loss, forecast before.</param>
    /// <param name="expectedShortfall">ES as a loss, forecast before.</param>
    /// <exception cref="ArgumentException">As of <see cref="Value"/>.</exception>
    public EBacktest After(double loss, double valueAtRisk, double expectedShortfall)
    {
        double value = Value(loss, valueAtRisk, expectedShortfall, TailProbability);
        double factor = BetFraction == 0.0 ? 1.0 : 1.0 - BetFraction + (BetFraction * value);
        double log = double.IsNegativeInfinity(LogWealth) ? LogWealth : LogWealth + Math.Log(factor);
        return this with { LogWealth = log, LogGreatestWealth = Math.Max(LogGreatestWealth, log), SumOfValues = SumOfValues + value, Observations = Observations + 1 };
    }
}
