using System.Collections.Immutable;

namespace Plimsoll.Models.Derive;

/// <summary>What PMRM v1 margins: one underlying with its base coin, perpetual and options, and cash. Amounts and prices in USDC.</summary>
internal sealed record PmrmPortfolio
{
    /// <summary>USDC held; below 0 borrowed.</summary>
    public decimal Cash { get; init; }

    /// <summary>Price of USDC in USD.</summary>
    public decimal StablePrice { get; init; } = 1m;

    /// <summary>Spot price of the underlying.</summary>
    public required decimal Spot { get; init; }

    /// <summary>Confidence of the spot feed, in [0, 1].</summary>
    public double SpotConfidence { get; init; } = 1;

    /// <summary>Units of the underlying held as collateral, not below 0.</summary>
    public decimal Base { get; init; }

    /// <summary>The perpetual.</summary>
    public PerpetualHolding Perpetual { get; init; } = PerpetualHolding.None;

    /// <summary>The options by expiry.</summary>
    public ImmutableArray<ExpiryHoldings> Expiries { get; init; } = [];
}

/// <summary>The perpetual of a portfolio.</summary>
/// <param name="Size">Signed units of the underlying.</param>
/// <param name="Price">Mark price in USDC.</param>
/// <param name="Confidence">Confidence of its feed, in [0, 1].</param>
/// <param name="UnrealisedPnl">Unrealised profit and loss with unsettled funding, USDC.</param>
internal sealed record PerpetualHolding(decimal Size, decimal Price, double Confidence, decimal UnrealisedPnl)
{
    /// <summary>No perpetual.</summary>
    public static PerpetualHolding None { get; } = new(0m, 0m, 1, 0m);

    /// <summary>Lowest confidence of spot and perpetual; the perpetual's counts only where there is one.</summary>
    public double ConfidenceWith(double spot) => Size == 0m ? spot : Math.Min(spot, Confidence);

    /// <summary>Profit and loss when prices move by a factor.</summary>
    public double Pnl(double factor) => (double)Size * (double)Price * (factor - 1);
}
