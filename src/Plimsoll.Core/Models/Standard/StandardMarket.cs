using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Standard;

/// <summary>Perpetuals and futures that are margined by the same rules, each coin by its own table.</summary>
public sealed record StandardMarket
{
    /// <summary>Name, as "USDT perpetuals".</summary>
    [Parameter("Name of the group")]
    public required string Name { get; init; }

    /// <summary>Kinds in it; null for perpetuals and dated futures.</summary>
    [Parameter("Kinds of instruments in it; perpetuals and dated futures where absent")]
    public ImmutableArray<InstrumentKind>? Kinds { get; init; }

    /// <summary>Quote currencies; null for any.</summary>
    [Parameter("Quote currencies of its instruments; any where absent")]
    public ImmutableArray<Currency>? Quotes { get; init; }

    /// <summary>Settlement currencies; null for any.</summary>
    [Parameter("Settlement currencies of its instruments; any where absent")]
    public ImmutableArray<Currency>? Settles { get; init; }

    /// <summary>Whether its instruments are settled in the coin; null for either.</summary>
    [Parameter("True for contracts settled in the coin, false for those settled in the quote currency; either where absent")]
    public bool? Inverse { get; init; }

    /// <summary>Price that positions are valued at.</summary>
    [Parameter("Price that a position is valued at for its margin")]
    public required StandardValuation ValuedAt { get; init; }

    /// <summary>How orders count.</summary>
    [Parameter("How open orders count")]
    public required StandardOrders Orders { get; init; }

    /// <summary>What sizes are counted in.</summary>
    [Parameter("What the sizes of the tables are counted in")]
    public required StandardSize Size { get; init; }

    /// <summary>What rates apply to.</summary>
    [Parameter("What the maintenance rate of a tier applies to; the initial rate always applies to the whole position")]
    public required TierReading Reading { get; init; }

    /// <summary>What a size beyond the last tier means.</summary>
    [Parameter("What a size beyond the last tier means")]
    public required BeyondLastTier Beyond { get; init; }

    /// <summary>Decimals that 1 / leverage is rounded to; null for the exact initial margin.</summary>
    [Parameter("Decimals that the initial rate 1 / leverage is rounded to; exact where absent", Unit = "decimals", Minimum = 0, Maximum = 10)]
    public int? InitialDecimals { get; init; }

    /// <summary>Fee of closing, added to the maintenance rate; null for none.</summary>
    [Parameter("Fee of closing that the venue adds to the maintenance margin; 0 where absent", Unit = "fraction", Minimum = 0, Maximum = 0.1)]
    public decimal? ClosingFee { get; init; }

    /// <summary>Whether the dated futures of one coin and settlement currency count together for the tier.</summary>
    [Parameter("Whether all dated futures of one coin and settlement currency count together for the tier; false where absent")]
    public bool? ExpiriesTogether { get; init; }

    /// <summary>The tables.</summary>
    [Parameter("Tables of tiers; the most particular name counts: a symbol before a coin, a coin before \"*\"")]
    public required ImmutableArray<StandardTable> Tables { get; init; }

    internal ImmutableArray<Problem> Problems()
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        if (Kinds is { } kinds && kinds.Contains(InstrumentKind.Option)) problems.Add(new("kinds", "options have rules of their own; write them under options."));
        problems.AddRange(StandardScope.NameProblems(Tables.Select((table, i) => ($"tables[{i}].instruments", table.Instruments))));
        for (int i = 0; i < Tables.Length; i++)
            problems.AddRange(Tables[i].Problems(this).Select(problem => problem with { Place = StandardParameters.Join($"tables[{i}]", problem.Place) }));
        return problems.ToImmutable();
    }

    internal bool Holds(InstrumentSymbol symbol) => symbol.Kind != InstrumentKind.Option && StandardScope.Holds(symbol, Kinds, Quotes, Settles, Inverse);
}

/// <summary>The tiers of some instruments. A reader of a venue's own files makes these and nothing else.</summary>
public sealed record StandardTable
{
    /// <summary>Coins, symbols or "*".</summary>
    [Parameter("What it is for: coins, as BTC, symbols, as BTC/USDT:USDT, or \"*\" for all that no other table names")]
    public required ImmutableArray<string> Instruments { get; init; }

    /// <summary>Coins (linear) or units of quote (inverse) in one contract of the venue.</summary>
    [Parameter("Coins (linear) or units of quote (inverse) in one contract of the venue, where sizes are contracts", Unit = "coins or quote", Minimum = 1e-12)]
    public decimal? ContractSize { get; init; }

    /// <summary>The tiers, smallest sizes first.</summary>
    [Parameter("Tiers, smallest sizes first")]
    public required ImmutableArray<StandardTier> Tiers { get; init; }

