using System.Collections.Immutable;
using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>An account, in the venue's whole numbers.</summary>
/// <param name="QuotePrice">Price of the quote currency, 1e-6.</param>
/// <param name="QuoteAmount">Signed amount of the quote currency, quote.</param>
/// <param name="Spots">Other tokens.</param>
/// <param name="Perps">Perpetual positions.</param>
internal sealed record DriftAccount(DriftPrice QuotePrice, BigInteger QuoteAmount, ImmutableArray<DriftSpotPosition> Spots, ImmutableArray<DriftPerpPosition> Perps)
{
    /// <summary>The least initial margin ratio that the account has set, 1e-4.</summary>
    public BigInteger CustomRatio { get; init; }

    /// <summary>Whether the account is in high-leverage mode.</summary>
    public bool HighLeverage { get; init; }

    private static readonly DriftSpotMarket Quote = new(6, DriftPrecision.Weight, DriftPrecision.Weight, DriftPrecision.Weight, DriftPrecision.Weight);

    /// <summary>The margin of the cross pool first, then that of every isolated position in order.</summary>
    public ImmutableArray<DriftPool> Margin(DriftContext context)
    {
        BigInteger custom = BigInteger.Max(context.RatioOverride, context.Type == DriftMarginType.Initial ? CustomRatio : 0);
        DriftPool cross = new(context.Buffer);
        cross.AddValue(Quote.StrictValue(QuoteAmount, QuotePrice));
        foreach (DriftSpotPosition spot in Spots)
        {
            DriftSpotFill fill = spot.WorstFill(context.Type, custom);
            cross.AddRequirement(spot.OpenOrders * DriftPrecision.OpenOrder, 0);
            if (fill.Value.Sign > 0) cross.AddCollateral(fill.Weighted);
            else cross.AddRequirement(-fill.Weighted, -fill.Value);
            cross.AddValue(fill.Orders);
        }

        var pools = ImmutableArray.CreateBuilder<DriftPool>();
        pools.Add(cross);
        foreach (DriftPerpPosition perp in Perps)
        {
            DriftPool pool = cross;
            if (perp.IsolatedCollateral is { } own)
            {
                pools.Add(pool = new(context.Buffer));
                pool.AddValue(Quote.StrictValue(own, QuotePrice));
            }

            DriftPerpMargin margin = perp.Margin(QuotePrice, context.Type, custom, HighLeverage);
            pool.AddRequirement(margin.Requirement, margin.Liability);
            pool.AddCollateral(margin.WeightedProfit);
        }

        return pools.ToImmutable();
    }
}
