using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads a Deribit options chain in CSV: <c>timestamp,underlying,instrument,expiry,strike,type,bid,ask,mark,mark_iv,…,underlying_price,index_price,open_interest,volume_24h</c>.</summary>
/// <remarks>
/// A file may hold several snapshots: rows less than five minutes apart are one, whose time is that of its last row; the latest not after the valuation time is taken.
/// Options are inverse: bid, ask and mark in coin, one contract one coin, so open interest and volume (coins) are contracts as they stand. A missing mark is the mid of bid
/// and ask where both are there and it is below the option's upper bound. <c>mark_iv</c> is an annualised fraction (0 means not known), <c>underlying_price</c> the forward of
/// the expiry, <c>index_price</c> the index of the coin in US dollars, taken from the latest row.
/// </remarks>
internal static class OptionChainCsv
{
    private const long SnapshotGapMicroseconds = 5 * 60 * 1_000_000L;
    private static readonly string[] Required = ["timestamp", "instrument", "underlying_price"];

    /// <summary>Every snapshot of a chain as a market of its own, in order of time.</summary>
    /// <exception cref="InvalidInputException">Rows are broken; carries every problem.</exception>
    public static ImmutableArray<MarketSnapshot> ReadAll(string text, string name)
    {
        var problems = new ProblemList(name);
        var markets = ImmutableArray.CreateBuilder<MarketSnapshot>();
        List<(Timestamp Time, CsvRow Row)> rows = Rows(text, problems) ?? [];
        for (int start = 0, i = 1; i <= rows.Count; i++)
        {
            if (i < rows.Count && rows[i].Time.UnixMicroseconds - rows[i - 1].Time.UnixMicroseconds <= SnapshotGapMicroseconds) continue;
            var draft = new MarketDraft(problems);
            Fill(rows[start..i], draft, problems);
            markets.Add(draft.Build(null));
            start = i;
        }

        problems.ThrowIfAny();
        return markets.ToImmutable();
    }

    public static void Read(string text, MarketDraft draft, Timestamp? at, ProblemList problems)
    {
        if (Rows(text, problems) is not { } rows) return;
        if (Snapshot(rows, at) is not { Count: > 0 } snapshot)
        {
            problems.Add(rows.Count == 0 ? "the chain has no rows; fetch it again."
                : $"the earliest snapshot of the chain is of {rows[0].Time}, after the valuation time {at}; value a later time.");
            return;
        }

        Fill(snapshot, draft, problems);
    }

    /// <summary>The rows in order of time; null where the table cannot be read.</summary>
    private static List<(Timestamp Time, CsvRow Row)>? Rows(string text, ProblemList problems)
    {
        if (CsvTable.Open(text, problems, Required, null) is not { } table) return null;
        var rows = new List<(Timestamp Time, CsvRow Row)>(table.Rows.Count);
        foreach (CsvRow row in table.Rows)
        {
            if (Timestamp.TryParse(row["timestamp"], out Timestamp time)) rows.Add((time, row));
            else row.Problem("timestamp", $"'{row["timestamp"]}' is no ISO-8601 UTC time; write 2024-06-28T08:00:00Z.");
        }

        rows.Sort((left, right) => left.Time.CompareTo(right.Time) is not 0 and var order ? order : left.Row.Line.CompareTo(right.Row.Line));
        return rows;
    }

    private static void Fill(List<(Timestamp Time, CsvRow Row)> snapshot, MarketDraft draft, ProblemList problems)
    {
        draft.AsOf = (snapshot[^1].Row.At("timestamp"), snapshot[^1].Time);
        var indices = new DumpIndices();
        foreach ((Timestamp time, CsvRow row) in snapshot) ReadRow(time, row, draft, indices, problems);
        indices.AddTo(draft);
    }

    private static List<(Timestamp Time, CsvRow Row)> Snapshot(List<(Timestamp Time, CsvRow Row)> rows, Timestamp? at)
    {
        var taken = new List<(Timestamp Time, CsvRow Row)>();
        var current = new List<(Timestamp Time, CsvRow Row)>();
        foreach ((Timestamp Time, CsvRow Row) row in rows)
        {
            if (current.Count > 0 && row.Time.UnixMicroseconds - current[^1].Time.UnixMicroseconds > SnapshotGapMicroseconds)
                (taken, current) = (current, []);

            // A snapshot that is still being written at the valuation time was not known whole; the one before it was.
            if (row.Time > at) return taken.Count > 0 ? taken : current;
            current.Add(row);
        }

        return current;
    }

    private static void ReadRow(Timestamp time, CsvRow row, MarketDraft draft, DumpIndices indices, ProblemList problems)
    {
        if (ObjectReader.Symbol(row["instrument"], row.At("instrument"), problems) is not { } symbol) return;
        if (symbol.Kind != InstrumentKind.Option || !symbol.IsInverse)
        {
            row.Problem("instrument", $"{symbol} is no inverse option; a chain holds options as BTC-25DEC26-100000-C only.");
            return;
        }

        decimal? forward = Number(row, "underlying_price", NumberRule.Price, problems);
        if (Number(row, "index_price", NumberRule.Price, problems) is { } index)
            indices.Add(row.At("index_price"), (symbol.Base, Currency.Usd), index, time);
        if (Number(row, "strike", NumberRule.Price, problems) is { } strike && strike != symbol.Strike)
            row.Problem("strike", $"'{row["strike"]}' is not the strike of {symbol}; correct one of them.");
        decimal? bid = Number(row, "bid", NumberRule.OptionPrice, problems), ask = Number(row, "ask", NumberRule.OptionPrice, problems);
        if (bid is 0m) bid = null;
        if (ask is 0m) ask = null;
        decimal? interest = Number(row, "open_interest", NumberRule.ContractsNotNegative, problems),
            volume = Number(row, "volume_24h", NumberRule.ContractsNotNegative, problems);
        draft.Add(row.At("instrument"), new InstrumentMarket
        {
            Instrument = new Instrument(symbol, 1m, Expiry(row, symbol)), Time = time, Bid = bid, Ask = ask, Forward = forward,
            OpenInterest = interest, Volume24h = volume,
            MarkPrice = DumpNumbers.MarkOrMid(symbol, Number(row, "mark", NumberRule.OptionPrice, problems), bid, ask, forward),
            MarkVolatility = MarkVolatility(row, problems),
        });
    }

    private static decimal? Number(CsvRow row, string column, NumberRule rule, ProblemList problems) =>
        row[column].Length == 0 ? null : ObjectReader.Number(row[column], row.At(column), rule, problems);

    private static double? MarkVolatility(CsvRow row, ProblemList problems)
    {
        if (Number(row, "mark_iv", NumberRule.Amount, problems) is not { } volatility || volatility == 0m) return null;
        return ObjectReader.Number(row["mark_iv"], row.At("mark_iv"), NumberRule.QuotedVolatility, problems) is { } given ? (double)given : null;
    }

    private static Timestamp? Expiry(CsvRow row, InstrumentSymbol symbol)
    {
        if (row["expiry"].Length == 0) return symbol.Expiry;
        if (Timestamp.TryParse(row["expiry"], out Timestamp expiry) && expiry.ToString()[..10] == symbol.Expiry.ToString()![..10]) return expiry;
        row.Problem("expiry", $"'{row["expiry"]}' is not the day that {symbol} expires on; correct one of them.");
        return symbol.Expiry;
    }
}
