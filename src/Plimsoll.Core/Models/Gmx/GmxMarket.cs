using System.Numerics;

namespace Plimsoll.Models.Gmx;

/// <summary>What depends on a whole market: the collateral that its open interest asks for, and how much profit its pool pays; fixed-point numbers of 1e-30.</summary>
internal static class GmxMarket
{
    /// <summary>Part of its size that a position must have as collateral, to open, to grow or to withdraw: it grows with the open interest of its side.</summary>
    /// <param name="minimum">The least part.</param>
    /// <param name="multiplier">Part per USD of open interest.</param>
    /// <param name="openInterest">Open interest of the side after the change, USD.</param>
    public static BigInteger CollateralFactor(BigInteger minimum, BigInteger multiplier, BigInteger openInterest) =>
        BigInteger.Max(minimum, GmxFloat.Multiply(BigInteger.Max(0, openInterest), multiplier));

    /// <summary>Whether the collateral suffices for opening, growing or withdrawing: profit does not count, a loss that is realised does.</summary>
    /// <param name="collateral">Value of the collateral, USD.</param>
    /// <param name="realised">Profit realised by the order, USD.</param>
    /// <param name="size">Size of the position, USD.</param>
    /// <param name="factor">What <see cref="CollateralFactor"/> gives.</param>
    public static bool IsCollateralSufficient(BigInteger collateral, BigInteger realised, BigInteger size, BigInteger factor)
    {
        BigInteger remaining = collateral + BigInteger.Min(0, realised);
        return remaining.Sign >= 0 && remaining >= GmxFloat.Multiply(size, factor);
    }

    /// <summary>Profit of one side as a part of the pool that pays it; positions of the side are closed by force while it is above the market's limit.</summary>
    /// <param name="profit">Profit of all positions of the side, USD.</param>
    /// <param name="pool">Value of the pool that pays the side, USD, above 0.</param>
    public static BigInteger ProfitFactor(BigInteger profit, BigInteger pool) => GmxFloat.Divide(profit, pool);

    /// <summary>What a position is paid of its profit, USD, where the side's profit is capped: its share of the cap.</summary>
    /// <param name="profit">Profit of the position, USD.</param>
    /// <param name="sideProfit">Profit of all positions of the side, USD.</param>
    /// <param name="pool">Value of the pool that pays the side, USD.</param>
    /// <param name="maximumFactor">The most of the pool that is paid out.</param>
    public static BigInteger PaidProfit(BigInteger profit, BigInteger sideProfit, BigInteger pool, BigInteger maximumFactor)
    {
        BigInteger capped = BigInteger.Min(sideProfit, GmxFloat.Multiply(pool, maximumFactor));
        return profit.Sign > 0 && sideProfit.Sign > 0 && capped.Sign > 0 && capped != sideProfit ? profit * capped / sideProfit : profit;
    }
}
