using System.Collections.Immutable;

namespace Plimsoll.Models.Derive;

/// <summary>What PMRM_2 margins: the perpetual and options of one underlying, any collateral, and cash. Amounts and prices in USDC unless they say USD.</summary>
internal sealed record Pmrm2Portfolio
{
    /// <summary>USDC held; below 0 borrowed.</summary>
    public decimal Cash { get; init; }

    /// <summary>Price of USDC in USD.</summary>
    public decimal StablePrice { get; init; } = 1m;

    /// <summary>Spot price of the underlying.</summary>
    public required decimal Spot { get; init; }

    /// <summary>Confidence of the spot feed, in [0, 1].</summary>
    public double SpotConfidence { get; init; } = 1;

    /// <summary>The perpetual.</summary>
    public PerpetualHolding Perpetual { get; init; } = PerpetualHolding.None;

    /// <summary>The collateral.</summary>
    public ImmutableArray<CollateralHolding> Collaterals { get; init; } = [];

    /// <summary>The options by expiry.</summary>
    public ImmutableArray<ExpiryHoldings> Expiries { get; init; } = [];
}

/// <summary>A holding of a collateral asset.</summary>
/// <param name="Asset">The asset's code.</param>
/// <param name="Amount">Units, not below 0.</param>
/// <param name="Price">Price in USD.</param>
/// <param name="Confidence">Confidence of its feed, in [0, 1].</param>
/// <param name="RiskCancelling">Whether it moves with the underlying and so offsets the positions in scenarios.</param>
/// <param name="MmHaircut">Part of its value that does not count.</param>
/// <param name="ImHaircut">Part of its value that does not count for initial margin, on top.</param>
internal sealed record CollateralHolding(string Asset, decimal Amount, decimal Price, double Confidence, bool RiskCancelling, decimal MmHaircut, decimal ImHaircut)
{
    /// <summary>Value in USDC.</summary>
    public decimal Value(decimal stablePrice) => Amount * Price / stablePrice;
}
