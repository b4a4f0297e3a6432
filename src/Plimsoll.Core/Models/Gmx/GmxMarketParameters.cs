using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Gmx;

/// <summary>One market, as a rulebook carries it.</summary>
public sealed record GmxMarketParameters
{
    /// <summary>Tokens that a position may have as collateral.</summary>
    [Parameter("Tokens that a position may have as collateral: the pool's two")]
    public required ImmutableArray<Currency> Collateral { get; init; }

    /// <summary>Least collateral to open, grow or withdraw.</summary>
    [Parameter("Least collateral to open, to grow or to withdraw, part of the position's size", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal MinimumCollateral { get; init; }

    /// <summary>Least remaining collateral at liquidation.</summary>
    [Parameter("Part of the position's size below which what remains of the collateral is liquidated", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal LiquidationCollateral { get; init; }

    /// <summary>How the least collateral grows with open interest.</summary>
    [Parameter("How the least collateral grows with the open interest of the side", Unit = "fraction per USD", Minimum = 0, Maximum = 1)]
    public required decimal OpenInterestMultiplier { get; init; }

    /// <summary>Impact factor of an improvement of the balance.</summary>
    [Parameter("Price impact that a better balance of longs and shorts earns, per USD to the exponent", Minimum = 0, Maximum = 1)]
    public required decimal PositiveImpactFactor { get; init; }

    /// <summary>Impact factor of a deterioration of the balance.</summary>
    [Parameter("Price impact that a worse balance of longs and shorts costs, per USD to the exponent", Minimum = 0, Maximum = 1)]
    public required decimal NegativeImpactFactor { get; init; }

    /// <summary>Exponent of the imbalance.</summary>
    [Parameter("Exponent of the imbalance in price impact", Minimum = 1, Maximum = 3)]
    public required decimal ImpactExponent { get; init; }

    /// <summary>The most of the size that price impact may take when a liquidation is judged.</summary>
    [Parameter("The most of the size that price impact counts for when a liquidation is judged", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal LiquidationImpactCap { get; init; }

    /// <summary>Fee of closing where that improves the balance.</summary>
    [Parameter("Fee of closing where that makes the balance better, part of the size", Unit = "fraction", Minimum = 0, Maximum = 0.1)]
    public required decimal FeeImproving { get; init; }

    /// <summary>Fee of closing where that worsens the balance.</summary>
    [Parameter("Fee of closing where that makes the balance worse, part of the size", Unit = "fraction", Minimum = 0, Maximum = 0.1)]
    public required decimal FeeWorsening { get; init; }
}
