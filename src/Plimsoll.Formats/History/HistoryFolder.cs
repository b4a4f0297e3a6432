using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads recorded prices from a folder of bar files.</summary>
/// <remarks>
/// Files are <c>BASE-QUOTE.venue-spot|perp.step.csv[.gz]</c> with columns <c>timestamp,open,high,low,close,volume</c> (more allowed, all but timestamp and close optional) and
/// indices of implied volatility <c>BASE.venue-dvol.step.csv[.gz]</c> with <c>timestamp,dvol</c> in percent a year,
/// panels <c>panel.venue-spot|perp.close.step.csv[.gz]</c> with <c>timestamp,BTC,ETH,…</c>, closes in USDT. Timestamps are the bars' opens. Other files are left alone.
/// </remarks>
public static class HistoryFolder
{
    /// <summary>Reads every bar file of a folder, in parallel; the result does not depend on how.</summary>
    /// <param name="folder">The folder; folders in it are not entered.</param>
    /// <param name="until">Bars that close after this time are not known yet and are left out.</param>
    /// <returns>One series a market, ordered by coin, kind, quote, venue and step. Where a panel and a file of its own hold one market they are joined: the file's bars count, and the panel gives those that the file lacks.</returns>
    /// <exception cref="InvalidInputException">Rows are broken or files contradict each other; carries the first 20 problems of each file and how many more there are.</exception>
    public static PriceHistory Read(string folder, Timestamp until)
    {
        if (!Directory.Exists(folder))
            throw new InvalidInputException([new Problem(folder, "there is no such folder; name the folder of the bar files.")]);
        (string Path, BarFileName Name)[] files =
        [
            .. Directory.EnumerateFiles(folder).Select(path => (Path: path, Name: BarFileName.TryParse(Path.GetFileName(path))))
                .Where(file => file.Name is not null).Select(file => (file.Path, file.Name!))
                    .OrderBy(file => Path.GetFileName(file.Path), StringComparer.Ordinal),
        ];
        var read = new (ImmutableArray<BarSeries> Series, ImmutableArray<Problem> Problems)[files.Length];

        // The largest first, so that no core waits for a long file begun last; results stay in the order of the names.
        int[] order = [.. Enumerable.Range(0, files.Length).OrderByDescending(i => new FileInfo(files[i].Path).Length)];
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(order, loadBalance: true),
            i => read[i] = ReadFile(files[i].Path, files[i].Name, until));
        List<Problem> problems = [.. read.SelectMany(file => file.Problems)];
        PriceHistory history = Merged(files, read, problems);
        return problems.Count > 0 ? throw new InvalidInputException(problems) : history;
    }

    private static (ImmutableArray<BarSeries>, ImmutableArray<Problem>) ReadFile(string path, BarFileName name, Timestamp until)
    {
        try
        {
            InputFile file = InputFile.Read(path);
            var problems = new RowProblems(file.Name);
            ImmutableArray<BarSeries> series = name.Base is { } coin ? BarFile.Read(file.Bytes, name, coin, until, problems)
                : PanelFile.Read(file.Bytes, name, until, problems);
            return (series, problems.All);
        }
        catch (InvalidInputException invalid)
        {
            return ([], invalid.Problems);
        }
    }

    private static PriceHistory Merged((string Path, BarFileName Name)[] files,
        (ImmutableArray<BarSeries> Series, ImmutableArray<Problem> Problems)[] read, List<Problem> problems)
    {
        var markets = new Dictionary<(Currency, MarketKind, Currency, string, TimeSpan), (BarSeries Series, int File)>();
        for (int i = 0; i < files.Length; i++)
        {
            foreach (BarSeries series in read[i].Series)
            {
                var key = (series.Base, series.Kind, series.Quote, series.Venue, series.Step);
                if (!markets.TryGetValue(key, out var other)) markets.Add(key, (series, i));
                else if (files[i].Name.Base is null != files[other.File].Name.Base is null)
                    markets[key] = files[i].Name.Base is null ? (Joined(other.Series, series), other.File) : (Joined(series, other.Series), i);
                else
                    problems.Add(new Problem(Path.GetFileName(files[i].Path),
                        $"{series.Base} of this market stands in {Path.GetFileName(files[other.File].Path)} too; keep one of the two files."));
            }
        }

        return new PriceHistory([.. markets.OrderBy(entry => entry.Key.Item1).ThenBy(entry => entry.Key.Item2).ThenBy(entry => entry.Key.Item3)
            .ThenBy(entry => entry.Key.Item4, StringComparer.Ordinal).ThenBy(entry => entry.Key.Item5).Select(entry => entry.Value.Series)]);
    }

    /// <summary>A file's bars and those of a panel at times that the file has none; a panel knows closes only.</summary>
    private static BarSeries Joined(BarSeries file, BarSeries panel)
    {
        ReadOnlySpan<long> own = file.OpenTimes.Span, other = panel.OpenTimes.Span;
        var (times, at, more) = (new List<long>(own.Length), new List<int>(own.Length), new List<int>(own.Length));
        for (int i = 0, j = 0; i < own.Length || j < other.Length;)
        {
            bool takesOwn = j == other.Length || (i < own.Length && own[i] <= other[j]);
            if (takesOwn && j < other.Length && own[i] == other[j]) j++;
            times.Add(takesOwn ? own[i] : other[j]);
            at.Add(takesOwn ? i++ : -1);
            more.Add(takesOwn ? -1 : j++);
        }

        if (times.Count == own.Length) return file;
        double[] Values(ReadOnlyMemory<double> values) => values.IsEmpty ? [] : [.. at.Select(i => i < 0 ? double.NaN : values.Span[i])];
        return new BarSeries
        {
            Base = file.Base, Quote = file.Quote, Venue = file.Venue, Kind = file.Kind, Step = file.Step, OpenTimes = times.ToArray(),
            Close = at.Select((i, k) => i < 0 ? panel.Close.Span[more[k]] : file.Close.Span[i]).ToArray(),
            Open = Values(file.Open), High = Values(file.High), Low = Values(file.Low), Volume = Values(file.Volume),
        };
    }
}
