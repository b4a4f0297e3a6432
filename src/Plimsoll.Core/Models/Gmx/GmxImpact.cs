using System.Numerics;

namespace Plimsoll.Models.Gmx;

/// <summary>Price impact of changing the balance of longs and shorts in a market; fixed-point numbers of 1e-30.</summary>
/// <param name="PositiveFactor">Factor of an improvement, per USD to the exponent.</param>
/// <param name="NegativeFactor">Factor of a deterioration, per USD to the exponent; an improvement never earns more than this takes.</param>
/// <param name="PositiveExponent">Exponent of an improvement.</param>
/// <param name="NegativeExponent">Exponent of a deterioration.</param>
internal readonly record struct GmxImpact(BigInteger PositiveFactor, BigInteger NegativeFactor, BigInteger PositiveExponent, BigInteger NegativeExponent)
{
    /// <summary>Impact of an imbalance on its own: imbalance^exponent·factor, 0 below 1 USD.</summary>
    public static BigInteger Of(BigInteger imbalance, BigInteger factor, BigInteger exponent) => GmxFloat.Multiply(GmxFloat.Power(imbalance, exponent), factor);

    /// <summary>What a change of the balance earns (above 0) or costs, USD.</summary>
    /// <param name="longs">Open interest of longs before, USD.</param>
    /// <param name="shorts">Open interest of shorts before, USD.</param>
    /// <param name="longChange">Signed change of longs, USD.</param>
    /// <param name="shortChange">Signed change of shorts, USD.</param>
    public BigInteger Usd(BigInteger longs, BigInteger shorts, BigInteger longChange, BigInteger shortChange)
    {
        BigInteger nextLongs = longs + longChange, nextShorts = shorts + shortChange;
        BigInteger before = BigInteger.Abs(longs - shorts), after = BigInteger.Abs(nextLongs - nextShorts);
        BigInteger positive = BigInteger.Min(PositiveFactor, NegativeFactor);

        // Where the heavier side changes, the old imbalance is made good and the new one paid for.
        if ((longs <= shorts) != (nextLongs <= nextShorts)) return Of(before, positive, PositiveExponent) - Of(after, NegativeFactor, NegativeExponent);
        BigInteger factor = after < before ? positive : NegativeFactor, exponent = after < before ? PositiveExponent : NegativeExponent;
        BigInteger size = BigInteger.Abs(Of(before, factor, exponent) - Of(after, factor, exponent));
        return after < before ? size : -size;
    }

    /// <summary>The price at which an order executes when its impact is paid in the price.</summary>
    /// <param name="size">Size of the order, USD, above 0.</param>
    /// <param name="impact">Its price impact, USD.</param>
    /// <param name="indexPrice">Index price, above 0.</param>
    /// <param name="isLong">Whether the position is long.</param>
    /// <param name="isIncrease">Whether the order makes it greater.</param>
    public static BigInteger ExecutionPrice(BigInteger size, BigInteger impact, BigInteger indexPrice, bool isLong, bool isIncrease)
    {
        BigInteger signed = isLong ? impact : -impact;
        return isIncrease
            ? GmxFloat.Divide(size, GmxFloat.Divide(size, indexPrice) + GmxFloat.Divide(signed, indexPrice))
            : indexPrice + (signed * indexPrice / size);
    }
}
