using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Bybit;

/// <summary>The parameters of Bybit's portfolio margin. Formulas and the standing of each parameter in docs/models/bybit-pm.md.</summary>
public sealed record BybitPortfolioParameters : IModelParameters
{
    /// <summary>Stress and contingencies by coin.</summary>
    [Parameter("Stress and contingencies by coin")]
    public required ImmutableArray<BybitRiskGroup> Groups { get; init; }

    /// <summary>Coins with options.</summary>
    [Parameter("Coins that options, settled in USDT or USDC, are listed on")]
    public required ImmutableArray<Currency> OptionAssets { get; init; }

    /// <summary>Power of (30/d) in the volatility shock.</summary>
    [Parameter("Power of 30 days / days to expiry by which the volatility shock grows for short expiries", Unit = "power", Minimum = 0, Maximum = 2)]
    public required double TenorPower { get; init; }

    /// <summary>Whether spot hedges.</summary>
    [Parameter("Whether coins held or owed hedge derivatives of the same coin (the venue's spot hedging switch)")]
    public required bool SpotHedging { get; init; }

    /// <summary>Initial margin as a multiple of maintenance margin.</summary>
    [Parameter("Initial margin of a risk unit as a multiple of its maintenance margin (IM factor)", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal InitialFactor { get; init; }

    /// <summary>Margin of debts by group.</summary>
    [Parameter("Margin of debts, by group")]
    public required ImmutableArray<BybitDebtGroup> Debts { get; init; }

    /// <summary>What holdings count for.</summary>
    [Parameter("What holdings count for; others count for nothing")]
    public required ImmutableArray<DiscountGroup> Collateral { get; init; }

    /// <summary>A mark or index older than this is a gap.</summary>
    [Parameter("Age from which a mark or an index is missing", Unit = "hours", Minimum = 0.001, Maximum = 8760)]
    public required double MaximumAgeHours { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        problems.AddRange(AssetGroups.Problems(Groups, "groups"));
        problems.AddRange(AssetGroups.Problems(Debts, "debts"));
        for (int i = 0; i < Groups.Length; i++)
            if (Groups[i].Moves.IsEmpty || Groups[i].Moves.Any(move => move is <= 0m or >= 1m)) problems.Add(new($"groups[{i}].moves", "write at least one move, each above 0 and below 1; both signs and no move are taken of each."));
        for (int i = 0; i < Debts.Length; i++)
            if (Debts[i].MaintenanceRate > Debts[i].InitialRate) problems.Add(new($"debts[{i}].maintenanceRate", FormattableString.Invariant($"{Debts[i].MaintenanceRate} is above initialRate {Debts[i].InitialRate}; maintenance is at most initial.")));
        problems.AddRange(DiscountGroup.Problems(Collateral));
        return problems.ToImmutable();
    }
}

/// <summary>Stress and contingencies of some coins.</summary>
public sealed record BybitRiskGroup : IAssetGroup
{
    /// <inheritdoc cref="IAssetGroup.Assets"/>
    [Parameter("The coins; empty for all others")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Sizes of the price moves.</summary>
    [Parameter("Sizes of the price moves; both signs are taken, and no move", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required ImmutableArray<decimal> Moves { get; init; }

    /// <summary>Relative rise of volatility.</summary>
    [Parameter("Relative rise of volatility at 30 days to expiry", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double VolatilityUp { get; init; }

    /// <summary>Relative fall of volatility.</summary>
    [Parameter("Relative fall of volatility at 30 days to expiry", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double VolatilityDown { get; init; }

    /// <summary>futureContingency.</summary>
    [Parameter("Contingency of every perpetual and future, part of its value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal FuturesRate { get; init; }

    /// <summary>optionContingency.</summary>
    [Parameter("Contingency of options sold net in one expiry, part of the underlying's value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal ShortOptionRate { get; init; }

    /// <summary>optionVegaContingency.</summary>
    [Parameter("Contingency of options hedged by options of another expiry, part of the underlying's value for each day between", Unit = "fraction per day", Minimum = 0, Maximum = 1)]
    public required decimal VegaRate { get; init; }

    /// <summary>futureDeltaContingency.</summary>
    [Parameter("Contingency of the basis: move of its annual rate, on net delta times years to expiry", Unit = "fraction per year", Minimum = 0, Maximum = 10)]
    public required decimal BasisRate { get; init; }

    /// <summary>usdtUsdcContingency.</summary>
    [Parameter("Contingency of deltas hedged in another dollar, part of their value", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal StablecoinRate { get; init; }
}

/// <summary>Margin of debts in some currencies.</summary>
public sealed record BybitDebtGroup : IAssetGroup
{
    /// <inheritdoc cref="IAssetGroup.Assets"/>
    [Parameter("The currencies; empty for all others")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Maintenance margin of a debt.</summary>
    [Parameter("Maintenance margin of a debt", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal MaintenanceRate { get; init; }

    /// <summary>Initial margin of a debt.</summary>
    [Parameter("Initial margin of a debt", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal InitialRate { get; init; }
}
