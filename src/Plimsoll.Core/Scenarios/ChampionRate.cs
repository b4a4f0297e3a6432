using Plimsoll.Numerics;

namespace Plimsoll.Scenarios;

/// <summary>
/// The margin rate of an outright position: the larger of expected shortfall under partial rescaling and a share of that under
/// full rescaling, which guards the first against a lasting step in volatility.
/// </summary>
/// <param name="Partial">Expected shortfall under partial rescaling, as a fraction of notional.</param>
/// <param name="Full">Expected shortfall under full rescaling.</param>
/// <param name="Factor">The share of the latter that counts, 0.80 for instance.</param>
internal readonly record struct ChampionRate(double Partial, double Full, double Factor)
{
    /// <summary>The rate; NaN if either leg is.</summary>
    public double Rate => Math.Max(Partial, Factor * Full);

    /// <param name="returns">Simple returns, oldest first.</param>
    /// <param name="isLong">Whether a fall or a rise is the loss.</param>
    /// <param name="tailProbability">a in (0, 1].</param>
    /// <param name="partialDecay">λ of the partially rescaled leg.</param>
    /// <param name="partial">Its rescaling.</param>
    /// <param name="fullDecay">λ of the fully rescaled leg.</param>
    /// <param name="factor">The share of the fully rescaled leg that counts.</param>
    public static ChampionRate Of(
        ReadOnlySpan<double> returns, bool isLong, double tailProbability,
        double partialDecay, VolatilityRescaling partial, double fullDecay, double factor) => new(
            Leg(FilteredHistoricalSimulation.RescaleByEwma(returns, partialDecay, partial), isLong, tailProbability),
            Leg(FilteredHistoricalSimulation.RescaleByEwma(returns, fullDecay, VolatilityRescaling.Full), isLong, tailProbability),
            factor);

    private static double Leg(double[] pnl, bool isLong, double tailProbability)
    {
        if (!isLong)
        {
            for (int i = 0; i < pnl.Length; i++) pnl[i] = -pnl[i];
        }

        return ExpectedShortfall.Of(pnl, tailProbability);
    }
}
