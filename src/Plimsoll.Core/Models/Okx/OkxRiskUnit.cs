using System.Collections.Immutable;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Models.Okx;

/// <summary>The parts of the margin of one risk unit of OKX's portfolio margin, US dollars, each 0 or more.</summary>
internal sealed record OkxRiskUnit
{
    /// <summary>MR1: worst loss over moves of spot and volatility.</summary>
    public decimal SpotShock { get; init; }

    /// <summary>MR2: loss of option value in a day.</summary>
    public decimal TimeDecay { get; init; }

    /// <summary>MR3: moves of volatility between expiries.</summary>
    public decimal Vega { get; init; }

    /// <summary>MR4: moves between expiries.</summary>
    public decimal Basis { get; init; }

    /// <summary>MR5: moves of interest rates.</summary>
    public decimal Rate { get; init; }

    /// <summary>MR6: part of the loss in an extreme move.</summary>
    public decimal ExtremeMove { get; init; }

    /// <summary>MR7: cost of closing, after its multipliers.</summary>
    public decimal MinimumCharge { get; init; }

    /// <summary>MR9: hedges between legs in different dollars.</summary>
    public decimal Depeg { get; init; }

    /// <summary>max(MR1, MR2, MR6).</summary>
    public decimal WorstMove => Math.Max(SpotShock, Math.Max(TimeDecay, ExtremeMove));

    /// <summary>What the moves ask before the least charge: max(MR1, MR2, MR6) + MR3 + MR4 + MR5.</summary>
    public decimal MarketRisk => WorstMove + Vega + Basis + Rate;

    /// <summary>By how much the least charge is above it.</summary>
    public decimal MinimumTopUp => Math.Max(0m, MinimumCharge - MarketRisk);

    /// <summary>Maintenance margin: max(max(MR1, MR2, MR6) + MR3 + MR4 + MR5, MR7) + MR9.</summary>
    public decimal Maintenance => MarketRisk + MinimumTopUp + Depeg;

    /// <summary>Initial margin: maintenance margin times a factor.</summary>
    public decimal Initial(decimal factor) => factor * Maintenance;

    /// <summary>MR4 of net deltas by expiry: Σ abs(delta) × max(annual move × years, least).</summary>
    /// <param name="deltas">Net cash delta of each expiry in USD and its years to expiry, 0 for perpetuals and spot.</param>
    /// <param name="annualMove">Move of the basis in a year, fraction.</param>
    /// <param name="least">Least rate: all that a perpetual pays.</param>
    public static decimal BasisCharge(IEnumerable<(decimal Delta, double Years)> deltas, decimal annualMove, decimal least) =>
        deltas.Sum(one => Math.Abs(one.Delta) * Math.Max(annualMove * (decimal)one.Years, least));

    /// <summary>MR9: each hedge between two legs times marginal rates by its size.</summary>
    /// <param name="tiers">Rates by the size of the hedge in USD.</param>
    /// <param name="hedge">Size of the hedge, USD.</param>
    public static decimal DepegCharge(ImmutableArray<ChargeTier> tiers, decimal hedge) => ChargeTiers.Charge(tiers, hedge);
}
