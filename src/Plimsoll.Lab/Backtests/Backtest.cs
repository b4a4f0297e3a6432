namespace Plimsoll.Lab.Backtests;

/// <summary>What to test.</summary>
/// <param name="Closes">Daily closes.</param>
/// <param name="Rules">Rulebooks; the plain rules go with them always.</param>
/// <param name="From">First close at which margins are set; null for the first that any book can be held at.</param>
/// <param name="To">Last close whose losses count; null for the last there is.</param>
public sealed record BacktestPlan(DailyCloses Closes, ImmutableArray<BacktestedRules> Rules, Timestamp? From, Timestamp? To)
{
    /// <summary>Portfolios held beside the standard ones, as constant quantities.</summary>
    public ImmutableArray<Accounts.AccountSnapshot> Portfolios { get; init; } = [];

    /// <summary>Recorded option chains; books on them are held where they follow each other day by day.</summary>
    public ImmutableArray<Market.MarketSnapshot> Chains { get; init; } = [];

    /// <summary>Whether option books are also held on surfaces made from history; they are counted apart.</summary>
    public bool SyntheticOptions { get; init; }
}

/// <summary>Walks forward day by day: at every close it builds the market of what was known, lets all rules set margins for the standard portfolios, and holds them against the next day's loss.</summary>
public static class Backtest
{
    /// <summary>Runs it.</summary>
    /// <param name="plan">What to test.</param>
    /// <param name="progress">Told the share of the days done, from any thread.</param>
    /// <exception cref="InvalidInputException">There is no day to test.</exception>
    public static BacktestResult Run(BacktestPlan plan, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ImmutableArray<BookSeries> series = Walk(plan, progress, out ImmutableArray<string> names, out int first, out int last);
        return BacktestResult.Of(plan, names, series, first, last);
    }

    /// <summary>Every book's losses and what every set of rules said, by day from the first to the last.</summary>
    internal static ImmutableArray<BookSeries> Walk(BacktestPlan plan, Action<double>? progress, out ImmutableArray<string> names, out int first, out int last)
    {
        DailyCloses closes = plan.Closes;
        ImmutableArray<BacktestBook> books = [.. StandardBooks.Of(closes), .. GivenBooks.Of(plan.Portfolios, closes)];
        int begin = Math.Max(1, plan.From is { } from ? closes.DayAt(from + TimeSpan.FromSeconds(86_399)) : 1), end = Math.Min(closes.Days - 2, plan.To is { } to ? closes.DayAt(to) - 1 : closes.Days - 2);
        while (begin <= end && books.All(book => book.Legs(begin).Length == 0)) begin++;
        if (begin > end)
            throw new InvalidInputException([new Problem("--from", $"there is no day to test: a book needs assets with {StandardBooks.Youth} daily returns before it and one after it, and the folder's closes run from {closes.At(0)} to {closes.At(closes.Days - 1)}.")]);
        int days = end - begin + 1;
        var markets = new PastMarkets(closes);
        var plain = new PlainRules(closes);
        names = [.. plan.Rules.Select(rules => rules.Name), .. PlainRules.Names];
        int models = names.Length, rulebooks = plan.Rules.Length;
        ImmutableArray<OptionDesk> desks = OptionDesk.Of(plan, markets);
        BookSeries[] series = [.. books.Concat(desks.SelectMany(desk => desk.Books)).Select(book => new BookSeries(book, models, rulebooks, days))];
        int done = 0;
        // Days do not lean on each other, and each writes to its own places: the result is the same in whatever order they come.
        Parallel.For(0, days, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, offset =>
        {
            int day = begin + offset;
            BookLeg[][] legs = [.. books.Select(book => book.Legs(day))];
            var accounts = new Accounts.AccountSnapshot?[books.Length];
            var losses = new double[books.Length];
            for (int b = 0; b < books.Length; b++)
            {
                double loss = legs[b].Length == 0 ? double.NaN : BookAccounts.Loss(legs[b], closes, day);
                series[b].Losses[offset] = losses[b] = loss;
                if (double.IsNaN(loss)) legs[b] = [];
                else accounts[b] = BookAccounts.Of($"{books[b].Portfolio}-{books[b].Asset}", legs[b], closes, markets, day);
            }

            Market.MarketSnapshot market = markets.At(day);
            for (int m = 0; m < plan.Rules.Length; m++)
            {
                (DayForecast[] said, DayTail[] tails) = plan.Rules[m].Of(market, accounts, losses);
                for (int b = 0; b < said.Length; b++) (series[b].Forecasts[m][offset], series[b].Tails[m][offset]) = (said[b], tails[b]);
            }

            int first = books.Length;
            foreach (OptionDesk desk in desks)
            {
                if (desk.At(day) is var (chain, held, lost))
                {
                    for (int b = 0; b < lost.Length; b++) series[first + b].Losses[offset] = lost[b];
                    for (int m = 0; m < plan.Rules.Length; m++)
                    {
                        (DayForecast[] said, DayTail[] tails) = plan.Rules[m].Of(chain, held, lost);
                        for (int b = 0; b < said.Length; b++) (series[first + b].Forecasts[m][offset], series[first + b].Tails[m][offset]) = (said[b], tails[b]);
                    }
                }

                first += desk.Books.Length;
            }

            DayForecast[][] plainly = plain.At(day, legs);
            for (int b = 0; b < books.Length; b++)
                for (int m = 0; m < PlainRules.Names.Length; m++)
                    series[b].Forecasts[plan.Rules.Length + m][offset] = plainly[b][m];
            progress?.Invoke((double)Interlocked.Increment(ref done) / days);
        });
        (first, last) = (begin, end);
        return [.. series];
    }
}

/// <summary>One book day by day.</summary>
/// <param name="Book">The book.</param>
/// <param name="Losses">Loss of the day after each close, fraction of gross notional; NaN where the book was not held.</param>
/// <param name="Forecasts">By set of rules, then by day.</param>
/// <param name="Tails">By rulebook, then by day: where the loss fell in the forecast distribution.</param>
internal sealed record BookSeries(BacktestBook Book, double[] Losses, DayForecast[][] Forecasts, DayTail[][] Tails)
{
    public BookSeries(BacktestBook book, int models, int rulebooks, int days)
        : this(book, new double[days], [.. Enumerable.Range(0, models).Select(_ => Nothing(days))], [.. Enumerable.Range(0, rulebooks).Select(_ => Enumerable.Repeat(DayTail.None, days).ToArray())])
    {
        Array.Fill(Losses, double.NaN);
    }

    private static DayForecast[] Nothing(int days)
    {
        var none = new DayForecast[days];
        Array.Fill(none, DayForecast.None);
        return none;
    }
}
