using Plimsoll.Validation;

namespace Plimsoll.Lab.Backtests;

/// <summary>The test of a VaR and an expected shortfall at one tail probability.</summary>
/// <param name="Breaches">Days with a loss beyond VaR.</param>
/// <param name="Kupiec">p of the number of breaches.</param>
/// <param name="ConditionalCoverage">p of number and independence of breaches together (Christoffersen).</param>
/// <param name="Z2">Acerbi and Székely's Z2; below 0 the shortfall was forecast too low.</param>
/// <param name="Light">Traffic light of the number of breaches.</param>
/// <param name="Score">Mean FZ0; lower is better.</param>
/// <param name="EWealth">Greatest wealth of the e-test that bets 5 %; red from 100 on.</param>
public sealed record TailScore(int Breaches, double Kupiec, double ConditionalCoverage, double Z2, TrafficLightZone Light, double Score, double EWealth)
{
    /// <summary>Kupiec p after Benjamini and Hochberg over the pairs of the same rules.</summary>
    public double AdjustedKupiec { get; init; } = double.NaN;

    /// <summary>Christoffersen p after Benjamini and Hochberg over the pairs of the same rules.</summary>
    public double AdjustedConditionalCoverage { get; init; } = double.NaN;

    /// <summary>p of the time until the first breach (Kupiec's TUFF); NaN without a breach.</summary>
    public required double TimeUntilFirst { get; init; }

    /// <summary>p of the independence of breaches alone (Christoffersen).</summary>
    public required double Independence { get; init; }

    /// <summary>Acerbi and Székely's Z1, severity given a breach; NaN without one.</summary>
    public required double Z1 { get; init; }

    /// <summary>Acerbi and Székely's Z3, of the whole forecast tail; NaN where no distribution was given or the series is too short.</summary>
    public required double Z3 { get; init; }

    /// <summary>Mean loss beyond VaR on the days of a breach; NaN without one.</summary>
    public required double MeanExcess { get; init; }

    /// <summary>Whether Z2 is red: at or below −1.8·√(6.25/(T·a)).</summary>
    /// <remarks>Acerbi and Székely's critical value of 0.01 % is −1.8 at T = 250 and a = 2.5 %, almost whatever the tail; it narrows with the root of the expected number of breaches.</remarks>
    public required bool IsZ2Red { get; init; }
}

/// <summary>One set of rules on one portfolio of one asset. Margins and losses are fractions of gross notional.</summary>
public sealed record PairScore
{
    /// <summary>Kind of portfolio.</summary>
    public required string Portfolio { get; init; }

    /// <summary>The asset; "all" for none in particular.</summary>
    public required string Asset { get; init; }

    /// <summary>What kind of risk the portfolio is left with.</summary>
    public required BookKind Kind { get; init; }

    /// <summary>Days with a margin and a loss.</summary>
    public required int Observations { get; init; }

    /// <summary>Days on which the portfolio was held and the rules had no answer.</summary>
    public required int Unavailable { get; init; }

    /// <summary>Tests at 1 %; null where the rules forecast no distribution.</summary>
    public TailScore? Initial { get; init; }

    /// <summary>Tests at 2.5 %; null where the rules forecast no distribution.</summary>
    public TailScore? Maintenance { get; init; }

    /// <summary>Days with a loss beyond the initial margin charged.</summary>
    public required int MarginBreaches { get; init; }

    /// <summary>Lower end of the 95 % interval of the share of days covered (exact binomial, two-sided).</summary>
    public required double CoverageLower { get; init; }

    /// <summary>Whether prices are recorded ones; else options rest on synthetic surfaces.</summary>
    public bool IsReal => Kind != BookKind.SyntheticOptions;

    /// <summary>p of Kolmogorov and Smirnov's test that probability transforms are uniform; NaN where no distribution was given.</summary>
    public required double Uniformity { get; init; }

    /// <summary>p of Berkowitz's test of the worst 2.5 % of the forecast distribution; NaN where no distribution was given or nothing fell there.</summary>
    public required double BerkowitzTail { get; init; }

    /// <summary>Mean loss beyond the initial margin on the days it was exceeded; 0 where all were covered.</summary>
    public required double MeanBreach { get; init; }

    /// <summary>Capital efficiency: the constant margin that would have covered 99.5 % of the days in hindsight over the mean initial margin; more is better.</summary>
    public required double Efficiency { get; init; }

    /// <summary>Mean initial margin.</summary>
    public required double AverageMargin { get; init; }

    /// <summary>Greatest initial margin.</summary>
    public required double PeakMargin { get; init; }

    /// <summary>Mean expected shortfall at 1 %; NaN where the rules forecast none.</summary>
    public required double AverageCore { get; init; }

    /// <summary>Mean of the market risk in the initial margin; NaN where the rules do not say.</summary>
    public required double AverageMarketRisk { get; init; }

    /// <summary>Greatest over least initial margin.</summary>
    public required double PeakToTrough { get; init; }

    /// <summary>Greatest rise of initial margin in one day.</summary>
    public required double Rise1 { get; init; }

    /// <summary>Greatest rise of initial margin over five days.</summary>
    public required double Rise5 { get; init; }

    /// <summary>The same of the expected shortfall at 1 %, one day.</summary>
    public required double CoreRise1 { get; init; }

    /// <summary>The same of the expected shortfall at 1 %, five days.</summary>
    public required double CoreRise5 { get; init; }

