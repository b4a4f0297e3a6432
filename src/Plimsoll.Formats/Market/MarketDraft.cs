using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>A market while it is read: every part with its place, judged together at the end.</summary>
/// <param name="problems">Where problems go.</param>
internal sealed class MarketDraft(ProblemList problems)
{
    private readonly Dictionary<(Currency Base, Currency Quote), (Place At, IndexPrice Price)> indices = [];
    private readonly Dictionary<InstrumentSymbol, (Place At, InstrumentMarket Market)> instruments = [];
    private readonly Dictionary<InstrumentSymbol, (Place At, OrderBook Book)> books = [];
    private readonly Dictionary<InstrumentSymbol, (Place At, DepthSummary Depth)> depths = [];
    private readonly Dictionary<Currency, (Place At, VolatilityState State)> volatilities = [];

    /// <summary>The moment of the snapshot and where it is said.</summary>
    public (Place At, Timestamp Time)? AsOf { get; set; }

    /// <summary>Recorded prices.</summary>
    public PriceHistory History { get; set; } = PriceHistory.Empty;

    public void Add(Place at, (Currency Base, Currency Quote) pair, IndexPrice price) => Put(indices, pair, at, price, $"{pair.Base}/{pair.Quote}");

    public void Add(Place at, InstrumentMarket market) => Put(instruments, market.Instrument.Symbol, at, market, market.Instrument.Symbol.ToString());

    public void Add(Place at, InstrumentSymbol symbol, OrderBook book) => Put(books, symbol, at, book, symbol.ToString());

    public void Add(Place at, InstrumentSymbol symbol, DepthSummary depth) => Put(depths, symbol, at, depth, symbol.ToString());

    public void Add(Place at, Currency underlying, VolatilityState state) => Put(volatilities, underlying, at, state, underlying.Code);

    /// <summary>Whether an index is there.</summary>
    public bool HasIndex((Currency Base, Currency Quote) pair) => indices.ContainsKey(pair);

    private void Put<TKey, TValue>(Dictionary<TKey, (Place At, TValue Value)> table, TKey key, Place at, TValue value, string name)
        where TKey : notnull
    {
        if (!table.TryAdd(key, (at, value)))
            problems.Add(at, $"{name} stands here a second time (first on line {table[key].At.Line}); keep one of them.");
    }

    /// <summary>The snapshot, valued at a time or else at its own.</summary>
    /// <remarks>What contradicts itself across items becomes a problem: times after the valuation, crossed quotes, option prices beyond their bound.</remarks>
    public MarketSnapshot Build(Timestamp? at)
    {
        (Place Place, Timestamp Time) asOf = AsOf ?? (default, at ?? default);
        Timestamp valuation = at ?? asOf.Time;
        if (valuation < asOf.Time)
            problems.Add(asOf.Place,
                $"the snapshot was taken at {asOf.Time}, after the valuation time {valuation}; value a later time, or take an earlier snapshot.");
        else RefuseLaterThan(valuation);
        foreach ((Place place, InstrumentMarket market) in instruments.Values) InstrumentRules.Check(place, market, problems);
        return new MarketSnapshot
        {
            AsOf = asOf.Time,
            ValuationTime = valuation < asOf.Time ? asOf.Time : valuation,
            Indices = indices.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Price),
            Instruments = instruments.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Market),
            Books = books.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Book),
            Depths = depths.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.Depth),
            Volatilities = volatilities.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.State),
            History = History,
        };
    }

    private void RefuseLaterThan(Timestamp valuation)
    {
        IEnumerable<(Place At, Timestamp Time)> times =
        [
            .. indices.Values.Select(entry => (entry.At, entry.Price.Time)), .. instruments.Values.Select(entry => (entry.At, entry.Market.Time)),
            .. books.Values.Select(entry => (entry.At, entry.Book.Time)), .. depths.Values.Select(entry => (entry.At, entry.Depth.Time)),
            .. volatilities.Values.Select(entry => (entry.At, entry.State.Time)),
        ];
        foreach ((Place at, Timestamp time) in times)
            if (time > valuation)
                problems.Add(at, $"the time {time} lies after the valuation time {valuation}; correct it, or value a later time.");
    }
}
