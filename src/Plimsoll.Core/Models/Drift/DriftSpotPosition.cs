using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>A deposit or debt of a token and its open orders, in the venue's whole numbers.</summary>
/// <param name="Market">The token.</param>
/// <param name="Price">Oracle price.</param>
/// <param name="Amount">Signed amount in the token's decimals; below 0 owed.</param>
internal sealed record DriftSpotPosition(DriftSpotMarket Market, DriftPrice Price, BigInteger Amount)
{
    /// <summary>Amount of the open orders that buy, at least 0.</summary>
    public BigInteger OpenBids { get; init; }

    /// <summary>Amount of the open orders that sell, at most 0.</summary>
    public BigInteger OpenAsks { get; init; }

    /// <summary>How many orders are open.</summary>
    public int OpenOrders { get; init; }

    /// <summary>The worse for free collateral of all bids filled and all asks filled.</summary>
    public DriftSpotFill WorstFill(DriftMarginType type)
    {
        BigInteger value = Market.StrictValue(Amount, Price);
        DriftSpotFill bids = Filled(OpenBids), asks = Filled(OpenAsks);
        return asks.FreeCollateral <= bids.FreeCollateral ? asks : bids;

        DriftSpotFill Filled(BigInteger orders)
        {
            BigInteger paid = Market.Value(-orders, Price.Higher), after = Amount + orders, valueAfter = value - paid;
            BigInteger weight = valueAfter.Sign > 0 ? Market.AssetWeight(after, Price.Current, type) : Market.LiabilityWeight(after, type);
            return new(after, paid, valueAfter, valueAfter * weight / DriftPrecision.Weight);
        }
    }

    /// <summary>The same where the account has set a least margin ratio, 1e-4: debts weigh at least one and that, deposits at most one less that, and never less strictly than for initial margin.</summary>
    public DriftSpotFill WorstFill(DriftMarginType type, BigInteger customRatio)
    {
        DriftSpotFill fill = WorstFill(type);
        if (customRatio.IsZero || fill.Weighted.IsZero) return fill;
        BigInteger weight = fill.Weighted.Sign < 0
            ? BigInteger.Max(Market.LiabilityWeight(fill.Amount, DriftMarginType.Initial), DriftPrecision.Weight + customRatio)
            : BigInteger.Min(Market.AssetWeight(fill.Amount, Price.Current, DriftMarginType.Initial), BigInteger.Max(0, DriftPrecision.Weight - customRatio));
        return fill with { Weighted = fill.Value * weight / DriftPrecision.Weight };
    }
}
