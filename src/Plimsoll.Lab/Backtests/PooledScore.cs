using Plimsoll.Validation;

namespace Plimsoll.Lab.Backtests;

/// <summary>A rate with the 95 % interval of a block bootstrap over dates.</summary>
/// <param name="Value">Σ events / Σ days of all series.</param>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
public sealed record PooledRate(double Value, double Lower, double Upper);

/// <summary>A comparison of scores with other rules.</summary>
/// <param name="Against">The other rules.</param>
/// <param name="Initial">t of the Diebold–Mariano test of FZ0 at 1 %; below 0 these rules are better.</param>
/// <param name="Maintenance">The same at 2.5 %.</param>
public sealed record ScoreComparison(string Against, double Initial, double Maintenance);

/// <summary>One set of rules over many series.</summary>
public sealed record PooledScore
{
    /// <summary>Which series.</summary>
    public required BookKind Kind { get; init; }

    /// <summary>Series.</summary>
    public required int Series { get; init; }

    /// <summary>Days of all series.</summary>
    public required int Observations { get; init; }

    /// <summary>Breaches of VaR at 1 %; null where the rules forecast no distribution.</summary>
    public PooledRate? InitialVar { get; init; }

    /// <summary>Breaches of VaR at 2.5 %.</summary>
    public PooledRate? MaintenanceVar { get; init; }

    /// <summary>Days covered by the initial margin charged.</summary>
    public required PooledRate Coverage { get; init; }

    /// <summary>Losses beyond initial margin.</summary>
    public required int MarginBreaches { get; init; }

    /// <summary>Dates on which they fell.</summary>
    public required int BreachDates { get; init; }

    /// <summary>Share of series whose coverage has a 95 % lower bound of 99 % or more.</summary>
    public required double CoveredSeries { get; init; }

    /// <summary>Z2 at 1 % over all days.</summary>
    public required double Z2 { get; init; }

    /// <summary>Share of series whose number of breaches at 1 % is not rejected at 5 % after Benjamini and Hochberg.</summary>
    public required double KupiecInitial { get; init; }

    /// <summary>The same at 2.5 %.</summary>
    public required double KupiecMaintenance { get; init; }

    /// <summary>Share of series whose conditional coverage at 1 % is not rejected at 5 % after Benjamini and Hochberg.</summary>
    public required double ConditionalInitial { get; init; }

    /// <summary>The same at 2.5 %.</summary>
    public required double ConditionalMaintenance { get; init; }

    /// <summary>Mean FZ0 at 1 % over all days.</summary>
    public required double Score { get; init; }

    /// <summary>Mean FZ0 at 2.5 % over all days.</summary>
    public required double ScoreMaintenance { get; init; }

    /// <summary>Mean initial margin over all days.</summary>
    public required double AverageMargin { get; init; }

    /// <summary>Mean margin if one factor made it cover 99.5 % of all days.</summary>
    public required double AverageAtEqualCoverage { get; init; }

    /// <summary>Mean expected shortfall at 1 % over that of full filtered historical simulation, geometric mean over series.</summary>
    public required double CoreCost { get; init; }

    /// <summary>Mean initial margin over that of full filtered historical simulation, geometric mean over series.</summary>
    public required double Cost { get; init; }

    /// <summary>Median of mean initial margin over that of static tiers, which add up over legs.</summary>
    public required double OfTiers { get; init; }

    /// <summary>Median of mean market risk over the same; NaN where the rules do not say.</summary>
    public required double MarketRiskOfTiers { get; init; }

    /// <summary>Median of the greatest one-day rise of the expected shortfall over that of full filtered historical simulation.</summary>
    public required double CoreRise1 { get; init; }

    /// <summary>The same over five days.</summary>
    public required double CoreRise5 { get; init; }

    /// <summary>Share of series whose greatest one-day rise of the expected shortfall is at most 0.9 of that of full filtered historical simulation; NaN where none is comparable.</summary>
    public required double CoreRise1Within { get; init; }

    /// <summary>The same over five days.</summary>
    public required double CoreRise5Within { get; init; }

    /// <summary>Mean expected shortfall at 1 %, made to cover 99.5 % of all days by one factor, over that of full filtered historical simulation made to cover as much.</summary>
    public required double CoreCostAtEqualCoverage { get; init; }

    /// <summary>Mean initial margin, made to cover 99.5 % of all days by one factor, over the same.</summary>
    public required double CostAtEqualCoverage { get; init; }

    /// <summary>Series whose Z2 is red at 1 % or 2.5 %.</summary>
    public required int Z2Reds { get; init; }

    /// <summary>Series whose e-test is red at 1 % or 2.5 %.</summary>
    public required int EReds { get; init; }

    /// <summary>Median of the greatest one-day rise of initial margin over that of full filtered historical simulation.</summary>
    public required double Rise1 { get; init; }

    /// <summary>The same over five days.</summary>
    public required double Rise5 { get; init; }

    /// <summary>Median of greatest over least initial margin.</summary>
    public required double PeakToTrough { get; init; }

