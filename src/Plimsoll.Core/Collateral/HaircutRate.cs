using Plimsoll.Liquidity;
using Plimsoll.Numerics;

namespace Plimsoll.Collateral;

/// <summary>Haircut rates from the risk of an asset: the loss in value over the time it takes to sell it, plus the cost of selling.</summary>
public static class HaircutRate
{
    /// <summary>1 − exp(−z·σ·√h) + liquidity, never above 1.</summary>
    /// <param name="dailyVolatility">σ of one day's log return; 0 or more.</param>
    /// <param name="days">h: days until the collateral is sold; 0 or more.</param>
    /// <param name="confidence">Confidence level of the normal quantile z, within [0.5, 1); 0.99 gives z = 2.33.</param>
    /// <param name="liquidity">Cost of selling as a fraction of value; 0 or more.</param>
    /// <returns>The haircut, a fraction within [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static double FromVolatility(double dailyVolatility, double days, double confidence, double liquidity)
    {
        Require.Within(confidence, 0.5, Math.BitDecrement(1.0));
        double loss = NormalDistribution.InverseCdf(confidence) * Require.NotNegative(dailyVolatility) * Math.Sqrt(Require.NotNegative(days));
        return Math.Min(1, 1 - Math.Exp(-loss) + Require.NotNegative(liquidity));
    }

    /// <summary>Expected shortfall of the asset plus costs, not below the floor of its class and never above 1.</summary>
    /// <param name="expectedShortfall">ES of the asset's value over the time to sell it, as a fraction of value; 0 or more.</param>
    /// <param name="liquidity">Cost of selling as a fraction of value; 0 or more.</param>
    /// <param name="floor">Least haircut of the asset's class, within [0, 1].</param>
    /// <returns>The haircut, a fraction within [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static double FromExpectedShortfall(double expectedShortfall, double liquidity, double floor) =>
        Math.Min(1, Math.Max(Require.Within(floor, 0, 1), Require.NotNegative(expectedShortfall) + Require.NotNegative(liquidity)));

    /// <summary>The value up to which a holding may count: a share of what its market absorbs, or of its float, whichever is less.</summary>
    /// <param name="stressedDailyVolume">Stressed daily volume of the asset, in the currency of the haircut's brackets; 0 or more.</param>
    /// <param name="volumeShare">Share of that volume that collateral may be sold at, within [0, 1].</param>
    /// <param name="days">Days in which it is sold; 0 or more.</param>
    /// <param name="freeFloat">Market value of all that is freely held; 0 or more.</param>
    /// <param name="floatShare">Share of the float that may be collateral, within [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static double ValueCap(double stressedDailyVolume, double volumeShare, double days, double freeFloat, double floatShare) => Math.Min(
        Require.NotNegative(stressedDailyVolume) * Require.Within(volumeShare, 0, 1) * Require.NotNegative(days),
        Require.NotNegative(freeFloat) * Require.Within(floatShare, 0, 1));
}
