using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Models.Dydx;

/// <summary>At which prices a position of a subaccount is closed by force, and who pays or receives the rest.</summary>
/// <param name="account">The subaccount, its funding settled.</param>
/// <param name="perpetuals">Perpetuals by number.</param>
internal sealed class DydxLiquidation(DydxSubaccount account, IReadOnlyDictionary<int, DydxPerpetual> perpetuals)
{
    /// <summary>Quote quantums that closing a part must bring, or may cost, for the position's share of net collateral to be used up exactly; rounded up.</summary>
    /// <param name="perpetualId">The perpetual.</param>
    /// <param name="delta">Change of its size, base quantums: opposite to what is held and no greater.</param>
    /// <exception cref="ArgumentOutOfRangeException">The change does not reduce the position.</exception>
    public BigInteger BankruptcyPrice(int perpetualId, BigInteger delta)
    {
        BigInteger size = Reducing(perpetualId, delta);
        DydxPerpetual perpetual = perpetuals[perpetualId];
        DydxRisk before = perpetual.Risk(size, 0), after = perpetual.Risk(size + delta, 0), total = account.Risk(perpetuals);
        BigInteger share = IntegerMath.FloorDivide(total.NetCollateral * (before.Maintenance - after.Maintenance), total.Maintenance);
        return before.NetCollateral - after.NetCollateral - share;
    }

    /// <summary>The worst price at which a liquidation order may fill, quote quantums for one base quantum: the oracle price and a spread that widens as collateral vanishes.</summary>
    /// <param name="perpetualId">The perpetual.</param>
    /// <param name="delta">Change of its size, base quantums: opposite to what is held and no greater.</param>
    /// <param name="adjustmentPpm">How fast the spread widens, parts per million.</param>
    /// <param name="spreadPpm">The widest spread as a part of the position's maintenance margin, parts per million.</param>
    /// <returns>A fraction in lowest terms, its denominator above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The change does not reduce the position.</exception>
    public (BigInteger Numerator, BigInteger Denominator) FillablePrice(int perpetualId, BigInteger delta, BigInteger adjustmentPpm, BigInteger spreadPpm)
    {
        BigInteger size = Reducing(perpetualId, delta), million = DydxTier.Million;
        DydxRisk position = perpetuals[perpetualId].Risk(size, 0), total = account.Risk(perpetuals);

        // How near to bankruptcy, adjustment·(1 − net collateral / maintenance) within [0, 1], over the denominator million·maintenance.
        BigInteger whole = million * total.Maintenance;
        BigInteger nearness = BigInteger.Max(0, BigInteger.Min(whole, adjustmentPpm * (total.Maintenance - total.NetCollateral)));
        BigInteger numerator = (position.NetCollateral * whole * million) - (nearness * spreadPpm * position.Maintenance);
        BigInteger denominator = whole * million * size;
        BigInteger common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return (numerator / common, denominator / common);
    }

    /// <summary>What the insurance fund gets of a liquidation (above 0: the fee, at most what is left) or pays for it (below 0), quote quantums.</summary>
    /// <param name="perpetualId">The perpetual.</param>
    /// <param name="isBuy">Whether the liquidation order buys, as for a short position.</param>
    /// <param name="fill">Base quantums filled, above 0.</param>
    /// <param name="subticks">Price of the fill.</param>
    /// <param name="conversionExponent">Power of ten of a subtick times a base quantum in quote quantums.</param>
    /// <param name="maximumFeePpm">The highest fee on what the fill brings or costs, parts per million.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fill is zero or does not reduce the position.</exception>
    public BigInteger InsuranceFundDelta(int perpetualId, bool isBuy, BigInteger fill, BigInteger subticks, int conversionExponent, BigInteger maximumFeePpm)
    {
        BigInteger paid = IntegerMath.ScaleByTen(subticks * fill, conversionExponent);
        BigInteger rest = (isBuy ? -paid : paid) - BankruptcyPrice(perpetualId, isBuy ? fill : -fill);
        return rest.Sign <= 0 ? rest : BigInteger.Min(paid * maximumFeePpm / DydxTier.Million, rest);
    }

    private BigInteger Reducing(int perpetualId, BigInteger delta)
    {
        BigInteger size = account.SizeOf(perpetualId);
        return size.Sign * delta.Sign == -1 && BigInteger.Abs(delta) <= BigInteger.Abs(size)
            ? size
            : throw new ArgumentOutOfRangeException(nameof(delta), delta, $"A liquidation reduces the position of {size} base quantums; the change must have the other sign and be no greater.");
    }
}
