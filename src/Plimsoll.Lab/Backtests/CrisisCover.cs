namespace Plimsoll.Lab.Backtests;

/// <summary>What one set of rules had asked for before a crisis.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Core">Expected shortfall at 1 %, fraction of gross notional; NaN where none is forecast.</param>
/// <param name="MarketRisk">Market risk in the initial margin; NaN where the rules do not say.</param>
/// <param name="Charged">Initial margin charged; NaN where the rules had no answer.</param>
/// <param name="Covers">Whether it covered the loss at the next close; null without an answer.</param>
/// <param name="CoversInside">Whether it covered the worst moment of the day; null where that is not known.</param>
/// <param name="ChosenLater">Whether the parameters are of a later date than the crisis.</param>
public sealed record CrisisCover(string Rules, double Core, double MarketRisk, double Charged, bool? Covers, bool? CoversInside, bool ChosenLater);

/// <summary>One book through one day of a crisis: the margin that stood at the close before it, and the loss.</summary>
/// <param name="Crisis">Its name.</param>
/// <param name="Day">The day, 00:00 UTC: the time at which the margin was set.</param>
/// <param name="Portfolio">Kind of portfolio.</param>
/// <param name="Asset">The asset; "all" for none in particular.</param>
/// <param name="Kind">What kind of risk it is left with.</param>
/// <param name="Loss">Loss over the 24 hours, fraction of gross notional; a gain is below 0.</param>
/// <param name="WorstInside">Loss at the worst price inside them, from bars shorter than a day; NaN for books of several legs and where there are none.</param>
/// <param name="Rules">By set of rules.</param>
public sealed record CrisisBook(string Crisis, Timestamp Day, string Portfolio, string Asset, BookKind Kind, double Loss, double WorstInside, ImmutableArray<CrisisCover> Rules)
{
    private static readonly ImmutableArray<(string Name, Timestamp Day)> Days =
    [
        ("March 2020", Timestamp.Utc(2020, 3, 12)), ("May 2021", Timestamp.Utc(2021, 5, 19)), ("LUNA", Timestamp.Utc(2022, 5, 9)), ("LUNA", Timestamp.Utc(2022, 5, 10)), ("LUNA", Timestamp.Utc(2022, 5, 11)), ("LUNA", Timestamp.Utc(2022, 5, 12)),
        ("FTX", Timestamp.Utc(2022, 11, 8)), ("FTX", Timestamp.Utc(2022, 11, 9)), ("August 2024", Timestamp.Utc(2024, 8, 5)), ("October 2025", Timestamp.Utc(2025, 10, 10)),
    ];

    /// <summary>Every book held on a crisis day within the days walked.</summary>
    internal static ImmutableArray<CrisisBook> Of(BacktestPlan plan, ImmutableArray<string> names, ImmutableArray<BookSeries> series, int first, int last)
    {
        var books = ImmutableArray.CreateBuilder<CrisisBook>();
        foreach ((string crisis, Timestamp at) in Days)
        {
            int day = plan.Closes.DayAt(at);
            if (day < first || day > last || plan.Closes.At(day) != at) continue;
            bool[] later = [.. names.Select((_, m) => m < plan.Rules.Length && plan.Rules[m].ChosenAfter(at))];
            foreach (BookSeries one in series.Where(one => !double.IsNaN(one.Losses[day - first]) && one.Book.Kind != BookKind.SyntheticOptions))
            {
                double loss = one.Losses[day - first], inside = Inside(one.Book, plan.Closes, day + 1);
                books.Add(new CrisisBook(crisis, at, one.Book.Portfolio, one.Book.Asset, one.Book.Kind, loss, inside,
                [
                    .. names.Select((name, m) =>
                    {
                        DayForecast said = one.Forecasts[m][day - first];
                        bool known = !double.IsNaN(said.Initial);
                        return new CrisisCover(name, said.InitialShortfall, said.MarketRisk, said.Initial, known ? loss <= said.Initial : null, known && !double.IsNaN(inside) ? Math.Max(loss, inside) <= said.Initial : null, later[m]);
                    }),
                ]));
            }
        }

        return books.ToImmutable();
    }

    private static double Inside(BacktestBook book, DailyCloses closes, int day) => book.Kind != BookKind.Outright ? double.NaN
        : closes.Assets.First(asset => asset.Asset.Code == book.Asset) is var asset && book.Portfolio == "long" ? 1 - asset.Lowest[day] : asset.Highest[day] - 1;
}
