using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>A perpetual market's margin parameters, in the venue's whole numbers.</summary>
/// <param name="Initial">Initial margin ratio, 1e-4.</param>
/// <param name="Maintenance">Maintenance margin ratio, 1e-4.</param>
internal sealed record DriftPerpMarket(BigInteger Initial, BigInteger Maintenance)
{
    /// <summary>Size factor of the margin ratios, 1e-6.</summary>
    public BigInteger SizeFactor { get; init; }

    /// <summary>Initial margin ratio in high-leverage mode, 1e-4; 0 where the market has no such mode.</summary>
    public BigInteger HighLeverageInitial { get; init; }

    /// <summary>Maintenance margin ratio in high-leverage mode, 1e-4; 0 where the market has no such mode.</summary>
    public BigInteger HighLeverageMaintenance { get; init; }

    /// <summary>Part of a profit that counts for initial margin, 1e-4.</summary>
    public BigInteger ProfitInitialWeight { get; init; } = DriftPrecision.Weight;

    /// <summary>Part of a profit that counts for maintenance margin, 1e-4.</summary>
    public BigInteger ProfitMaintenanceWeight { get; init; } = DriftPrecision.Weight;

    /// <summary>Size factor of the weight of profits, 1e-6.</summary>
    public BigInteger ProfitSizeFactor { get; init; }

    /// <summary>Net profit of all accounts above which the weight of profits shrinks, quote; 0 where it never does.</summary>
    public BigInteger ProfitMaximumImbalance { get; init; }

    /// <summary>Net profit of all accounts, quote.</summary>
    public BigInteger NetProfit { get; init; }

    /// <summary>Whether it settles at 0 or 1, so that one who is short risks 1 less the price.</summary>
    public bool IsPrediction { get; init; }

    /// <summary>Margin ratio for a size, 1e-4.</summary>
    /// <param name="size">Size without its sign, 1e-9.</param>
    /// <param name="type">Which margin.</param>
    /// <param name="highLeverage">Whether the account is in high-leverage mode.</param>
    public BigInteger Ratio(BigInteger size, DriftMarginType type, bool highLeverage)
    {
        BigInteger ordinary = Of(type, Initial, Maintenance);
        if (!highLeverage || HighLeverageInitial.IsZero || HighLeverageMaintenance.IsZero) return BigInteger.Max(ordinary, DriftSize.Premium(size, SizeFactor, ordinary));
        BigInteger mode = Of(type, HighLeverageInitial, HighLeverageMaintenance);
        return type == DriftMarginType.Maintenance
            ? BigInteger.Max(mode, DriftSize.Premium(size, SizeFactor, mode))
            : DriftSize.HighLeverage(ordinary, DriftSize.Premium(size, SizeFactor, ordinary), mode);
    }

    /// <summary>Part of a profit or loss that counts, 1e-4: losses always in full.</summary>
    /// <param name="profit">Signed profit, quote.</param>
    /// <param name="type">Which margin.</param>
    public BigInteger ProfitWeight(BigInteger profit, DriftMarginType type)
    {
        if (profit.Sign <= 0) return DriftPrecision.Weight;
        if (type == DriftMarginType.Maintenance) return ProfitMaintenanceWeight;
        BigInteger weight = ProfitInitialWeight;
        if (ProfitMaximumImbalance.Sign > 0 && NetProfit > ProfitMaximumImbalance) weight = weight * ProfitMaximumImbalance / NetProfit;

        // A profit's size is counted in 1e-9, as that of a position.
        return weight.IsZero ? weight : DriftSize.Discount(profit * 1_000, ProfitSizeFactor, weight);
    }

    /// <summary>What a size can lose, quote: its value at the oracle price, or for a prediction sold what is left to one.</summary>
    /// <param name="size">Signed size, 1e-9.</param>
    /// <param name="price">Oracle price, 1e-6.</param>
    public BigInteger Liability(BigInteger size, BigInteger price)
    {
        BigInteger each = IsPrediction && size.Sign < 0 ? BigInteger.Max(0, DriftPrecision.Price - price) : BigInteger.Max(0, price);
        return BigInteger.Abs(size) * each / DriftPrecision.Base;
    }

    private static BigInteger Of(DriftMarginType type, BigInteger initial, BigInteger maintenance) => type switch
    {
        DriftMarginType.Initial => initial,
        DriftMarginType.Fill => (initial + maintenance) / 2,
        _ => maintenance,
    };
}