    /// <summary>Scores against the plain rules, clustered by date.</summary>
    public required ImmutableArray<ScoreComparison> Comparisons { get; init; }

    /// <summary>Pools the series of one kind; null where the rules answered for none.</summary>
    internal static PooledScore? Of(BookKind kind, ImmutableArray<BookSeries> series, ImmutableArray<string> names, int model, int plain, ImmutableArray<ImmutableArray<PairScore?>> pairs)
    {
        int[] members = [.. Enumerable.Range(0, series.Length).Where(b => (series[b].Book.Kind == kind || (kind == BookKind.All && series[b].Book.Kind <= BookKind.Basis)) && pairs[model][b] is not null)];
        if (members.Length == 0) return null;
        int days = series[0].Losses.Length;
        double[] trials = new double[days], uncovered = new double[days], held1 = new double[days], held25 = new double[days], hit1 = new double[days], hit25 = new double[days];
        double margin = 0, ratio = 0, score1 = 0, score25 = 0;
        var needed = new List<double>();
        foreach (int b in members)
        {
            for (int t = 0; t < days; t++)
            {
                double loss = series[b].Losses[t];
                DayForecast said = series[b].Forecasts[model][t];
                if (double.IsNaN(loss)) continue;
                if (!double.IsNaN(said.Initial))
                {
                    trials[t]++;
                    margin += said.Initial;
                    if (loss > said.Initial) uncovered[t]++;
                    needed.Add(said.Initial > 0 ? loss / said.Initial : loss > 0 ? double.PositiveInfinity : 0);
                }

                if (said.HasInitial)
                {
                    held1[t]++;
                    if (loss > said.InitialVar) (hit1[t], ratio) = (hit1[t] + 1, ratio + (loss / said.InitialShortfall));
                    score1 += ForecastLoss.FisslerZiegel(loss, said.InitialVar, said.InitialShortfall, 0.01);
                }

                if (said.HasMaintenance)
                {
                    held25[t]++;
                    if (loss > said.MaintenanceVar) hit25[t]++;
                    score25 += ForecastLoss.FisslerZiegel(loss, said.MaintenanceVar, said.MaintenanceShortfall, 0.025);
                }
            }
        }

        PairScore[] own = [.. members.Select(b => pairs[model][b]!)];
        (PairScore Own, PairScore Full)[] both = [.. members.Where(b => pairs[plain + PlainRules.FullFhs][b] is not null).Select(b => (pairs[model][b]!, pairs[plain + PlainRules.FullFhs][b]!))];
        (PairScore Own, PairScore Tiers)[] tiered = [.. members.Where(b => pairs[plain + PlainRules.Tiers][b] is not null).Select(b => (pairs[model][b]!, pairs[plain + PlainRules.Tiers][b]!))];
        (double lower, double upper) = Intervals.ByDate(uncovered, trials);
        double all = trials.Sum();
        needed.Sort();
        return new PooledScore
        {
            Kind = kind, Series = members.Length, Observations = (int)all, InitialVar = Rate(hit1, held1), MaintenanceVar = Rate(hit25, held25),
            Coverage = new(1 - (uncovered.Sum() / all), 1 - upper, 1 - lower), MarginBreaches = (int)uncovered.Sum(), BreachDates = uncovered.Count(value => value > 0),
            CoveredSeries = own.Count(pair => pair.CoverageLower >= 0.99) / (double)own.Length, Z2 = held1.Sum() > 0 ? 1 - (ratio / (0.01 * held1.Sum())) : double.NaN,
            KupiecInitial = Kept(own, pair => pair.Initial?.AdjustedKupiec), KupiecMaintenance = Kept(own, pair => pair.Maintenance?.AdjustedKupiec),
            ConditionalInitial = Kept(own, pair => pair.Initial?.AdjustedConditionalCoverage), ConditionalMaintenance = Kept(own, pair => pair.Maintenance?.AdjustedConditionalCoverage),
            Score = score1 / held1.Sum(), ScoreMaintenance = score25 / held25.Sum(), AverageMargin = margin / all,
            AverageAtEqualCoverage = margin / all * needed[Math.Min(needed.Count - 1, (int)Math.Ceiling(0.995 * needed.Count) - 1)],
            CoreCost = Geometric(both.Select(pair => pair.Own.AverageCore / pair.Full.AverageCore)), Cost = Geometric(both.Select(pair => pair.Own.AverageMargin / pair.Full.AverageMargin)),
            OfTiers = Median(tiered.Select(pair => pair.Own.AverageMargin / pair.Tiers.AverageMargin)), MarketRiskOfTiers = Median(tiered.Select(pair => pair.Own.AverageMarketRisk / pair.Tiers.AverageMargin)),
            CoreRise1 = Median(both.Select(pair => pair.Own.CoreRise1 / pair.Full.CoreRise1)), CoreRise5 = Median(both.Select(pair => pair.Own.CoreRise5 / pair.Full.CoreRise5)),
            CoreRise1Within = Within(both.Select(pair => pair.Own.CoreRise1 / pair.Full.CoreRise1)), CoreRise5Within = Within(both.Select(pair => pair.Own.CoreRise5 / pair.Full.CoreRise5)),
            CoreCostAtEqualCoverage = AtEqualCoverage(series, members, model, plain + PlainRules.FullFhs, said => said.InitialShortfall), CostAtEqualCoverage = AtEqualCoverage(series, members, model, plain + PlainRules.FullFhs, said => said.Initial),
            Z2Reds = own.Count(pair => pair.Initial?.IsZ2Red == true || pair.Maintenance?.IsZ2Red == true), EReds = own.Count(pair => pair.Initial?.EWealth >= EBacktest.RedWealth || pair.Maintenance?.EWealth >= EBacktest.RedWealth),
            Rise1 = Median(both.Select(pair => pair.Own.Rise1 / pair.Full.Rise1)), Rise5 = Median(both.Select(pair => pair.Own.Rise5 / pair.Full.Rise5)), PeakToTrough = Median(own.Select(pair => pair.PeakToTrough)),
            Comparisons = held1.Sum() == 0 ? [] : [.. Enumerable.Range(plain, PlainRules.Names.Length).Where(other => other != model).Select(other => Compare(series, members, names[other], model, other)).OfType<ScoreComparison>()],
        };
    }

