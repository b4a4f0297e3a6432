using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads what ccxt's fetchTickers or fetchOptionChain returns: an object by symbol, or a list.</summary>
/// <remarks>
/// The mark is <c>markPrice</c> (or the venue's own in <c>info</c>), else the mid of bid and ask, else, for perpetuals and futures, the last price. <c>indexPrice</c> becomes the index of base
/// in quote; a spot ticker without one gives its mid or last price as index. <c>underlyingPrice</c> is an option's forward; <c>impliedVolatility</c> is an annualised fraction, <c>info.mark_iv</c> per
/// cent. Tickers carry no contract size, so one contract is one coin (1 unit of quote for inverse futures): 24-hour volume is <c>baseVolume</c> (<c>quoteVolume</c>). An item without
/// time is taken to be of the valuation time.
/// </remarks>
internal static class CcxtMarket
{
    private static readonly string[] Marks = ["symbol", "info", "datetime", "timestamp"];

    /// <summary>Whether a document has the shape.</summary>
    public static bool Recognises(DocumentNode root)
    {
        ImmutableArray<DocumentNode> items = Items(root);
        return items.Length > 0 && !root.Has("asOf") && items.All(item => item.Kind == NodeKind.Object && item.Has("symbol"))
            && items.All(item => Marks.Count(mark => item[mark] is not null) >= 2);
    }

    private static ImmutableArray<DocumentNode> Items(DocumentNode root) =>
        root.Kind == NodeKind.Array ? root.Items : [.. root.Members.Select(member => member.Value)];

    public static void Read(DocumentNode root, MarketDraft draft, Timestamp? at, ProblemList problems)
    {
        var indices = new DumpIndices();
        foreach (DocumentNode item in Items(root)) ReadItem(item, draft, at, indices, problems);
        indices.AddTo(draft);
        if (draft.AsOf is null && problems.Count == 0)
            problems.Add(root, "no item could be used as a price; give the answer of fetchTickers or fetchOptionChain.");
    }

    private static void ReadItem(DocumentNode node, MarketDraft draft, Timestamp? at, DumpIndices indices, ProblemList problems)
    {
        if (ObjectReader.OpenAny(node, problems, "a ticker as fetchTickers returns it") is not { } reader) return;
        ObjectReader? info = node["info"] is { Kind: NodeKind.Object } raw ? ObjectReader.OpenAny(raw, problems, "") : null;
        if (Time(reader, info, at, problems) is not { } time) return;
        if (draft.AsOf is not { } asOf || time > asOf.Time) draft.AsOf = (node.Place, time);
        decimal? bid = DumpNumbers.Quote(reader, "bid", "bidPrice"), ask = DumpNumbers.Quote(reader, "ask", "askPrice"),
            last = DumpNumbers.Quote(reader, "last", "lastPrice");
        decimal? index = DumpNumbers.First(reader, NumberRule.Price, "indexPrice") ?? (info is null ? null
            : DumpNumbers.First(info, NumberRule.Price, "index_price", "indexPrice", "estimated_delivery_price"));
        if (node["symbol"] is { Kind: NodeKind.Text } name && !name.Text.Contains(':', StringComparison.Ordinal)
            && name.Text.Split('/') is [var left, var right])
        {
            if (Currency.TryParse(left, out Currency @base) && Currency.TryParse(right, out Currency quote)
                && (index ?? (bid <= ask ? (bid + ask) / 2m : null) ?? last) is { } spot)
                indices.Add(node.Place, (@base, quote), spot, time);
            return;
        }

        if (reader.Symbol("symbol") is not { } symbol) return;
        if (index is { } price) indices.Add(node.Place, (symbol.Base, symbol.Quote), price, time);
        draft.Add(node.Place, MarketOf(symbol, time, reader, info, (bid, ask, last), problems));
    }

    private static InstrumentMarket MarketOf(InstrumentSymbol symbol, Timestamp time, ObjectReader reader, ObjectReader? info,
        (decimal? Bid, decimal? Ask, decimal? Last) quote, ProblemList problems)
    {
        bool option = symbol.Kind == InstrumentKind.Option;
        NumberRule priceRule = option ? NumberRule.OptionPrice : NumberRule.Price;
        decimal? forward = !option ? null
            : DumpNumbers.First(reader, NumberRule.Price, "underlyingPrice") ?? (info is null ? null
            : DumpNumbers.First(info, NumberRule.Price, "underlying_price"));
        decimal? mark = DumpNumbers.First(reader, priceRule, "markPrice", "mark") ?? (info is null ? null
            : DumpNumbers.First(info, priceRule, "mark_price", "markPrice"));
        double? volatility = null;
        if (option && info?.Member("mark_iv") is { } percent) volatility = DumpNumbers.Percent(percent.Text, percent.Place, problems);
        else if (option) volatility = reader.Estimate("impliedVolatility", NumberRule.QuotedVolatility);
        return new InstrumentMarket
        {
            Instrument = Instrument.Of(symbol), Time = time, Bid = quote.Bid, Ask = quote.Ask, Forward = forward, MarkVolatility = volatility,
            MarkPrice = DumpNumbers.MarkOrMid(symbol, mark, quote.Bid, quote.Ask, forward) ?? (option ? null : quote.Last),
            OpenInterest = DumpNumbers.First(reader, NumberRule.ContractsNotNegative, "openInterest"),
            Volume24h = DumpNumbers.First(reader, NumberRule.ContractsNotNegative, symbol.IsInverse && !option ? "quoteVolume" : "baseVolume"),
        };
    }

    private static Timestamp? Time(ObjectReader reader, ObjectReader? info, Timestamp? at, ProblemList problems)
    {
        if (reader.Member("timestamp") is { } stamp) return DumpNumbers.Epoch(stamp.Text, 1000, stamp.Place, problems);
        if (reader.Member("datetime") is { } text) return ObjectReader.Time(text, problems);
        if (info?.Member("creation_timestamp") is { } created) return DumpNumbers.Epoch(created.Text, 1000, created.Place, problems);
        if (at is null) problems.Add(reader.Node, "the item carries no time; state the valuation time, which then counts as its time.");
        return at;
    }
}
