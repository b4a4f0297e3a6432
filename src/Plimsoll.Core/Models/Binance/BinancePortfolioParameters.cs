using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Standard;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Binance;

/// <summary>The parameters of Binance's portfolio margin. Formulas and the standing of each parameter in docs/models/binance-pm.md.</summary>
public sealed record BinancePortfolioParameters : IModelParameters
{
    /// <summary>USD-M and COIN-M contracts with their brackets.</summary>
    [Parameter("Perpetuals and futures with their brackets, by groups with the same rules")]
    public required ImmutableArray<StandardMarket> Markets { get; init; }

    /// <summary>Margin of loans.</summary>
    [Parameter("Maintenance margin of loans, by group")]
    public required ImmutableArray<BinanceLoanGroup> Loans { get; init; }

    /// <summary>Collateral rates.</summary>
    [Parameter("Collateral rates; other assets count for nothing")]
    public required ImmutableArray<StandardCollateral> Collateral { get; init; }

    /// <summary>uniMMR at which the holder is reminded.</summary>
    [Parameter("uniMMR at and below which the holder is reminded", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal ReminderRatio { get; init; }

    /// <summary>uniMMR at which only reducing orders are taken.</summary>
    [Parameter("uniMMR at and below which only orders that reduce are taken: what an account needs for new risk", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal ReduceOnlyRatio { get; init; }

    /// <summary>uniMMR at which the account is liquidated.</summary>
    [Parameter("uniMMR at and below which the account is liquidated", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal LiquidationRatio { get; init; }

    /// <summary>A mark or index older than this is a gap.</summary>
    [Parameter("Age from which a mark or an index is missing", Unit = "hours", Minimum = 0.001, Maximum = 8760)]
    public required double MaximumAgeHours { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        for (int i = 0; i < Markets.Length; i++) problems.AddRange(Markets[i].Problems().Select(problem => problem with { Place = StandardParameters.Join($"markets[{i}]", problem.Place) }));
        for (int i = 0; i < Collateral.Length; i++) problems.AddRange(Collateral[i].Problems().Select(problem => problem with { Place = StandardParameters.Join($"collateral[{i}]", problem.Place) }));
        problems.AddRange(AssetGroups.Problems(Loans, "loans"));
        if (LiquidationRatio > ReduceOnlyRatio || ReduceOnlyRatio > ReminderRatio)
            problems.Add(new("liquidationRatio", FormattableString.Invariant($"{LiquidationRatio}, reduceOnlyRatio {ReduceOnlyRatio} and reminderRatio {ReminderRatio} do not rise in this order.")));
        return problems.ToImmutable();
    }
}

/// <summary>Margin of loans in some currencies.</summary>
public sealed record BinanceLoanGroup : IAssetGroup
{
    /// <inheritdoc cref="IAssetGroup.Assets"/>
    [Parameter("The currencies; empty for all others")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Maintenance margin of a loan.</summary>
    [Parameter("Maintenance margin of a loan", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Rate { get; init; }
}
