using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads our own market JSON.</summary>
internal static class MarketJson
{
    private const string Shape = "{ \"asOf\": \"2024-06-28T08:00:00Z\", \"indices\": { … }, \"instruments\": [ … ] }";

    public static void Read(DocumentNode root, MarketDraft draft, Timestamp? at, string? folder, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(root, problems, Shape, "asOf", "indices", "instruments", "books", "depth", "volatility", "history");
        if (reader is null) return;
        Timestamp? asOf = reader.Time("asOf", "the time of the snapshot, as \"2024-06-28T08:00:00Z\"");
        Timestamp time = asOf ?? at ?? default;
        if (asOf is { } taken) draft.AsOf = (reader.Node["asOf"]!.Place, taken);
        foreach ((string pair, DocumentNode value) in reader.Table("indices", "the index prices, as { \"BTC/USD\": \"60000\" }"))
            ReadIndex(pair, value, time, draft, problems);
        foreach (DocumentNode item in reader.List("instruments", "a list of instruments"))
            if (Instrument(item, time, problems) is { } market)
                draft.Add(item.Place, market);
        foreach ((string name, DocumentNode value) in reader.Table("books", "the order books by symbol"))
            if (ObjectReader.Symbol(name, value.Place, problems) is { } symbol)
                MarketBooks.ReadBook(symbol, value, time, draft, problems);
        foreach ((string name, DocumentNode value) in reader.Table("depth", "the depth near mid by symbol"))
            if (ObjectReader.Symbol(name, value.Place, problems) is { } symbol)
                MarketBooks.ReadDepth(symbol, value, time, draft, problems);
        foreach ((string code, DocumentNode value) in reader.Table("volatility",
            "the volatilities by coin, as { \"BTC\": { \"forecast\": \"0.031\" } }"))
            ReadVolatility(code, value, time, draft, problems);
        if (reader.Name("history", example: "prices/") is { } history)
            ReadHistory(history, reader.Node["history"]!, folder, at ?? time, draft, problems);
    }

    private static void ReadIndex(string pair, DocumentNode value, Timestamp asOf, MarketDraft draft, ProblemList problems)
    {
        string[] parts = pair.Split('/');
        bool named = parts.Length == 2 & Currency.TryParse(parts[0], out Currency @base) & Currency.TryParse(parts[^1], out Currency quote)
            && @base != quote;
        if (!named) problems.Add(value, $"'{pair}' is no pair of two currencies; write base and quote, as \"BTC/USD\".");
        decimal? price;
        Timestamp time = asOf;
        int? sources = null;
        double? confidence = null;
        decimal? average = null;
        if (value.Kind == NodeKind.Object)
        {
            ObjectReader reader = ObjectReader.Open(value, problems, "", "price", "time", "sources", "confidence", "average")!;
            price = reader.Number("price", NumberRule.Price, required: true);
            time = reader.Time("time") ?? asOf;
            sources = reader.Whole("sources", NumberRule.Sources);
            confidence = reader.Estimate("confidence", NumberRule.Confidence);
            average = reader.Number("average", NumberRule.Price);
        }
        else price = ObjectReader.Number(value, NumberRule.Price, problems);

        if (named && price is { } index) draft.Add(value.Place, (@base, quote), new IndexPrice(index, time, sources) { Confidence = confidence, Average = average });
    }