    /// <summary>How the tiers go on evenly; null where they do not.</summary>
    [Parameter("How the tiers go on evenly after the last; absent where they do not")]
    public StandardFurtherTiers? Then { get; init; }

    internal IEnumerable<Problem> Problems(StandardMarket market)
    {
        if (market.Size == StandardSize.Contracts && ContractSize is null) yield return new("contractSize", "it is missing; sizes in contracts need the size of the venue's contract.");
        for (int k = 0; k < Tiers.Length; k++)
            if (Tiers[k].Initial is null == Tiers[k].Leverage is null) yield return new($"tiers[{k}].initial", "write either the initial rate or the leverage, and not both.");
        bool open = Tiers.Length > 0 && Tiers[^1].UpTo is null;
        if (Then is not null && open) yield return new("then", "it follows a tier without end; give the last tier its upTo.");
        if (Then is { Count: null, Initial: 0m }) yield return new("then.initial", "tiers at the initial rate of the one before never end; write count.");
        if (Tiers.Any(tier => tier.Initial is null == tier.Leverage is null) || (Then is not null && (open || Tiers.Length == 0)) || Then is { Count: null, Initial: 0m }) yield break;
        foreach (Problem problem in TierTable.Problems(market.Reading, Rows(market.InitialDecimals))) yield return problem with { Place = StandardParameters.Join("tiers", problem.Place) };
    }

    internal TierTable ToTable(StandardMarket market) => TierTable.Create(market.Reading, Rows(market.InitialDecimals), market.Beyond);

    private ImmutableArray<Tier> Rows(int? decimals)
    {
        ImmutableArray<Tier> rows = [.. Tiers.Select(tier => tier.ToTier(decimals))];
        return Then is { } more ? [.. rows, .. TierTable.Further(rows[^1], more.Size, more.Maintenance, more.Initial, more.Count)] : rows;
    }
}

/// <summary>One tier as venues print it.</summary>
public sealed record StandardTier
{
    /// <summary>Largest size in it; null for a last tier without end.</summary>
    [Parameter("Largest size in it; absent for a last tier without end", Unit = "size", Minimum = 0)]
    public decimal? UpTo { get; init; }

    /// <summary>Maintenance margin rate.</summary>
    [Parameter("Maintenance margin rate", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Maintenance { get; init; }

    /// <summary>Initial margin rate; null where leverage is given.</summary>
    [Parameter("Initial margin rate; absent where the venue prints the leverage", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public decimal? Initial { get; init; }

    /// <summary>Greatest leverage; null where the initial rate is given.</summary>
    [Parameter("Greatest leverage; absent where the venue prints the initial rate", Unit = "factor", Minimum = 1, Maximum = 1000)]
    public decimal? Leverage { get; init; }

    /// <summary>Deduction as the venue prints it, checked against the rates.</summary>
    [Parameter("What the tiers below save, as the venue prints it; checked against the rates", Unit = "size", Minimum = 0)]
    public decimal? Deduction { get; init; }

    /// <summary>By how much the maintenance rate rises with each unit of size inside the tier.</summary>
    [Parameter("By how much the maintenance rate rises with each unit of size above the tier's lower end", Unit = "fraction per unit", Minimum = 0, Maximum = 1)]
    public decimal? MaintenanceSlope { get; init; }

    /// <summary>By how much the initial rate rises with each unit of size inside the tier.</summary>
    [Parameter("By how much the initial rate rises with each unit of size above the tier's lower end", Unit = "fraction per unit", Minimum = 0, Maximum = 1)]
    public decimal? InitialSlope { get; init; }

    internal Tier ToTier(int? decimals)
    {
        decimal initial = Initial ?? (decimals is { } places ? decimal.Round(1m / Leverage!.Value, places, MidpointRounding.AwayFromZero) : 1m / Leverage!.Value);
        return new(UpTo, Maintenance, initial)
        {
            Leverage = decimals is null ? Leverage : null,
            Deduction = Deduction,
            MaintenanceSlope = MaintenanceSlope ?? 0m,
            InitialSlope = InitialSlope ?? 0m,
        };
    }
}

/// <summary>Tiers that go on evenly.</summary>
public sealed record StandardFurtherTiers
{
    /// <summary>Size of each.</summary>
    [Parameter("Size of each further tier", Unit = "size", Minimum = 1e-12)]
    public required decimal Size { get; init; }

    /// <summary>Added to the maintenance rate each time.</summary>
    [Parameter("Added to the maintenance rate each time", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Maintenance { get; init; }

    /// <summary>Added to the initial rate each time.</summary>
    [Parameter("Added to the initial rate each time", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Initial { get; init; }

    /// <summary>How many; null for as many as have an initial rate of at most 1.</summary>
    [Parameter("How many; as many as have an initial rate of at most 1 where absent", Unit = "tiers", Minimum = 1, Maximum = 10000)]
    public int? Count { get; init; }
}
