using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>A perpetual position and its open orders, in the venue's whole numbers.</summary>
/// <param name="Market">The market.</param>
/// <param name="OraclePrice">Oracle price of the base, 1e-6.</param>
/// <param name="Size">Signed size, 1e-9.</param>
/// <param name="Quote">What was paid (below 0) or received for it, quote.</param>
internal sealed record DriftPerpPosition(DriftPerpMarket Market, BigInteger OraclePrice, BigInteger Size, BigInteger Quote)
{
    /// <summary>Size of the open orders that buy, 1e-9, at least 0.</summary>
    public BigInteger OpenBids { get; init; }

    /// <summary>Size of the open orders that sell, 1e-9, at most 0.</summary>
    public BigInteger OpenAsks { get; init; }

    /// <summary>How many orders are open.</summary>
    public int OpenOrders { get; init; }

    /// <summary>The least initial margin ratio that the account has set for this position, 1e-4.</summary>
    public BigInteger CustomRatio { get; init; }

    /// <summary>Collateral of its own, quote; null for a position of the cross pool.</summary>
    public BigInteger? IsolatedCollateral { get; init; }

    /// <summary>What the position needs and what its profit or loss counts.</summary>
    /// <param name="quote">Price of the quote currency.</param>
    /// <param name="type">Which margin.</param>
    /// <param name="customRatio">The least margin ratio set for the account, 1e-4.</param>
    /// <param name="highLeverage">Whether the account is in high-leverage mode.</param>
    public DriftPerpMargin Margin(DriftPrice quote, DriftMarginType type, BigInteger customRatio, bool highLeverage)
    {
        BigInteger withBids = Size + OpenBids, withAsks = Size + OpenAsks;
        BigInteger bidLiability = Market.Liability(withBids, OraclePrice), askLiability = Market.Liability(withAsks, OraclePrice);
        (BigInteger size, BigInteger worst) = askLiability >= bidLiability ? (withAsks, askLiability) : (withBids, bidLiability);

        BigInteger liability = worst * quote.Higher / DriftPrecision.Price;
        BigInteger ratio = BigInteger.Max(customRatio, Market.Ratio(BigInteger.Abs(size), type, highLeverage));
        if (type == DriftMarginType.Initial) ratio = BigInteger.Max(ratio, CustomRatio);
        BigInteger requirement = (liability * ratio / DriftPrecision.Weight) + (OpenOrders * DriftPrecision.OpenOrder);
        return new(requirement, WeightedProfit(quote, type), liability);
    }

    /// <summary>Profit at the oracle price, quote, unweighted.</summary>
    public BigInteger Profit => (Size * BigInteger.Max(0, OraclePrice) / DriftPrecision.Base) + Quote;

    private BigInteger WeightedProfit(DriftPrice quote, DriftMarginType type)
    {
        BigInteger profit = Profit;
        BigInteger price = profit.Sign switch { > 0 => quote.Lower, < 0 => quote.Higher, _ => quote.Current };
        BigInteger weighted = profit * Market.ProfitWeight(profit, type) / DriftPrecision.Weight * price / DriftPrecision.Price;
        return type == DriftMarginType.Initial ? BigInteger.Min(weighted, DriftPrecision.ProfitCap) : weighted;
    }
}
