using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads answers of Deribit's get_book_summary_by_currency: the JSON-RPC answer, its result, or a list of several results.</summary>
/// <remarks>
/// <c>mark_iv</c> is in per cent and becomes a fraction; <c>underlying_price</c> is the forward of an option; <c>estimated_delivery_price</c> is the index; <c>current_funding</c> is that
/// of eight hours. One contract is one coin (options, linear futures) or 1 USD (inverse futures), so <c>open_interest</c>, which Deribit states in those units, is in contracts;
/// 24-hour volume is <c>volume</c> (coins), for inverse futures <c>volume_usd</c>. Spot pairs are left out. A missing mark is the mid of bid and ask.
/// </remarks>
internal static class DeribitBookSummary
{
    /// <summary>Whether a document has the shape.</summary>
    public static bool Recognises(DocumentNode root) => root.Kind == NodeKind.Array
        ? root.Items.Length > 0 && root.Items.All(item => item.Kind == NodeKind.Object && (item.Has("instrument_name") || item.Has("jsonrpc")))
        : root.Kind == NodeKind.Object && (root.Has("jsonrpc") || root.Has("result"));

    public static void Read(DocumentNode root, MarketDraft draft, Timestamp? at, ProblemList problems)
    {
        var indices = new DumpIndices();
        foreach (DocumentNode item in Items(root, problems)) ReadItem(item, draft, indices, problems);
        indices.AddTo(draft);
        if (draft.AsOf is null && problems.Count == 0)
            problems.Add(root, "the answer holds no instruments; fetch it again, as get_book_summary_by_currency with currency BTC.");
    }

    private static IEnumerable<DocumentNode> Items(DocumentNode node, ProblemList problems)
    {
        if (node.Kind == NodeKind.Array) return node.Items.SelectMany(item => item.Has("jsonrpc") ? Items(item, problems) : [item]);
        if (node["error"] is { Kind: not NodeKind.Null } error)
        {
            problems.Add(error, $"the answer is an error of Deribit ({error["message"]?.Text ?? error.Found}); fetch it again.");
            return [];
        }

        if (node["result"] is { Kind: NodeKind.Array } result) return result.Items;
        problems.Add(node, "'result' is missing or no list; give the answer of get_book_summary_by_currency.");
        return [];
    }

    private static void ReadItem(DocumentNode node, MarketDraft draft, DumpIndices indices, ProblemList problems)
    {
        if (ObjectReader.OpenAny(node, problems, "a summary as get_book_summary_by_currency returns it") is not { } reader) return;
        string? name = reader.Name("instrument_name", "the instrument, as \"BTC-PERPETUAL\"");
        DocumentNode? stamp = reader.Member("creation_timestamp", "the time in milliseconds since 1970");
        Timestamp? taken = stamp is null ? null : DumpNumbers.Epoch(stamp.Text, 1000, stamp.Place, problems);
        if (name is null || taken is not { } time || !name.Contains('-', StringComparison.Ordinal)) return;
        if (ObjectReader.Symbol(reader.Node["instrument_name"]!, problems) is not { } symbol) return;
        if (draft.AsOf is not { } asOf || time > asOf.Time) draft.AsOf = (node.Place, time);
        if (DumpNumbers.First(reader, NumberRule.Price, "estimated_delivery_price") is { } index)
            indices.Add(node.Place, (symbol.Base, symbol.Quote), index, time);
        bool option = symbol.Kind == InstrumentKind.Option;
        decimal? bid = DumpNumbers.Quote(reader, "bid_price"), ask = DumpNumbers.Quote(reader, "ask_price"), forward = option
            ? DumpNumbers.First(reader, NumberRule.Price, "underlying_price") : null;
        decimal? mark = reader.Number("mark_price", option ? NumberRule.OptionPrice : NumberRule.Price);
        bool perpetual = symbol.Kind == InstrumentKind.Perpetual;
        double? funding = perpetual ? reader.Estimate(node.Has("current_funding") ? "current_funding" : "funding_8h", NumberRule.FundingRate) : null;
        draft.Add(node.Place, new InstrumentMarket
        {
            Instrument = Instrument.Of(symbol), Time = time, Bid = bid, Ask = ask, Forward = forward,
            MarkPrice = DumpNumbers.MarkOrMid(symbol, mark, bid, ask, forward),
            MarkVolatility = option && reader.Member("mark_iv") is { } volatility
            ? DumpNumbers.Percent(volatility.Text, volatility.Place, problems) : null,
            FundingRate = funding, FundingIntervalHours = funding is null ? null : 8,
            OpenInterest = reader.Number("open_interest", NumberRule.ContractsNotNegative),
            Volume24h = reader.Number(symbol.IsInverse && !option ? "volume_usd" : "volume", NumberRule.ContractsNotNegative),
        });
    }
}
