using System.Numerics;

namespace Plimsoll.Models.Gmx;

/// <summary>A position with the collateral that belongs to it alone; fixed-point numbers of 1e-30, token amounts too.</summary>
/// <param name="IsLong">Whether it is long.</param>
/// <param name="SizeUsd">What was paid for it, USD.</param>
/// <param name="SizeTokens">Units of the index token that it stands for.</param>
/// <param name="CollateralAmount">Units of the collateral token.</param>
internal readonly record struct GmxPosition(bool IsLong, BigInteger SizeUsd, BigInteger SizeTokens, BigInteger CollateralAmount)
{
    /// <summary>Profit at an index price, USD.</summary>
    public BigInteger Profit(BigInteger indexPrice)
    {
        BigInteger value = GmxFloat.Multiply(SizeTokens, indexPrice);
        return IsLong ? value - SizeUsd : SizeUsd - value;
    }

    /// <summary>What is left of the collateral when the position is closed, USD: its value and the profit or loss, less fees and the price impact of closing.</summary>
    /// <param name="indexPrice">Index price.</param>
    /// <param name="collateralPrice">Price of the collateral token.</param>
    /// <param name="fees">Fees of closing and fees owed, USD.</param>
    /// <param name="impact">Price impact of closing, USD; a gain does not count.</param>
    /// <param name="maximumImpactFactor">The most of the size that the impact may take; null where it is not capped.</param>
    public BigInteger Remaining(BigInteger indexPrice, BigInteger collateralPrice, BigInteger fees, BigInteger impact, BigInteger? maximumImpactFactor) =>
        GmxFloat.Multiply(CollateralAmount, collateralPrice) + Profit(indexPrice) + CountedImpact(impact, maximumImpactFactor) - fees;

    /// <summary>The part of a price impact that counts when a liquidation is judged, USD, 0 or less.</summary>
    /// <param name="impact">Price impact of closing, USD; a gain does not count.</param>
    /// <param name="maximumImpactFactor">The most of the size that the impact may take; null where it is not capped.</param>
    public BigInteger CountedImpact(BigInteger impact, BigInteger? maximumImpactFactor)
    {
        BigInteger counted = BigInteger.Min(0, impact);
        return maximumImpactFactor is { } factor ? BigInteger.Max(counted, -GmxFloat.Multiply(SizeUsd, factor)) : counted;
    }

    /// <summary>What must remain, USD: the minimum in money and the part of the size.</summary>
    public BigInteger Required(BigInteger factor, BigInteger minimumUsd) => BigInteger.Max(minimumUsd, GmxFloat.Multiply(SizeUsd, factor));

    /// <summary>Whether what remains is too little.</summary>
    public bool IsLiquidatable(BigInteger remaining, BigInteger factor, BigInteger minimumUsd) => remaining.Sign <= 0 || remaining < Required(factor, minimumUsd);

    /// <summary>Collateral tokens that come back when the position is closed; never below 0, as the pool bears the rest.</summary>
    public static BigInteger CollateralReturned(BigInteger remaining, BigInteger profit, BigInteger collateralPrice) =>
        BigInteger.Max(0, GmxFloat.Divide(remaining - BigInteger.Max(0, profit), collateralPrice));
}
