using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads a Tardis <c>options_chain</c> CSV of Deribit: a stream of updates, of which the last of each option that had arrived at the valuation time counts.</summary>
/// <remarks>
/// Times are microseconds; <c>local_timestamp</c> (arrival) decides what was known, <c>timestamp</c> is the value's age. Prices stay as they are: in coin for inverse options, in
/// the quote currency for linear ones (BTC_USDC-…). Volatilities are in per cent and become fractions; <c>underlying_price</c> is the forward. One contract is one coin, so open
/// interest (coins) is in contracts. The table holds no index of its own, except where an expiry's <c>underlying_index</c> is <c>index_price</c>: its underlying price is the index then.
/// </remarks>
internal static class TardisOptionsChain
{
    private static readonly string[] Required = ["exchange", "symbol", "timestamp", "local_timestamp", "type", "strike_price", "expiration",
        "mark_price", "mark_iv", "underlying_index", "underlying_price"];

    public static void Read(string text, MarketDraft draft, Timestamp? at, ProblemList problems)
    {
        if (CsvTable.Open(text, problems, Required, null) is not { } table) return;
        if (table.Rows.FirstOrDefault(row => row["exchange"] is not ("deribit" or "")) is { } foreign)
        {
            foreign.Problem("exchange", $"'{foreign["exchange"]}' is another exchange; of options_chain tables those of deribit are read.");
            return;
        }

        var last = new Dictionary<string, (Timestamp Arrival, CsvRow Row)>(StringComparer.Ordinal);
        foreach (CsvRow row in table.Rows)
        {
            if (DumpNumbers.Epoch(row["local_timestamp"], 1, row.At("local_timestamp"), problems) is not { } arrival || arrival > at) continue;
            if (!last.TryGetValue(row["symbol"], out var held) || arrival >= held.Arrival) last[row["symbol"]] = (arrival, row);
        }

        if (last.Count == 0 && problems.Count == 0)
            problems.Add(table.Rows.Count == 0 ? "the table has no rows below its header."
                : $"every row of the table arrived after the valuation time {at}; value a later time.");
        var indices = new DumpIndices();
        foreach ((Timestamp arrival, CsvRow row) in last.Values.OrderBy(entry => entry.Row.Line)) ReadRow(arrival, row, draft, indices, problems);
        indices.AddTo(draft);
    }

    private static void ReadRow(Timestamp arrival, CsvRow row, MarketDraft draft, DumpIndices indices, ProblemList problems)
    {
        Timestamp time = DumpNumbers.Epoch(row["timestamp"], 1, row.At("timestamp"), problems) is { } stamped && stamped < arrival
            ? stamped : arrival;
        if (ObjectReader.Symbol(row["symbol"], row.At("symbol"), problems) is not { } symbol) return;
        if (symbol.Kind != InstrumentKind.Option)
        {
            row.Problem("symbol", $"{symbol} is no option; an options_chain holds options only.");
            return;
        }

        if (draft.AsOf is not { } asOf || time > asOf.Time) draft.AsOf = (row.At("timestamp"), time);
        if (row["type"] != (symbol.Side == OptionSide.Call ? "call" : "put"))
            row.Problem("type", $"'{row["type"]}' is not the type of {symbol}; correct one of them.");
        if (Number(row, "strike_price", NumberRule.Price, problems) is { } strike && strike != symbol.Strike)
            row.Problem("strike_price", $"'{row["strike_price"]}' is not the strike of {symbol}; correct one of them.");
        Timestamp? expiry = DumpNumbers.Epoch(row["expiration"], 1, row.At("expiration"), problems);
        if (expiry is { } moment && moment.ToString()[..10] != symbol.Expiry.ToString()![..10])
            row.Problem("expiration", $"'{moment}' is not the day that {symbol} expires on; correct one of them.");
        decimal? forward = Number(row, "underlying_price", NumberRule.Price, problems), bid = Quote(row, "bid_price", problems),
            ask = Quote(row, "ask_price", problems);
        if (row["underlying_index"].Equals("index_price", StringComparison.OrdinalIgnoreCase) && forward is { } index)
            indices.Add(row.At("underlying_price"), (symbol.Base, symbol.Quote), index, time);
        draft.Add(row.At("symbol"), new InstrumentMarket
        {
            Instrument = new Instrument(symbol, 1m, expiry ?? symbol.Expiry), Time = time, Bid = bid, Ask = ask, Forward = forward,
            MarkPrice = DumpNumbers.MarkOrMid(symbol, Number(row, "mark_price", NumberRule.OptionPrice, problems), bid, ask, forward),
            MarkVolatility = row["mark_iv"].Length > 0 ? DumpNumbers.Percent(row["mark_iv"], row.At("mark_iv"), problems) : null,
            OpenInterest = Number(row, "open_interest", NumberRule.ContractsNotNegative, problems),
        });
    }

    private static decimal? Number(CsvRow row, string column, NumberRule rule, ProblemList problems) =>
        row[column].Length == 0 ? null : ObjectReader.Number(row[column], row.At(column), rule, problems);

    private static decimal? Quote(CsvRow row, string column, ProblemList problems) =>
        Number(row, column, NumberRule.OptionPrice, problems) is > 0m and var price ? price : null;
}
