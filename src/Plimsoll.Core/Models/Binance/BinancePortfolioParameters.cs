using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Binance;

/// <summary>The parameters of Binance's portfolio margin. Formulas and the standing of each parameter in docs/models/binance-pm.md.</summary>
public sealed record BinancePortfolioParameters : IModelParameters
{
    /// <summary>USD-M and COIN-M contracts with their brackets.</summary>
    [Parameter("Perpetuals and futures with their brackets")]
    public required ImmutableArray<BinanceBrackets> Markets { get; init; }

    /// <summary>Margin of loans.</summary>
    [Parameter("Maintenance margin of loans, by group")]
    public required ImmutableArray<BinanceLoanGroup> Loans { get; init; }

    /// <summary>Collateral rates.</summary>
    [Parameter("Collateral rates; other assets count for nothing")]
    public required ImmutableArray<DiscountGroup> Collateral { get; init; }

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
        for (int i = 0; i < Markets.Length; i++)
        {
            problems.AddRange(TierTable.Problems(TierReading.Marginal, Markets[i].Rows()).Select(problem => problem with { Place = $"markets[{i}].brackets{problem.Place}" }));
            foreach (Currency asset in Markets[i].Assets)
                if (Markets.Take(i).Any(other => other.Inverse == Markets[i].Inverse && other.Assets.Contains(asset))) problems.Add(new($"markets[{i}].assets", $"{asset} has brackets above already; a contract has one table."));
        }

        problems.AddRange(DiscountGroup.Problems(Collateral));
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

/// <summary>Brackets of contracts on some coins.</summary>
public sealed record BinanceBrackets
{
    /// <summary>The coins.</summary>
    [Parameter("The coins, each by itself")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>COIN-M, settled in the coin, or USD-M.</summary>
    [Parameter("True for contracts settled in the coin against USD (COIN-M), false for those in USDT (USD-M)")]
    public required bool Inverse { get; init; }

    /// <summary>The brackets, smallest values first.</summary>
    [Parameter("The brackets, smallest values first")]
    public required ImmutableArray<BinanceBracket> Brackets { get; init; }

    /// <summary>The brackets as tiers; there is no initial margin under this program.</summary>
    internal ImmutableArray<Tier> Rows() => [.. Brackets.Select(bracket => new Tier(bracket.UpTo, bracket.Rate, 1m) { Deduction = bracket.Deduction })];
}

/// <summary>One bracket.</summary>
public sealed record BinanceBracket
{
    /// <summary>Greatest value in it; null for a last one without end.</summary>
    [Parameter("Greatest value of a position in it; absent for a last one without end", Unit = "settlement currency", Minimum = 0)]
    public decimal? UpTo { get; init; }

    /// <summary>Maintenance margin rate.</summary>
    [Parameter("Maintenance margin rate", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Rate { get; init; }

    /// <summary>Maintenance amount as the venue prints it; checked against the rates.</summary>
    [Parameter("Maintenance amount (cum) as the venue prints it; checked against the rates", Unit = "settlement currency", Minimum = 0)]
    public decimal? Deduction { get; init; }
}