    /// <summary>Greatest loss beyond the initial margin; 0 where all were covered.</summary>
    public required double WorstBreach { get; init; }

    /// <summary>Share of days covered.</summary>
    public double Coverage => 1 - ((double)MarginBreaches / Observations);

    /// <summary>The scores of one series; null where the rules never answered.</summary>
    internal static PairScore? Of(BookSeries series, int model)
    {
        DayForecast[] all = series.Forecasts[model];
        int[] held = [.. Enumerable.Range(0, all.Length).Where(t => !double.IsNaN(series.Losses[t]))];
        int[] known = [.. held.Where(t => !double.IsNaN(all[t].Initial))];
        if (known.Length == 0) return null;
        double[] losses = [.. known.Select(t => series.Losses[t])], margins = [.. known.Select(t => all[t].Initial)], core = [.. known.Select(t => all[t].InitialShortfall)];
        int breaches = 0;
        double worst = 0, beyond = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            if (losses[i] > margins[i]) (breaches, beyond) = (breaches + 1, beyond + losses[i] - margins[i]);
            worst = Math.Max(worst, losses[i] - margins[i]);
        }

        double[] sorted = [.. losses.Order()], transforms = model < series.Tails.Length ? [.. held.Where(t => series.Tails[model][t].IsKnown).Select(t => series.Tails[model][t].Transform)] : [];

        return new PairScore
        {
            Portfolio = series.Book.Portfolio, Asset = series.Book.Asset, Kind = series.Book.Kind, Observations = known.Length, Unavailable = held.Length - known.Length,
            Uniformity = transforms.Length > 0 ? UniformityTest.KolmogorovSmirnov(transforms).PValue : double.NaN, BerkowitzTail = transforms.Length > 0 ? BerkowitzTest.TailOfTransforms(transforms, 0.025)?.PValue ?? double.NaN : double.NaN,
            MeanBreach = breaches > 0 ? beyond / breaches : 0, Efficiency = sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(0.995 * sorted.Length) - 1)] / margins.Average(),
            Initial = TailOf(series, model, [.. held.Where(t => all[t].HasInitial)], 0.01, t => (all[t].InitialVar, all[t].InitialShortfall)),
            Maintenance = TailOf(series, model, [.. held.Where(t => all[t].HasMaintenance)], 0.025, t => (all[t].MaintenanceVar, all[t].MaintenanceShortfall)),
            MarginBreaches = breaches, CoverageLower = 1 - Intervals.BinomialUpper(breaches, losses.Length), AverageMargin = margins.Average(), PeakMargin = margins.Max(), AverageCore = core.Average(), AverageMarketRisk = known.Average(t => all[t].MarketRisk),
            PeakToTrough = margins.Min() > 0 ? margins.Max() / margins.Min() : double.NaN, Rise1 = Rise(margins, 1), Rise5 = Rise(margins, 5), CoreRise1 = Rise(core, 1), CoreRise5 = Rise(core, 5), WorstBreach = worst,
        };
    }

    private static double Rise(double[] margins, int days) => margins.Length > days && margins.All(margin => margin > 0) ? Procyclicality.Rise(margins, days) : double.NaN;

    private static TailScore? TailOf(BookSeries series, int model, int[] days, double tail, Func<int, (double Var, double Shortfall)> forecast)
    {
        if (days.Length == 0) return null;
        double[] losses = [.. days.Select(t => series.Losses[t])], vars = [.. days.Select(t => forecast(t).Var)], shortfalls = [.. days.Select(t => forecast(t).Shortfall)];
        BreachCount count = BreachCount.Of(losses, vars);
        TestResult kupiec = KupiecTest.ProportionOfFailures(count.Breaches, count.Observations, tail);
        EBacktest bet = EBacktest.Start(tail, 0.05);
        double score = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            bet = bet.After(losses[i], vars[i], shortfalls[i]);
            score += ForecastLoss.FisslerZiegel(losses[i], vars[i], shortfalls[i], tail);
        }

        ShortfallCount shortfall = ShortfallCount.Of(losses, vars, shortfalls);
        double z2 = shortfall.Z2(tail);
        return new TailScore(
            count.Breaches, kupiec.PValue, ChristoffersenTest.ConditionalCoverage(count, tail).PValue, z2, TrafficLight.Of(count.Breaches, count.Observations, tail).Zone, score / losses.Length, bet.GreatestWealth)
        {
            TimeUntilFirst = count.FirstBreach > 0 ? KupiecTest.TimeUntilFirstFailure(count.FirstBreach, tail).PValue : double.NaN, Independence = ChristoffersenTest.Independence(count).PValue,
            Z1 = shortfall.Z1 ?? double.NaN, Z3 = Z3Of(series, model, days, tail), MeanExcess = count.Breaches > 0 ? shortfall.Excess / count.Breaches : double.NaN,
            IsZ2Red = z2 <= -1.8 * Math.Sqrt(6.25 / (count.Observations * tail)),
        };
    }

    private static double Z3Of(BookSeries series, int model, int[] days, double tail)
    {
        if (model >= series.Tails.Length) return double.NaN;
        DayTail[] tails = [.. days.Select(t => series.Tails[model][t]).Where(one => one.IsKnown)];
        if (tails.Length * tail < 1) return double.NaN;
        return EmpiricalShortfallTest.Z3([.. tails.Select(one => one.Transform)], tail, [.. tails.Select(one => one.Scenarios)], t => tails[t].Worst) ?? double.NaN;
    }
}
