using System.Collections.Frozen;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>The market at one moment: indices, instruments, books, volatilities, history; each with its time.</summary>
public sealed record MarketSnapshot
{
    /// <summary>The moment the snapshot was taken.</summary>
    public required Timestamp AsOf { get; init; }

    /// <summary>The moment margins are computed for; ages are counted to it. Not before <see cref="AsOf"/>.</summary>
    public required Timestamp ValuationTime { get; init; }

    /// <summary>Index prices by (base, quote).</summary>
    public FrozenDictionary<(Currency Base, Currency Quote), IndexPrice> Indices { get; init; } = FrozenDictionary<(Currency, Currency), IndexPrice>.Empty;

    /// <summary>Instruments by symbol.</summary>
    public FrozenDictionary<InstrumentSymbol, InstrumentMarket> Instruments { get; init; } = FrozenDictionary<InstrumentSymbol, InstrumentMarket>.Empty;

    /// <summary>Order books by symbol.</summary>
    public FrozenDictionary<InstrumentSymbol, OrderBook> Books { get; init; } = FrozenDictionary<InstrumentSymbol, OrderBook>.Empty;

    /// <summary>Depth near mid by symbol, where the book itself is not known.</summary>
    public FrozenDictionary<InstrumentSymbol, DepthSummary> Depths { get; init; } = FrozenDictionary<InstrumentSymbol, DepthSummary>.Empty;

    /// <summary>Published volatilities by underlying.</summary>
    public FrozenDictionary<Currency, VolatilityState> Volatilities { get; init; } = FrozenDictionary<Currency, VolatilityState>.Empty;

    /// <summary>Recorded prices.</summary>
    public PriceHistory History { get; init; } = PriceHistory.Empty;

    /// <summary>Age of something at valuation; never below zero.</summary>
    public TimeSpan AgeOf(Timestamp time) => time < ValuationTime ? ValuationTime - time : TimeSpan.Zero;

    /// <summary>This market with what it lacks taken from another: indices, instruments, books, depth, volatilities, and the history when it has none. Every item keeps its own time.</summary>
    /// <param name="other">The other market; where both have an item, that of this one counts.</param>
    public MarketSnapshot SuppliedBy(MarketSnapshot other)
    {
        return this with
        {
            Indices = Union(Indices, other.Indices),
            Instruments = Union(Instruments, other.Instruments),
            Books = Union(Books, other.Books),
            Depths = Union(Depths, other.Depths),
            Volatilities = Union(Volatilities, other.Volatilities),
            History = History.Series.IsEmpty ? other.History : History,
        };

        static FrozenDictionary<TKey, TValue> Union<TKey, TValue>(FrozenDictionary<TKey, TValue> own, FrozenDictionary<TKey, TValue> more)
            where TKey : notnull => own.Concat(more.Where(entry => !own.ContainsKey(entry.Key))).ToFrozenDictionary();
    }

    /// <summary>The US dollar price of one unit of a currency; null when there is none.</summary>
    /// <remarks>USD is 1. A direct index against USD is used first, then one against USDT or USDC with their own against USD; the time is then the older of the two.</remarks>
    public IndexPrice? UsdPrice(Currency currency)
    {
        if (currency.IsUsd) return new IndexPrice(1m, ValuationTime, null);
        if (Indices.TryGetValue((currency, Currency.Usd), out IndexPrice? direct)) return direct;
        foreach (Currency via in Bridges)
            if (Indices.TryGetValue((currency, via), out IndexPrice? leg) && Indices.TryGetValue((via, Currency.Usd), out IndexPrice? usd))
                return new IndexPrice(leg.Price * usd.Price, leg.Time < usd.Time ? leg.Time : usd.Time, leg.Sources is { } a && usd.Sources is { } b ? Math.Min(a, b) : leg.Sources ?? usd.Sources);
        return null;
    }

    private static readonly Currency[] Bridges = [Currency.Of("USDT"), Currency.Of("USDC")];
}
