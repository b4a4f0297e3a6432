using Plimsoll.Lab.Backtests;
using Plimsoll.Models.Native;
using Plimsoll.Numerics;
using Plimsoll.Validation;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Looks for the core's parameters on the days before a date and shows on the days after it what they do.</summary>
/// <remarks>
/// A candidate is eligible whose breaches of outright positions lie within 0.7 to 1.3 % and 1.9 to 3.1 % and whose greatest rises over a day and over five are at most 0.75 of those of full filtered historical simulation, the backtest's goals.
/// Of those the one with the lowest score is taken if it beats the parameters before by a Diebold–Mariano t of −1.96 or less; else they stay.
/// </remarks>
internal static class CoreSearch
{
    private const double Significant = -1.96, GreatestRise = 0.75, GreatestRiseOfMost = 0.9;
    private static readonly double[] Decays = [0.94, 0.955, 0.97, 0.985], Rescalings = [0.5, 0.75, 1];
    private static readonly int[] Windows = [750, 1000];
    private static readonly double[] ShortDecays = [0.85, 0.88, 0.91];
    private const double RealisedShare = 0.5, UnseenFactor = 1.2;

    // A basis moves by factors of ten from calm to stress; bounds of a third and three hold its scenarios at a level that was.
    private static readonly BasisRule OwnBasis = new(1, 0.1, 10);
    private static readonly double[] StressedWeights = [0.05, 0.10, 0.15, 0.25], Offsets = [0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <summary>Searches.</summary>
    public static CoreSearchResult Of(DailyCloses closes, NativeParameters before, Timestamp chooseBefore, Action<double>? progress)
    {
        MarketRiskParameters rules = before.MarketRisk;
        CoreReturns returns = CoreReturns.Of(closes, before);
        ImmutableArray<CoreBook> books = CoreWalk.BooksOf(closes, rules.Leader);
        double[][] losses = CoreWalk.Losses(closes, books);
        var champion = CoreCandidate.Of(rules);
        int split = Math.Max(0, closes.DayAt(chooseBefore)), first = Enumerable.Range(0, closes.Days).FirstOrDefault(day => losses.Any(book => !double.IsNaN(book[day])), closes.Days);
        if (split - first < 250)
            throw new InvalidInputException([new Problem("--choose-before", $"{Math.Max(0, split - first)} days of returns come before {chooseBefore}; the choice needs 250. Books are held from {closes.At(Math.Min(first, closes.Days - 1))} on.")]);
        CoreCandidate[] candidates = [.. Candidates(champion)];
        int steps = candidates.Length + 5, done = 0;
        CoreWalk Walk(CoreCandidate candidate, int from, int to, bool bounded = true)
        {
            CoreWalk walk = CoreWalk.Of(returns, candidate, rules, books, losses, from, to, bounded);
            progress?.Invoke((double)++done / steps);
            return walk;
        }

        var full = new CoreCandidate(0.97, 1, 1000);
        CoreWalk fullWalk = Walk(full, first, split, bounded: false), championWalk = Walk(champion, first, split);
        var basis = new Period(books, losses, first, split, championWalk, fullWalk);
        CoreSearchRow[] tried = [.. candidates.Select(candidate => basis.Row(candidate, candidate == champion ? championWalk : Walk(candidate, first, split))).OrderBy(row => row.Score)];
        CoreSearchRow best = tried.FirstOrDefault(row => row.IsEligible) is { } eligible && eligible.AgainstBefore <= Significant ? eligible : tried.First(row => row.Candidate == champion);
        CoreWalk chosenWalk = best.Candidate == champion ? championWalk : Walk(best.Candidate, first, split);
        ImmutableArray<CoreSearchRow> after = [];
        if (closes.Days - 1 - split >= 100)
        {
            CoreWalk full2 = Walk(full, split, closes.Days - 1, bounded: false), before2 = Walk(champion, split, closes.Days - 1);
            var later = new Period(books, losses, split, closes.Days - 1, before2, full2);
            after = best.Candidate == champion ? [later.Row(champion, before2)] : [later.Row(champion, before2), later.Row(best.Candidate, Walk(best.Candidate, split, closes.Days - 1))];
        }

        progress?.Invoke(1);
        return new([.. tried], best.Candidate, champion, closes.At(first), closes.At(split), after, closes.At(closes.Days - 1), books.Length,
            Charges(StressedWeights, books, losses, first, split, StressedCharge.Of(returns, before, books, chosenWalk, first, split)), Charges(Offsets, books, losses, first, split, OffsetCharge(books, chosenWalk)));
    }

    /// <summary>One memory: every decay, rescaling and window. Two memories beside the champion's decay, rescaling and window, each with the basis scaled as returns and by its own rule; the rule alone; the champion.</summary>
    private static IEnumerable<CoreCandidate> Candidates(CoreCandidate champion)
    {
        var single = new CoreCandidate(champion.Decay, champion.Rescaling, champion.WindowDays);
        return
        [
            .. new[] { champion }
                .Concat(from decay in Decays.Append(champion.Decay) from weight in Rescalings.Append(champion.Rescaling) from window in Windows.Append(champion.WindowDays) select new CoreCandidate(decay, weight, window))
                .Append(single with { Basis = OwnBasis })
                .Concat(from decay in ShortDecays from basis in (BasisRule?[])[null, OwnBasis] select single with { Short = new ShortMemory(decay, RealisedShare, UnseenFactor), Basis = basis })
                .Distinct(),
        ];
    }

    private static ImmutableArray<ChargeRow> Charges(double[] values, ImmutableArray<CoreBook> books, double[][] losses, int from, int to, Func<double, int, int, double> charge) =>
    [
        .. values.Select(value =>
        {
            double[] missed = new double[to - from], held = new double[to - from];
            double sum = 0;
            for (int b = 0; b < books.Length; b++)
            {
                for (int day = from; day < to; day++)
                {
                    double required = double.IsNaN(losses[b][day]) ? double.NaN : charge(value, b, day);
                    if (double.IsNaN(required)) continue;
                    held[day - from]++;
                    sum += required;
                    if (losses[b][day] > required) missed[day - from]++;
                }
            }

            double all = held.Sum();
            (_, double upper) = Intervals.ByDate(missed, held);
            return new ChargeRow(value, 1 - (missed.Sum() / all), 1 - upper, sum / all);
        }).Where(row => double.IsFinite(row.Mean)),
    ];

    // A pair's margin: so much of what both need together, the rest of what each needs alone.
    private static Func<double, int, int, double> OffsetCharge(ImmutableArray<CoreBook> books, CoreWalk walk)
    {
        int Alone(int asset, int sign) => books.IndexOf(new CoreBook(asset, -1, sign));
        return (offset, b, day) =>
        {
            CoreBook book = books[b];
            if (!book.IsPair) return double.NaN;
            double alone = 0.5 * (walk.Initial[Alone(book.Asset, book.Sign)][day] + walk.Initial[Alone(book.Leader, -book.Sign)][day]);
            return (offset * walk.Initial[b][day]) + ((1 - offset) * alone);
        };
    }

    // Differences of the mean score of each date: books of one date move together and count as one observation.
    private static double Statistic(double[] scores, double[] others)
    {
        double[] differences = [.. scores.Zip(others, (one, other) => one - other).Where(double.IsFinite)];
        return differences.Length < 2 || differences.All(value => value == 0) ? 0 : DieboldMarianoTest.Of(differences, (int)Math.Cbrt(differences.Length)).Statistic;
    }

    /// <summary>One period with what is compared in it.</summary>
    private sealed class Period(ImmutableArray<CoreBook> books, double[][] losses, int from, int to, CoreWalk before, CoreWalk full)
    {
        private readonly double[] scoresBefore = Scores(books, losses, from, to, before), scoresFull = Scores(books, losses, from, to, full);

        public CoreSearchRow Row(CoreCandidate candidate, CoreWalk walk)
        {
            double[] scores = Scores(books, losses, from, to, walk);
            (double outright1, double outright25) = Rates(walk, book => book.IsOutright);
            double[] rises = Rises(walk, 1, Outright()), rises5 = Rises(walk, 5, Outright()), all = Rises(walk, 1, Enumerable.Range(0, books.Length)), all5 = Rises(walk, 5, Enumerable.Range(0, books.Length));
            (double rise, double rise5, double within, double within5) = (Median(rises), Median(rises5), Within(all), Within(all5));
            double[] costs = [.. Outright().Select(b => Mean(walk.Initial[b]) / Mean(full.Initial[b])).Where(value => value > 0)];
            bool eligible = outright1 is >= 0.007 and <= 0.013 && outright25 is >= 0.019 and <= 0.031 && Math.Max(rise, rise5) <= GreatestRise;
            return new(candidate, outright1, outright25, Rates(walk, book => book.IsPair).Initial, Rates(walk, book => book.IsBasis).Initial, scores.Where(double.IsFinite).Average(), Statistic(scores, scoresBefore), Statistic(scores, scoresFull), Math.Exp(costs.Average(Math.Log)), rise, rise5, within, within5, eligible);
        }

        private IEnumerable<int> Outright() => Enumerable.Range(0, books.Length).Where(b => books[b].IsOutright);

        private (double Initial, double Maintenance) Rates(CoreWalk walk, Func<CoreBook, bool> counts)
        {
            double held = 0, one = 0, two = 0;
            for (int b = 0; b < books.Length; b++)
            {
                for (int day = from; day < to && counts(books[b]); day++)
                {
                    if (double.IsNaN(losses[b][day]) || double.IsNaN(walk.Initial[b][day])) continue;
                    held++;
                    if (losses[b][day] > walk.InitialVar[b][day]) one++;
                    if (losses[b][day] > walk.MaintenanceVar[b][day]) two++;
                }
            }

            return (one / held, two / held);
        }

        private double[] Rises(CoreWalk walk, int days, IEnumerable<int> of) => [.. of.Select(b => Rise(walk.Initial[b], days) / Rise(full.Initial[b], days)).Where(double.IsFinite)];

        private static double Within(double[] rises) => rises.Length == 0 ? double.NaN : rises.Count(rise => rise <= GreatestRiseOfMost) / (double)rises.Length;

        private double Rise(double[] margins, int days)
        {
            double most = 0;
            for (int day = from + days; day < to; day++)
                if (margins[day] / margins[day - days] - 1 > most) most = (margins[day] / margins[day - days]) - 1;
            return most;
        }

        private double Mean(double[] margins) => margins[from..to].Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

        private static double Median(double[] values)
        {
            Array.Sort(values);
            return values.Length == 0 ? double.NaN : values[values.Length / 2];
        }

        private static double[] Scores(ImmutableArray<CoreBook> books, double[][] losses, int from, int to, CoreWalk walk)
        {
            var scores = new double[to - from];
            for (int day = from; day < to; day++)
            {
                double sum = 0;
                int count = 0;
                for (int b = 0; b < books.Length; b++)
                    if (walk.Score(b, day, losses) is var score && double.IsFinite(score))
                        (sum, count) = (sum + score, count + 1);
                scores[day - from] = count == 0 ? double.NaN : sum / count;
            }

            return scores;
        }
    }
}
