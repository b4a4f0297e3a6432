using Plimsoll.Instruments;
using Plimsoll.Models.Standard;

namespace Plimsoll.Formats;

/// <summary>One group of a standard rulebook while tables are put into it.</summary>
internal sealed class TierGroup(StandardMarket market)
{
    private readonly List<StandardTable> tables = [.. market.Tables];

    /// <summary>The group with its tables as they are now.</summary>
    public StandardMarket Market => market with { Tables = [.. tables] };

    /// <summary>Whether the instrument is of the group's kinds and currencies.</summary>
    public bool Lists(InstrumentSymbol symbol) => symbol.Kind != InstrumentKind.Option && Allows(market.Kinds, symbol.Kind) && Allows(market.Quotes, symbol.Quote) && Allows(market.Settles, symbol.Settle)
        && (market.Inverse is not { } inverse || inverse == symbol.IsInverse);

    /// <summary>The table that holds for the instrument: of its symbol, else of its coin, else of "*"; null where there is none.</summary>
    public StandardTable? TableOf(InstrumentSymbol symbol) => Named(symbol.ToString()) ?? Named(symbol.Base.Code) ?? Named("*");

    /// <summary>Puts tiers in; what named the same instruments before goes.</summary>
    /// <returns>Null, or why they do not belong here, as words that follow the rulebook's name.</returns>
    public string? Put(SymbolTiers tiers)
    {
        StandardSize size = tiers.Size == TierSize.Contracts ? StandardSize.Contracts : StandardSize.Value;
        if (size != market.Size) return $"counts sizes in {Words(market.Size)}, and the tiers are in {Words(size)}";
        if (tiers.Reading is { } reading && reading != market.Reading)
            return $"applies rates {(market.Reading == Models.Blocks.TierReading.Marginal ? "to the slice in each tier" : "to the whole position")}, and the tiers do not";
        decimal? contractSize = (Named(tiers.Symbol.ToString()) ?? Named(tiers.Symbol.Base.Code))?.ContractSize;
        if (size == StandardSize.Contracts && contractSize is null) return $"does not state the size of a contract of {tiers.Symbol.Base}; write a table of it with contractSize into a rulebook of your own";

        bool coin = IsWholeCoin(tiers);
        string[] replaced = [.. tables.SelectMany(table => table.Instruments).Where(name => name == tiers.Symbol.ToString() || (coin && (name == tiers.Symbol.Base.Code || IsOf(name, tiers.Symbol.Base))))];
        foreach (string name in replaced)
        {
            int at = tables.FindIndex(table => table.Instruments.Contains(name));
            if (tables[at].Instruments.Length == 1) tables.RemoveAt(at);
            else tables[at] = tables[at] with { Instruments = tables[at].Instruments.Remove(name) };
        }

        tables.Add(new StandardTable { Instruments = [coin ? tiers.Symbol.Base.Code : tiers.Symbol.ToString()], ContractSize = contractSize, Tiers = Rows(tiers) });
        return null;
    }

    // Whether the tiers are of everything that the group lists of the coin, so that its name says it: one quote currency, and no futures that would differ.
    private bool IsWholeCoin(SymbolTiers tiers) => market.Inverse is { } inverse && (market.Quotes is { Length: 1 } || (inverse && tiers.Symbol.Quote.IsUsd))
        && (tiers.WholeFamily || (market.Kinds is [InstrumentKind.Perpetual] && tiers.Symbol.Kind == InstrumentKind.Perpetual));

    private static ImmutableArray<StandardTier> Rows(SymbolTiers tiers)
    {
        ImmutableArray<decimal> deductions = tiers.Deductions;
        bool marginal = tiers.Reading == Models.Blocks.TierReading.Marginal;
        return
        [
            .. tiers.Rows.Select((row, k) => new StandardTier
            {
                UpTo = row.Cap, Maintenance = row.Maintenance, Leverage = row.Leverage, Initial = row.Leverage is null ? row.Initial : null,

                // A printed deduction that does not follow was told when the file was read; the rates are followed.
                Deduction = marginal && row.Deduction == deductions[k] ? row.Deduction : null,
            }),
        ];
    }

    private StandardTable? Named(string name) => tables.Find(table => table.Instruments.Contains(name));

    private static bool IsOf(string name, Currency coin) => name.Contains('/', StringComparison.Ordinal) && SymbolParser.Read(name, out _) is { } symbol && symbol.Base == coin;

    private static bool Allows<T>(ImmutableArray<T>? listed, T one) => listed is not { Length: > 0 } some || some.Contains(one);

    private static string Words(StandardSize size) => size switch { StandardSize.Contracts => "contracts", StandardSize.Coins => "coins", _ => "value" };
}
