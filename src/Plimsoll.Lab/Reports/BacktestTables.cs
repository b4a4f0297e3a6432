using Plimsoll.Lab.Backtests;
using Plimsoll.Validation;
using static Plimsoll.Lab.Reports.BacktestText;

namespace Plimsoll.Lab.Reports;

/// <summary>The tables of a backtest's page.</summary>
internal static class BacktestTables
{
    private const int WorstBooks = 3;

    /// <summary>Goals of one rulebook: what was measured, against what limit, by how much missed.</summary>
    public static void Goals(HtmlPage page, RulesScore rules) => page.Table(
        ["about", "goal", "target>", "measured>", "outcome"],
        rules.Goals.Select((goal, i) => ((string, string?)[])
        [
            (i > 0 && rules.Goals[i - 1].Group == goal.Group ? "" : goal.Group, "soft"), (goal.Name, null), (goal.TargetText, null), (goal.MeasuredText, null), (goal.Outcome, goal.Reached switch { true => "good", false => "bad", _ => "soft" }),
        ]));

    /// <summary>Each crisis day: how many books each set of rules left uncovered, and the worst of them.</summary>
    public static void Crises(HtmlPage page, BacktestResult result)
    {
        foreach (IGrouping<(string Crisis, Timestamp Day), CrisisBook> day in result.Crises.GroupBy(book => (book.Crisis, book.Day)))
        {
            page.Add("h3", $"{day.Key.Crisis}, {Date(day.Key.Day)}: {Count(day.Count())} books");
            page.Table(
                ["rules", "books>", "not covered at the close>", "outrights not covered inside the day>", "worst books: loss against core / market risk / margin charged", "parameters"],
                result.Rules.Select((rules, m) => (Rules: rules, M: m, Books: day.Where(book => book.Rules[m].Covers is not null).ToArray())).Where(row => row.Books.Length > 0).Select(row =>
                {
                    int open = row.Books.Count(book => book.Rules[row.M].Covers == false);
                    int inside = row.Books.Count(book => book.Rules[row.M].CoversInside == false), known = row.Books.Count(book => book.Rules[row.M].CoversInside is not null);
                    return ((string, string?)[])
                    [
                        (row.Rules.Name, row.Rules.IsPlain ? "soft" : null), (Count(row.Books.Length), null), (Count(open), open > 0 ? "bad" : "good"), (known == 0 ? "–" : $"{Count(inside)} of {Count(known)}", inside > 0 ? "bad" : null),
                        (string.Join("; ", row.Books.Where(book => book.Rules[row.M].Covers == false).OrderByDescending(book => book.Loss - book.Rules[row.M].Charged).Take(WorstBooks).Select(book => Worst(book, row.M))), null),
                        (row.Books[0].Rules[row.M].ChosenLater ? "chosen later" : "", "warn"),
                    ];
                }));
        }
    }

    private static string Worst(CrisisBook book, int model) =>
        $"{book.Portfolio} {book.Asset} {Percent(book.Loss, 1)} against {Percent(book.Rules[model].Core, 1)} / {Percent(book.Rules[model].MarketRisk, 1)} / {Percent(book.Rules[model].Charged, 1)}";