    private static PooledRate? Rate(double[] events, double[] trials)
    {
        if (trials.Sum() == 0) return null;
        (double lower, double upper) = Intervals.ByDate(events, trials);
        return new(events.Sum() / trials.Sum(), lower, upper);
    }

    /// <summary>Share of the tested series that a test does not reject; NaN where none was tested.</summary>
    private static double Kept(PairScore[] pairs, Func<PairScore, double?> p)
    {
        double[] tested = [.. pairs.Select(p).OfType<double>()];
        return tested.Length == 0 ? double.NaN : tested.Count(value => value > 0.05) / (double)tested.Length;
    }

    private static double Within(IEnumerable<double> ratios)
    {
        double[] known = [.. ratios.Where(double.IsFinite)];
        return known.Length == 0 ? double.NaN : known.Count(ratio => ratio <= 0.9) / (double)known.Length;
    }

    /// <summary>Ratio of mean margins on the days both have one, each after the factor that makes it cover 99.5 % of them.</summary>
    private static double AtEqualCoverage(ImmutableArray<BookSeries> series, int[] members, int model, int other, Func<DayForecast, double> margin)
    {
        var (own, full) = (new List<double>(), new List<double>());
        double ownSum = 0, fullSum = 0;
        foreach (int b in members)
        {
            for (int t = 0; t < series[b].Losses.Length; t++)
            {
                double loss = series[b].Losses[t], mine = margin(series[b].Forecasts[model][t]), theirs = series[b].Forecasts[other][t].Initial;
                if (double.IsNaN(loss) || !(mine > 0) || !(theirs > 0)) continue;
                own.Add(loss / mine);
                full.Add(loss / theirs);
                ownSum += mine;
                fullSum += theirs;
            }
        }

        if (own.Count == 0) return double.NaN;
        own.Sort();
        full.Sort();
        int at = (int)Math.Ceiling(0.995 * own.Count) - 1;
        return ownSum * own[at] / (fullSum * full[at]);
    }

    private static double Geometric(IEnumerable<double> ratios)
    {
        double[] known = [.. ratios.Where(ratio => ratio > 0 && double.IsFinite(ratio))];
        return known.Length == 0 ? double.NaN : Math.Exp(known.Average(Math.Log));
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Differences of score averaged over the series of each date, so that a date counts once however many series it moves; Bartlett lags ⌊T^⅓⌋.</summary>
    private static ScoreComparison? Compare(ImmutableArray<BookSeries> series, int[] members, string name, int model, int other)
    {
        double Test(double tail, Func<DayForecast, (double Var, double Shortfall)> part, Func<DayForecast, bool> has)
        {
            var differences = new List<double>();
            for (int t = 0; t < series[0].Losses.Length; t++)
            {
                double sum = 0;
                int count = 0;
                foreach (int b in members)
                {
                    (double var, double shortfall) = part(series[b].Forecasts[model][t]);
                    (double otherVar, double otherShortfall) = part(series[b].Forecasts[other][t]);
                    double loss = series[b].Losses[t];
                    if (double.IsNaN(loss) || !has(series[b].Forecasts[model][t]) || !has(series[b].Forecasts[other][t])) continue;
                    sum += ForecastLoss.FisslerZiegel(loss, var, shortfall, tail) - ForecastLoss.FisslerZiegel(loss, otherVar, otherShortfall, tail);
                    count++;
                }

                if (count > 0) differences.Add(sum / count);
            }

            return differences.Count < 30 ? double.NaN : DieboldMarianoTest.Corrected([.. differences], (int)Math.Cbrt(differences.Count), 1).Statistic;
        }

        var comparison = new ScoreComparison(name, Test(0.01, said => (said.InitialVar, said.InitialShortfall), said => said.HasInitial), Test(0.025, said => (said.MaintenanceVar, said.MaintenanceShortfall), said => said.HasMaintenance));
        return double.IsNaN(comparison.Initial) ? null : comparison;
    }
}
