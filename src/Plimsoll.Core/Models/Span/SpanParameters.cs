using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Span;

/// <summary>The parameters of SPAN for crypto futures and options. Formulas and the standing of each parameter in docs/models/span.md.</summary>
public sealed record SpanParameters : IModelParameters
{
    /// <summary>Combined commodities, one for each coin.</summary>
    [Parameter("Combined commodities: all contracts of a coin")]
    public required ImmutableArray<SpanProduct> Products { get; init; }

    /// <summary>Credits between combined commodities, in the order of their priority.</summary>
    [Parameter("Credits between combined commodities, in the order of their priority")]
    public required ImmutableArray<SpanCredit> Credits { get; init; }

    /// <summary>Weights of the deltas of an option in its composite delta.</summary>
    [Parameter("Weights of an option's deltas in its composite delta: at the price today, and at one, two and three thirds of the scan range on either side", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required ImmutableArray<double> DeltaWeights { get; init; }

    /// <summary>How far ahead the scenarios are.</summary>
    [Parameter("How far ahead the scenarios are", Unit = "days", Minimum = 0, Maximum = 30)]
    public required double LookAheadDays { get; init; }

    /// <summary>Unit to which risk arrays are rounded.</summary>
    [Parameter("Unit to which the numbers of a computed risk array are rounded; 0 for none", Unit = "USD", Minimum = 0, Maximum = 1000)]
    public required decimal ArrayRounding { get; init; }

    /// <summary>Initial margin as a multiple of maintenance margin.</summary>
    [Parameter("Initial margin as a multiple of maintenance margin: 1.1 for those who are no members", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal InitialFactor { get; init; }

    /// <summary>Risk arrays of single contracts from a clearing house's file, used in place of computed ones.</summary>
    [Parameter("Risk arrays of single instruments from a clearing house's file, used in place of computed ones")]
    public ImmutableArray<SpanArray>? Arrays { get; init; }

    /// <summary>What holdings count for.</summary>
    [Parameter("What holdings but US dollars count for; others count for nothing")]
    public required ImmutableArray<DiscountGroup> Collateral { get; init; }

    /// <summary>A mark or index older than this is a gap.</summary>
    [Parameter("Age from which a mark or an index is missing", Unit = "hours", Minimum = 0.001, Maximum = 8760)]
    public required double MaximumAgeHours { get; init; }

    /// <summary>The combined commodity of a coin; null where there is none.</summary>
    internal SpanProduct? ProductOf(Currency coin) => Products.FirstOrDefault(product => product.Underlying == coin);

    /// <summary>The array that a file gives for an instrument; null where it is computed.</summary>
    internal SpanArray? ArrayOf(InstrumentSymbol symbol) => Arrays?.FirstOrDefault(array => InstrumentSymbol.Parse(array.Symbol) == symbol);

    /// <inheritdoc/>
    public ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (DeltaWeights.Length != 4) problems.Add(new("deltaWeights", $"there are {DeltaWeights.Length}; write four: for no move, one, two and three thirds."));
        for (int i = 0; i < Products.Length; i++)
        {
            if (Products.Take(i).Any(other => other.Underlying == Products[i].Underlying)) problems.Add(new($"products[{i}].underlying", $"{Products[i].Underlying} stands twice; a coin is one combined commodity."));
            problems.AddRange(Products[i].Problems().Select(problem => problem with { Place = $"products[{i}].{problem.Place}" }));
        }

        for (int i = 0; i < Credits.Length; i++)
            foreach (Currency leg in new[] { Credits[i].First, Credits[i].Second })
                if (ProductOf(leg) is null) problems.Add(new($"credits[{i}]", $"{leg} is no combined commodity here; there are {string.Join(", ", Products.Select(product => product.Underlying))}."));
        ImmutableArray<SpanArray> arrays = Arrays ?? [];
        for (int i = 0; i < arrays.Length; i++)
        {
            if (arrays[i].Losses.Length != SpanScenario.All.Length) problems.Add(new($"arrays[{i}].losses", $"there are {arrays[i].Losses.Length}; write sixteen, losses of one long contract above 0, gains below."));
            if (SymbolParser.Read(arrays[i].Symbol, out string? problem) is null) problems.Add(new($"arrays[{i}].symbol", problem!));
        }

        problems.AddRange(DiscountGroup.Problems(Collateral));
        return problems.ToImmutable();
    }
}

/// <summary>Scan ranges and charges of one combined commodity.</summary>
public sealed record SpanProduct
{
    /// <summary>The coin.</summary>
    [Parameter("The coin")]
    public required Currency Underlying { get; init; }

    /// <summary>Coins in the contract that arrays are made for.</summary>
    [Parameter("Coins in one contract of the exchange, for which arrays are made and rounded", Unit = "coins", Minimum = 1e-9)]
    public required decimal ContractCoins { get; init; }

    /// <summary>Price scan range.</summary>
    [Parameter("Price scan range, part of the future's price", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal PriceScanRange { get; init; }

    /// <summary>Volatility scan range.</summary>
    [Parameter("Volatility scan range, part of the volatility", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double VolatilityScanRange { get; init; }

    /// <summary>Multiple of the price scan range in the extreme scenarios.</summary>
    [Parameter("Multiple of the price scan range in the extreme scenarios", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required decimal ExtremeMultiple { get; init; }

    /// <summary>Part of the loss there that counts.</summary>
    [Parameter("Part of the loss in the extreme scenarios that counts", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal ExtremeCover { get; init; }

    /// <summary>Short option minimum.</summary>
    [Parameter("Least charge of an option sold, part of the price scan range of as many coins", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal ShortOptionMinimum { get; init; }

    /// <summary>Ends of the tiers of months.</summary>
    [Parameter("Days to expiry up to which a month is in each tier; later ones are in a last tier", Unit = "days", Minimum = 0, Maximum = 3650)]
    public required ImmutableArray<double> MonthTiers { get; init; }

    /// <summary>Charges of spreads between months, in the order of their priority.</summary>
    [Parameter("Charges of spreads between months, in the order of their priority")]
    public required ImmutableArray<SpanSpread> Spreads { get; init; }

    internal IEnumerable<Problem> Problems()
    {
        for (int k = 1; k < MonthTiers.Length; k++)
            if (MonthTiers[k] <= MonthTiers[k - 1]) yield return new($"monthTiers[{k}]", FormattableString.Invariant($"{MonthTiers[k]} is not above {MonthTiers[k - 1]}; days rise from tier to tier."));
        for (int i = 0; i < Spreads.Length; i++)
            foreach (int tier in new[] { Spreads[i].FirstTier, Spreads[i].SecondTier })
                if (tier > MonthTiers.Length + 1) yield return new($"spreads[{i}]", $"there is no tier {tier}; {MonthTiers.Length} ends make {MonthTiers.Length + 1} tiers.");
    }

    /// <summary>Tier of a month, from 1.</summary>
    internal int TierOf(double days)
    {
        int tier = 1;
        foreach (double end in MonthTiers)
            if (days > end)
                tier++;
        return tier;
    }
}

/// <summary>Charge of a spread between months.</summary>
public sealed record SpanSpread
{
    /// <summary>Tier of one month.</summary>
    [Parameter("Tier of one of the months, from 1", Minimum = 1, Maximum = 100)]
    public required int FirstTier { get; init; }

    /// <summary>Tier of the other.</summary>
    [Parameter("Tier of the other, from 1", Minimum = 1, Maximum = 100)]
    public required int SecondTier { get; init; }

    /// <summary>The charge.</summary>
    [Parameter("Charge of a spread of one coin, part of the coin's price", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Charge { get; init; }
}

/// <summary>Credit between two combined commodities that offset each other.</summary>
public sealed record SpanCredit
{
    /// <summary>One of them.</summary>
    [Parameter("One combined commodity")]
    public required Currency First { get; init; }

    /// <summary>The other.</summary>
    [Parameter("The other combined commodity")]
    public required Currency Second { get; init; }

    /// <summary>Coins of the first in a spread.</summary>
    [Parameter("Coins of the first in one spread", Unit = "coins", Minimum = 1e-9)]
    public required decimal FirstDeltas { get; init; }

    /// <summary>Coins of the second in a spread.</summary>
    [Parameter("Coins of the second in one spread", Unit = "coins", Minimum = 1e-9)]
    public required decimal SecondDeltas { get; init; }

    /// <summary>Part of the price risk that is credited.</summary>
    [Parameter("Part of the price risk of both legs that is taken off", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Credit { get; init; }
}

/// <summary>A risk array from a file.</summary>
public sealed record SpanArray
{
    /// <summary>The instrument, ccxt grammar.</summary>
    [Parameter("The instrument, as BTC/USD:USD-261225-100000-C")]
    public required string Symbol { get; init; }

    /// <summary>Coins that one contract of the file stands for.</summary>
    [Parameter("Coins in one contract of the file", Unit = "coins", Minimum = 1e-9)]
    public required decimal ContractCoins { get; init; }

    /// <summary>Composite delta.</summary>
    [Parameter("Composite delta of one long contract, in contracts of the underlying future", Unit = "deltas", Minimum = -1, Maximum = 1)]
    public required double Delta { get; init; }

    /// <summary>Losses of one long contract.</summary>
    [Parameter("Losses of one long contract in the sixteen scenarios: losses above 0, gains below", Unit = "USD")]
    public required ImmutableArray<decimal> Losses { get; init; }
}
