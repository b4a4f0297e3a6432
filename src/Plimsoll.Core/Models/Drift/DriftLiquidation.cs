using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>How much a liquidation closes, at which fees, and how a loss that nobody covers is shared; in the venue's whole numbers.</summary>
internal static class DriftLiquidation
{
    /// <summary>Slots after which the liquidator's fee begins to rise.</summary>
    private const int GraceSlots = 1_500;

    /// <summary>The size to close for the shortage to vanish, 1e-9; the greatest 64-bit number where no size is enough.</summary>
    /// <param name="shortage">Margin shortage, quote.</param>
    /// <param name="ratio">Margin ratio, 1e-4.</param>
    /// <param name="liquidatorFee">Fee of the liquidator, 1e-6.</param>
    /// <param name="insuranceFee">Fee of the insurance fund, 1e-6.</param>
    /// <param name="price">Oracle price, 1e-6.</param>
    /// <param name="quotePrice">Price of the quote currency, 1e-6.</param>
    public static BigInteger SizeToCover(BigInteger shortage, BigInteger ratio, BigInteger liquidatorFee, BigInteger insuranceFee, BigInteger price, BigInteger quotePrice)
    {
        BigInteger freedPart = (ratio * DriftPrecision.Factor / DriftPrecision.Weight) - liquidatorFee;
        if (price.IsZero || freedPart.Sign <= 0) return ulong.MaxValue;
        BigInteger freed = (price * quotePrice / DriftPrecision.Price * freedPart / DriftPrecision.Factor) - (price * insuranceFee / DriftPrecision.Factor);
        return freed.Sign <= 0 ? ulong.MaxValue : shortage * DriftPrecision.Base / freed;
    }

    /// <summary>The amount of a debt to repay with an asset for the shortage to vanish, in the debt's decimals; the greatest 128-bit number where the asset weighs as much as the debt.</summary>
    /// <param name="shortage">Margin shortage, quote.</param>
    /// <param name="assetWeight">Weight of the asset, 1e-4.</param>
    /// <param name="assetMultiplier">What of the asset is given for one, 1e-6.</param>
    /// <param name="liabilityWeight">Weight of the debt, 1e-4.</param>
    /// <param name="liabilityMultiplier">What of the debt is taken for one, 1e-6.</param>
    /// <param name="liabilityDecimals">Decimals of the debt.</param>
    /// <param name="liabilityPrice">Oracle price of the debt, 1e-6.</param>
    /// <param name="insuranceFee">Fee of the insurance fund, 1e-6.</param>
    public static BigInteger TransferToCover(
        BigInteger shortage, BigInteger assetWeight, BigInteger assetMultiplier, BigInteger liabilityWeight, BigInteger liabilityMultiplier, int liabilityDecimals, BigInteger liabilityPrice, BigInteger insuranceFee)
    {
        if (assetWeight >= liabilityWeight) return BigInteger.Pow(2, 128) - 1;

        // Weights count tenfold here, for precision.
        BigInteger freedWeight = (liabilityWeight * 10) - (assetWeight * 10 * assetMultiplier / liabilityMultiplier);
        BigInteger freed = (liabilityPrice * freedWeight) - (liabilityPrice * insuranceFee / DriftPrecision.Factor * liabilityWeight * 10);
        BigInteger scaled = IntegerMath.ScaleByTen(shortage, Math.Max(0, liabilityDecimals - 6)) * DriftPrecision.Price * DriftPrecision.Weight * 10;
        return IntegerMath.ScaleByTen(scaled / freed, Math.Min(0, liabilityDecimals - 6));
    }

    /// <summary>Fee of the insurance fund on a perpetual liquidation, 1e-6: 95 % of the margin that the liquidator's fee and the shortage leave, at most the market's.</summary>
    public static BigInteger InsuranceFee(
        BigInteger shortage, BigInteger size, BigInteger ratio, BigInteger liquidatorFee, BigInteger price, BigInteger quotePrice, BigInteger maximum)
    {
        BigInteger part = ratio * DriftPrecision.Factor / DriftPrecision.Weight;
        if (price.IsZero || quotePrice.IsZero || size.IsZero || part <= liquidatorFee) return 0;
        BigInteger inUsd = price * quotePrice / DriftPrecision.Price;
        BigInteger missing = shortage * DriftPrecision.Base / size * DriftPrecision.Price / inUsd;
        return BigInteger.Min(maximum, BigInteger.Max(0, part - liquidatorFee - missing) * 19 / 20);
    }

    /// <summary>Fee of the liquidator, 1e-6: after some minutes without success it rises with every slot.</summary>
    public static BigInteger LiquidatorFee(BigInteger baseFee, BigInteger maximum, BigInteger slots) =>
        slots < GraceSlots ? baseFee : BigInteger.Min(maximum, baseFee + slots);

    /// <summary>What a loss adds to the funding paid by every position of the market, 1e-9 quote for one unit; rounded up.</summary>
    /// <exception cref="ArgumentException">Nobody holds the market.</exception>
    public static BigInteger FundingDelta(BigInteger loss, BigInteger longs, BigInteger shorts)
    {
        BigInteger held = BigInteger.Abs(longs) + BigInteger.Abs(shorts);
        if (held.IsZero) throw new ArgumentException("A loss is shared by those who hold the market; nobody does.");
        return IntegerMath.CeilingDivide(BigInteger.Abs(loss) * DriftPrecision.Base, held) * 1_000;
    }

    /// <summary>What a loss takes from the interest index of all deposits of a token; rounded up, 0 without deposits.</summary>
    public static BigInteger DepositInterestDelta(BigInteger loss, BigInteger deposits, BigInteger interestIndex) =>
        deposits.IsZero ? 0 : IntegerMath.CeilingDivide(interestIndex * loss, deposits);
}
