using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Standard;

/// <summary>Options that are margined by the same rules. Those bought are paid in full and need nothing.</summary>
public sealed record StandardOptions
{
    /// <summary>Name, as "BTC options".</summary>
    [Parameter("Name of the group")]
    public required string Name { get; init; }

    /// <summary>Coins in it; "*" for any.</summary>
    [Parameter("Coins in it, as BTC, or \"*\" for any")]
    public required ImmutableArray<string> Instruments { get; init; }

    /// <summary>Quote currencies; null for any.</summary>
    [Parameter("Quote currencies of its instruments; any where absent")]
    public ImmutableArray<Currency>? Quotes { get; init; }

    /// <summary>Settlement currencies; null for any.</summary>
    [Parameter("Settlement currencies of its instruments; any where absent")]
    public ImmutableArray<Currency>? Settles { get; init; }

    /// <summary>Whether its instruments are settled in the coin; null for either.</summary>
    [Parameter("True for options settled in the coin, false for those settled in the quote currency; either where absent")]
    public bool? Inverse { get; init; }

    /// <summary>Price that stands for the underlying of an option settled in quote currency.</summary>
    [Parameter("Price that the rates are taken of, where the option is settled in quote currency")]
    public required StandardOptionPrice Underlying { get; init; }

    /// <summary>Price that the strike is compared with.</summary>
    [Parameter("Price that the strike is compared with for what the option is out of the money")]
    public required StandardOptionPrice Moneyness { get; init; }

    /// <summary>The rule for sold options.</summary>
    [Parameter("Rates of the rule for sold options")]
    public required ShortOptionRates Rates { get; init; }

    /// <summary>Factors by the size sold; null for none.</summary>
    [Parameter("Factors on all but the mark price, by the coins sold of one underlying and settlement currency; 1 where absent")]
    public ImmutableArray<StandardOptionFactor>? Factors { get; init; }

    /// <summary>Fee of a trade, part of the underlying's value; null for none.</summary>
    [Parameter("Fee of a trade, part of the underlying's value, frozen for orders; 0 where absent", Unit = "fraction", Minimum = 0, Maximum = 0.1)]
    public decimal? TakerFee { get; init; }

    /// <summary>Greatest fee as part of the option's price; null for no cap.</summary>
    [Parameter("Greatest fee of a trade, part of the option's price", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? FeeCap { get; init; }

    /// <summary>Whether the premium that an order to sell will bring is taken off what the order needs.</summary>
    [Parameter("Whether the premium that an order to sell will bring is taken off what the order needs; false where absent")]
    public bool? CreditsPremium { get; init; }

    /// <summary>Least that an order to sell needs, part of the underlying's value; null for 0.</summary>
    [Parameter("Least that an order to sell needs, part of the underlying's value; 0 where absent", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? OrderMinimum { get; init; }

    internal ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        problems.AddRange(StandardScope.NameProblems([("instruments", Instruments)]));
        problems.AddRange(Rates.Problems().Select(problem => problem with { Place = StandardParameters.Join("rates", problem.Place) }));
        if (Factors is { } factors)
        {
            for (int k = 0; k < factors.Length; k++)
            {
                if (factors[k].UpTo is null && k < factors.Length - 1) problems.Add(new($"factors[{k}].upTo", "it is missing; only the last may go on without end."));
                if (k > 0 && factors[k].UpTo <= factors[k - 1].UpTo) problems.Add(new($"factors[{k}].upTo", "it is not above the one before; sizes rise."));
                if (k > 0 && factors[k].Factor < factors[k - 1].Factor) problems.Add(new($"factors[{k}].factor", "it is below the one before; a larger size never has a lower factor."));
            }
        }

        return problems.ToImmutable();
    }

    internal bool Holds(InstrumentSymbol symbol) => symbol.Kind == InstrumentKind.Option && StandardScope.Holds(symbol, null, Quotes, Settles, Inverse)
        && (Instruments.Contains(symbol.Base.Code) || Instruments.Contains("*"));

    /// <summary>The factor of a number of coins sold; null beyond the last.</summary>
    internal decimal? FactorOf(decimal sold) => Factors is { Length: > 0 } factors ? factors.FirstOrDefault(row => row.UpTo is not { } end || sold <= end)?.Factor : 1m;
}

/// <summary>A price of an option's underlying.</summary>
public enum StandardOptionPrice
{
    /// <summary>The index.</summary>
    Index,

    /// <summary>The forward of the option's expiry: the mark of the future that expires with it.</summary>
    Forward,
}

/// <summary>A factor on the margin of sold options by the size sold.</summary>
public sealed record StandardOptionFactor
{
    /// <summary>Largest size; null for the last.</summary>
    [Parameter("Coins sold up to which it holds; absent for the last", Unit = "coins", Minimum = 0)]
    public decimal? UpTo { get; init; }

    /// <summary>The factor.</summary>
    [Parameter("Factor on all but the mark price", Unit = "factor", Minimum = 1, Maximum = 100)]
    public required decimal Factor { get; init; }
}
