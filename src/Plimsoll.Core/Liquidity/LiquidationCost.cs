namespace Plimsoll.Liquidity;

/// <summary>Expected cost of closing out a notional: half the stressed spread and the impact of the trade.</summary>
/// <param name="Amount">The cost, in the currency of the notional: the larger of the model and the walk of the visible book.</param>
/// <param name="SpreadCost">Notional × half the stressed spread.</param>
/// <param name="ImpactCost">Notional × Y·σ·√(notional / daily volume).</param>
/// <param name="BookWalkCost">Cost of walking the visible book, or null where no book was given.</param>
public readonly record struct LiquidationCost(double Amount, double SpreadCost, double ImpactCost, double? BookWalkCost)
{
    /// <summary>True if walking the visible book costs more than the model says, and therefore counts.</summary>
    public bool IsBoundByBook => BookWalkCost is { } walk && walk > SpreadCost + ImpactCost;

    /// <summary>N·(½·spread + Y·σ·√(N/ADV)), never less than the walk of the visible book.</summary>
    /// <param name="notional">Notional N to close, quote currency; 0 or more.</param>
    /// <param name="stressedSpread">Full bid-ask spread under stress as a fraction of price (0.001 is 10 bp); 0 or more.</param>
    /// <param name="impactCoefficient">Y of the square-root law; 1 by default of the model.</param>
    /// <param name="dailyVolatility">Volatility of one day as a fraction; 0 or more.</param>
    /// <param name="dailyVolume">Average daily volume in the currency of the notional; above 0.</param>
    /// <param name="bookWalkCost">Cost of walking the visible book for this notional, or null where there is no book.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    /// <remarks>
    /// The impact is charged at its peak and not at the two thirds of an average execution: the close-out of a default is
    /// not free to choose its pace.
    /// </remarks>
    public static LiquidationCost Of(
        double notional,
        double stressedSpread,
        double impactCoefficient,
        double dailyVolatility,
        double dailyVolume,
        double? bookWalkCost = null)
    {
        double spread = Require.NotNegative(notional) * 0.5 * Require.NotNegative(stressedSpread);
        double impact = notional * SquareRootImpact.Peak(impactCoefficient, dailyVolatility, notional, dailyVolume);
        // A walk below mid (a crossed or moved book) is no credit: the model's cost stands.
        double walk = bookWalkCost is { } cost ? Require.Finite(cost, nameof(bookWalkCost)) : 0;
        return new(Math.Max(spread + impact, walk), spread, impact, bookWalkCost);
    }
}
