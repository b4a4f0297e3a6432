using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Standard;

/// <summary>The parameters of the standard model: each position by its own size, summed. Any venue of that kind is data. Formulas in docs/models/standard.md.</summary>
public sealed record StandardParameters : IModelParameters
{
    /// <summary>Name of the venue in messages, as "Binance USD-M".</summary>
    [Parameter("Name of the venue in messages, as Binance USD-M")]
    public required string Venue { get; init; }

    /// <summary>Currency that everything is pooled in; null where each settlement currency is margined alone.</summary>
    [Parameter("Currency that all positions and balances are pooled in, as USD; absent where each settlement currency is margined alone")]
    public Currency? Home { get; init; }

    /// <summary>Equity / maintenance margin at which an account is liquidated; 1 where absent.</summary>
    [Parameter("Equity divided by maintenance margin under which an account is liquidated; 1 where absent", Unit = "factor", Minimum = 0.1, Maximum = 10)]
    public decimal? LiquidationRatio { get; init; }

    /// <summary>Whether equity equal to that is liquidated too.</summary>
    [Parameter("Whether an account whose equity equals that multiple is liquidated too")]
    public required bool LiquidatesAtEquality { get; init; }

    /// <summary>Equity / maintenance margin under which the venue warns.</summary>
    [Parameter("Equity divided by maintenance margin under which the venue warns", Unit = "factor", Minimum = 1, Maximum = 100)]
    public required decimal WarningRatio { get; init; }

    /// <summary>Whether the value of options counts in equity. Where it does not, what a sold option is worth is in its requirement.</summary>
    [Parameter("Whether the market value of options counts in equity; where it does not, a sold option's value is part of its requirement instead. False where absent")]
    public bool? OptionValueCounts { get; init; }

    /// <summary>Whether collateral ratios apply to the initial margin only.</summary>
    [Parameter("Whether what collateral does not count for is asked for new positions only, and not at liquidation; false where absent")]
    public bool? DiscountsAtInitialOnly { get; init; }

    /// <summary>Perpetuals and futures, by groups with the same rules.</summary>
    [Parameter("Perpetuals and futures, by groups with the same rules")]
    public required ImmutableArray<StandardMarket> Markets { get; init; }

    /// <summary>Options, by groups with the same rules.</summary>
    [Parameter("Options, by groups with the same rules")]
    public ImmutableArray<StandardOptions>? Options { get; init; }

    /// <summary>What assets count for as collateral in a pool.</summary>
    [Parameter("What assets count for as collateral of a pool; an asset that is not here does not count, and without a pool everything counts in full")]
    public ImmutableArray<StandardCollateral>? Collateral { get; init; }

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        for (int i = 0; i < Markets.Length; i++) Add($"markets[{i}]", Markets[i].Problems());
        if (Options is { } options)
            for (int i = 0; i < options.Length; i++) Add($"options[{i}]", options[i].Problems());
        if (Markets.Length == 0 && Options is null or { Length: 0 }) problems.Add(new("markets", "there is neither a market nor an option; write the instruments that the venue margins."));
        if (Collateral is { } collateral)
        {
            if (Home is null) problems.Add(new("collateral", "ratios are for a pool; write home: USD, or leave them out where each settlement currency is margined alone."));
            var seen = new HashSet<Currency>();
            for (int i = 0; i < collateral.Length; i++)
            {
                Add($"collateral[{i}]", collateral[i].Problems());
                foreach (Currency asset in collateral[i].Assets)
                    if (!seen.Add(asset)) problems.Add(new($"collateral[{i}].assets", $"{asset} stands in two entries; an asset belongs to one."));
            }
        }

        return problems.ToImmutable();

        void Add(string place, ImmutableArray<Problem> found) => problems.AddRange(found.Select(problem => problem with { Place = Join(place, problem.Place) }));
    }

    /// <summary>A place inside another: "markets[0]" and "[1].upTo" or "tables".</summary>
    internal static string Join(string outer, string inner) => inner.Length == 0 ? outer : inner[0] == '[' ? outer + inner : $"{outer}.{inner}";
}