    private static InstrumentMarket? Instrument(DocumentNode node, Timestamp asOf, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems, "{ \"symbol\": \"BTC/USDT:USDT\", \"markPrice\": \"60010\" }", "symbol",
            "contractSize", "expiry", "markPrice", "bid", "ask",
            "markVolatility", "forward", "fundingRate", "fundingIntervalHours", "openInterest", "openInterestLong", "openInterestShort",
            "confidence", "volume24h", "time");
        if (reader is null) return null;
        InstrumentSymbol? symbol = reader.Symbol("symbol");
        NumberRule price = symbol is null or { Kind: InstrumentKind.Option } ? NumberRule.OptionPrice : NumberRule.Price;
        decimal? contractSize = reader.Number("contractSize", NumberRule.ContractSize);
        Timestamp? expiry = reader.Time("expiry");
        var values = (Mark: reader.Number("markPrice", price), Bid: reader.Number("bid", price), Ask: reader.Number("ask", price),
            Forward: reader.Number("forward", NumberRule.Price),
            Volatility: reader.Estimate("markVolatility", NumberRule.AnnualVolatility), Rate: reader.Estimate("fundingRate", NumberRule.FundingRate),
            Interval: reader.Estimate("fundingIntervalHours", NumberRule.FundingInterval),
            Interest: reader.Number("openInterest", NumberRule.ContractsNotNegative),
            Long: reader.Number("openInterestLong", NumberRule.ContractsNotNegative), Short: reader.Number("openInterestShort", NumberRule.ContractsNotNegative),
            Confidence: reader.Estimate("confidence", NumberRule.Confidence),
            Volume: reader.Number("volume24h", NumberRule.ContractsNotNegative), Time: reader.Time("time"));
        if (symbol is null) return null;
        if (expiry is { } moment && !SameDay(symbol, moment))
        {
            problems.Add(node["expiry"]!, symbol.Expiry is { } day
                ? $"{symbol} expires on the day of its symbol, and '{moment}' is another; write a time on {day.ToString()[..10]}."
                : $"{symbol} is a perpetual and has no expiry; remove it.");
        }

        return new InstrumentMarket
        {
            Instrument = new Instrument(symbol, contractSize ?? 1m, expiry ?? symbol.Expiry),
            Time = values.Time ?? asOf,
            MarkPrice = values.Mark, Bid = values.Bid, Ask = values.Ask, Forward = values.Forward, MarkVolatility = values.Volatility,
            FundingRate = values.Rate, FundingIntervalHours = values.Interval, OpenInterest = values.Interest, Volume24h = values.Volume,
            OpenInterestLong = values.Long, OpenInterestShort = values.Short, Confidence = values.Confidence,
        };
    }

    private static bool SameDay(InstrumentSymbol symbol, Timestamp moment) =>
        symbol.Expiry is { } day && day.ToString()[..10] == moment.ToString()[..10];

    private static void ReadVolatility(string code, DocumentNode node, Timestamp asOf, MarketDraft draft, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems, "{ \"forecast\": \"0.031\", \"longRun\": \"0.028\", \"index\": \"0.55\" }",
            "forecast", "longRun", "index", "time", "regime");
        if (!Currency.TryParse(code, out Currency underlying)) problems.Add(node, $"'{code}' is no coin; write its code, as BTC.");
        if (reader is null) return;
        var state = new VolatilityState(reader.Estimate("forecast", NumberRule.DailyVolatility),
            reader.Estimate("longRun", NumberRule.DailyVolatility),
            reader.Estimate("index", NumberRule.AnnualVolatility), reader.Time("time") ?? asOf)
        { Regime = ReadRegime(reader) };
        if (underlying != default) draft.Add(node.Place, underlying, state);
    }

    private static Regime? ReadRegime(ObjectReader reader)
    {
        string[] names = [.. Enum.GetNames<Regime>().Select(name => name.ToLowerInvariant())];
        return reader.Member("regime") is not null && reader.Choice("regime", null, names) is { } word ? (Regime)Array.IndexOf(names, word) : null;
    }

    private static void ReadHistory(string history, DocumentNode node, string? folder, Timestamp until, MarketDraft draft, ProblemList problems)
    {
        if (folder is null && !Path.IsPathRooted(history))
        {
            problems.Add(node, $"'{history}' is a folder beside the file, and this text is from no file; write the whole path.");
            return;
        }

        string path = Path.Combine(folder ?? "", history);
        if (!Directory.Exists(path))
        {
            problems.Add(node, $"'{history}' is no folder beside this file; write the path of the folder of bar files, relative to the file, or remove \"history\".");
            return;
        }

        try
        {
            draft.History = HistoryFolder.Read(path, until);
        }
        catch (InvalidInputException invalid)
        {
            problems.AddRange(invalid.Problems);
        }
    }
}
