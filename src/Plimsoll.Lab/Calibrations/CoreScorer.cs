using Plimsoll.Models.Native;
using Plimsoll.Numerics;
using Plimsoll.Scenarios;

namespace Plimsoll.Lab.Calibrations;

/// <summary>The core of the native model for outright perpetuals, pairs and a coin against its perpetual alone, over all days at once: the same numbers as the model's, many times faster.</summary>
internal sealed class CoreScorer
{
    private readonly CoreReturns returns;
    private readonly CoreCandidate candidate;
    private readonly VolatilityRescaling rescaling;
    private readonly VolatilityRescaling basisRescaling;
    private readonly double[][] coinVariance;
    private readonly double[][] basisVariance;

    public CoreScorer(CoreReturns returns, CoreCandidate candidate, MarketRiskParameters parameters, bool bounded = true)
    {
        (this.returns, this.candidate) = (returns, candidate);
        rescaling = bounded ? new(candidate.Rescaling, parameters.LeastScale, parameters.GreatestScale) : new(candidate.Rescaling, 0, double.PositiveInfinity);
        basisRescaling = bounded && candidate.Basis is { } rule ? new(rule.Rescaling, rule.LeastScale, rule.GreatestScale) : rescaling;
        coinVariance = [.. returns.Coin.Select((coin, a) => CoreReturns.Variances(coin, returns.Realised[a], candidate, parameters.SeedReturns))];
        basisVariance = [.. returns.Basis.Select(basis => CoreReturns.Variances(basis, [], candidate, parameters.SeedReturns))];
    }

    /// <summary>Simple returns of a coin and of its perpetual in the core scenarios of a day's close, oldest first.</summary>
    /// <param name="asset">Index of the asset.</param>
    /// <param name="day">The day.</param>
    /// <param name="coins">Of the coin, filled from its beginning.</param>
    /// <param name="gains">Of its perpetual.</param>
    /// <returns>How many there are.</returns>
    public int Gains(int asset, int day, Span<double> coins, Span<double> gains)
    {
        int end = returns.Known(day), from = Math.Max(0, end - candidate.WindowDays);
        double[] coin = returns.Coin[asset], basis = returns.Basis[asset], variance = coinVariance[asset], basisPath = basisVariance[asset];
        double now = variance[end], basisNow = basisPath[end];
        for (int i = from; i < end; i++)
        {
            double move = coin[i], k = variance[i] > 0 ? rescaling.Factor(now, variance[i]) : 1;
            double gain = move <= 0 ? Math.Exp(k * move) : 1 + (k * (Math.Exp(move) - 1));
            coins[i - from] = gain - 1;
            if (basis[i] != 0) gain *= Math.Exp(basis[i] * (basisPath[i] > 0 ? basisRescaling.Factor(basisNow, basisPath[i]) : 1));
            gains[i - from] = gain - 1;
        }

        return end - from;
    }

    /// <summary>Lower value at risk and expected shortfall of profits and losses.</summary>
    public static TailEstimate Tail(ReadOnlySpan<double> pnl, double tail, Span<double> scratch) => ExpectedShortfall.Estimate(pnl, tail, scratch);
}