    /// <summary>Pooled figures of one kind of book.</summary>
    public static void Pooled(HtmlPage page, BacktestResult result, BookKind kind)
    {
        page.Add("h3", Title(kind));
        (RulesScore Rules, PooledScore Score)[] rows = [.. result.Rules.SelectMany(rules => rules.Summary.Where(pooled => pooled.Kind == kind).Select(pooled => (rules, pooled)))];
        page.Table(
            ["coverage", "series>", "days>", "beyond VaR 1 % [95 %]>", "beyond VaR 2.5 % [95 %]>", "Z2 1 %>", "Kupiec kept 1 / 2.5 %>", "CC kept 1 / 2.5 %>", "losses beyond margin / dates>", "covered [at least]>", "series covered ≥ 99 %>"],
            rows.Select(row => Cells(
                row.Rules.Name, Count(row.Score.Series), Count(row.Score.Observations), Rate(row.Score.InitialVar), Rate(row.Score.MaintenanceVar), Number(row.Score.Z2),
                row.Score.InitialVar is null ? "–" : $"{Percent(row.Score.KupiecInitial, 0)} / {Percent(row.Score.KupiecMaintenance, 0)}", row.Score.InitialVar is null ? "–" : $"{Percent(row.Score.ConditionalInitial, 0)} / {Percent(row.Score.ConditionalMaintenance, 0)}",
                $"{Count(row.Score.MarginBreaches)} / {Count(row.Score.BreachDates)}", $"{Percent(row.Score.Coverage.Value, 2)} [{Percent(row.Score.Coverage.Lower, 2)}]", Percent(row.Score.CoveredSeries, 0))));
        page.Table(
            ["cost and rises", "mean margin>", "at equal 99.5 %>", "core / full>", "margin / full>", "core, equal 99.5 %>", "margin, equal 99.5 %>", "margin / tiers>", "market risk / tiers>", "core rise 1d / full>", "core rise 5d / full>", "margin rise 1d / full>", "margin rise 5d / full>", "peak / trough>"],
            rows.Select(row => Cells(
                row.Rules.Name, Percent(row.Score.AverageMargin, 1), Percent(row.Score.AverageAtEqualCoverage, 1), Number(row.Score.CoreCost), Number(row.Score.Cost), Number(row.Score.CoreCostAtEqualCoverage), Number(row.Score.CostAtEqualCoverage), Number(row.Score.OfTiers),
                Number(row.Score.MarketRiskOfTiers), Number(row.Score.CoreRise1), Number(row.Score.CoreRise5), Number(row.Score.Rise1), Number(row.Score.Rise5), Number(row.Score.PeakToTrough))));
        string[] others = [.. rows.SelectMany(row => row.Score.Comparisons).Select(one => one.Against).Distinct()];
        if (others.Length == 0) return;
        page.Table(
            ["scores (FZ0)", "1 %>", "2.5 %>", .. others.Select(other => $"t against {other}>")],
            rows.Where(row => row.Score.InitialVar is not null).Select(row => Cells(
                [row.Rules.Name, Number(row.Score.Score, "0.000"), Number(row.Score.ScoreMaintenance, "0.000"), .. others.Select(other => row.Score.Comparisons.FirstOrDefault(one => one.Against == other) is { } one ? $"{Number(one.Initial)} / {Number(one.Maintenance)}" : "–")])));
    }

    /// <summary>Every test of every portfolio of one set of rules.</summary>
    public static void Pairs(HtmlPage page, RulesScore rules, bool open)
    {
        if (rules.Pairs.IsEmpty) return;
        page.Add($"<details{(open ? " open" : "")}><summary>{HtmlPage.Encoded(rules.Name)}: {Count(rules.Pairs.Length)} portfolios</summary>");
        page.Table(
            ["portfolio", "asset", "data", "days>", "VaR 1 %>", "Kupiec>", "TUFF>", "ind.>", "CC>", "light", "Z1>", "Z2>", "Z3>", "e>", "VaR 2.5 %>", "Kupiec>", "CC>", "KS>", "tail>", "beyond margin>", "mean>", "worst>", "mean margin>", "peak>", "rise 1d>", "rise 5d>", "efficiency>"],
            rules.Pairs.Select(pair => ((string, string?)[])
            [
                (pair.Portfolio, null), (pair.Asset, null), (pair.IsReal ? "real" : "synthetic", pair.IsReal ? "soft" : "warn"), (Count(pair.Observations), null), (pair.Initial is { } one ? Count(one.Breaches) : "–", null), P(pair.Initial?.AdjustedKupiec), P(pair.Initial?.TimeUntilFirst),
                P(pair.Initial?.Independence), P(pair.Initial?.AdjustedConditionalCoverage), Light(pair.Initial?.Light), (Number(pair.Initial?.Z1 ?? double.NaN), null), (Number(pair.Initial?.Z2 ?? double.NaN), pair.Initial?.IsZ2Red == true ? "bad" : null), (Number(pair.Initial?.Z3 ?? double.NaN), null),
                (pair.Initial is { } e ? e.EWealth.ToString("0.#", CultureInfo.InvariantCulture) : "–", pair.Initial?.EWealth >= EBacktest.RedWealth ? "bad" : null), (pair.Maintenance is { } two ? Count(two.Breaches) : "–", null),
                P(pair.Maintenance?.AdjustedKupiec), P(pair.Maintenance?.AdjustedConditionalCoverage), P(pair.Uniformity), P(pair.BerkowitzTail), (Count(pair.MarginBreaches), null), (Percent(pair.MeanBreach, 1), null), (Percent(pair.WorstBreach, 1), null), (Percent(pair.AverageMargin, 1), null),
                (Percent(pair.PeakMargin, 1), null), (Percent(pair.Rise1, 0), null), (Percent(pair.Rise5, 0), null), (Number(pair.Efficiency), null),
            ]));
        page.Add("</details>");
    }
}
