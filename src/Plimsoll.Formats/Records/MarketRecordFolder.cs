using Plimsoll.Calibration;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads a folder of recorded market data: <c>prices/</c>, and where they are there <c>depth/</c>, <c>open_interest/</c>, <c>books/</c> and indices of implied volatility in <c>options/</c>.</summary>
/// <remarks>
/// Depth: <c>BASE-QUOTE.venue-perp.depthPpct.step.csv[.gz]</c> with <c>timestamp,bid_depth,ask_depth</c> in coins within P % of mid. Open interest: <c>BASE-QUOTE.venue-perp.oi.step.csv[.gz]</c> with
/// <c>timestamp,open_interest</c> in coins. Books: any <c>.csv[.gz]</c> with <c>timestamp,venue,symbol,side,level,price,size,contract_value,contract_ccy</c>. Other files are left alone.
/// </remarks>
public static class MarketRecordFolder
{
    /// <summary>Reads it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="until">What was not known by then is left out.</param>
    /// <exception cref="InvalidInputException">There is no such folder, it holds no prices, or files are broken; every problem with its file.</exception>
    public static MarketRecords Read(string folder, Timestamp until)
    {
        if (!Directory.Exists(folder)) throw new InvalidInputException([new Problem(folder, "there is no such folder; name one that holds prices/ and, where you have them, depth/, open_interest/, books/ and options/.")]);
        string prices = Path.Combine(folder, "prices");
        if (!Directory.Exists(prices))
            throw new InvalidInputException([new Problem(prices, "there is no such folder; a data folder holds prices/ with bar files named BASE-QUOTE.venue-spot|perp.step.csv[.gz].")]);
        PriceHistory history = HistoryFolder.Read(prices, until);
        if (history.Series.IsEmpty)
            throw new InvalidInputException([new Problem(prices, "it holds no bar file with a bar before the as-of time; files are named BASE-QUOTE.venue-spot|perp.step.csv[.gz], as BTC-USDT.binance-perp.1h.csv.gz.")]);
        string options = Path.Combine(folder, "options");
        if (Directory.Exists(options)) history = new PriceHistory([.. history.Series, .. HistoryFolder.Read(options, until).Series.Where(series => series.Kind == MarketKind.VolatilityIndex)]);
        var problems = new List<Problem>();
        ImmutableArray<DepthHistory> depth = [.. Files(folder, "depth", ".depth").Select(path => DepthFile.Read(path, until, problems)).OfType<DepthHistory>()];
        ImmutableArray<OpenInterestHistory> interest = [.. Files(folder, "open_interest", ".oi.").Select(path => OpenInterestFile.Read(path, until, problems)).OfType<OpenInterestHistory>()];
        ImmutableArray<RecordedBook> books = [.. Files(folder, "books", ".csv").SelectMany(path => BookFile.Read(path, until, problems)).OrderBy(book => book.Time).ThenBy(book => book.Venue, StringComparer.Ordinal).ThenBy(book => book.Symbol, StringComparer.Ordinal)];
        if (problems.Count > 0) throw new InvalidInputException(problems);
        return new MarketRecords { Prices = history, Depth = depth, OpenInterest = interest, Books = books };
    }

    private static IEnumerable<string> Files(string folder, string name, string part)
    {
        string path = Path.Combine(folder, name);
        return !Directory.Exists(path) ? [] : Directory.EnumerateFiles(path).Where(file => Path.GetFileName(file).Contains(part, StringComparison.Ordinal) && (file.EndsWith(".csv", StringComparison.Ordinal) || file.EndsWith(".csv.gz", StringComparison.Ordinal)))
            .OrderBy(file => Path.GetFileName(file), StringComparer.Ordinal);
    }
}
