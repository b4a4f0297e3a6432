using Plimsoll.Lab.Backtests;
using Plimsoll.Validation;

namespace Plimsoll.Lab.Reports;

/// <summary>A backtest as one page for a risk committee: what was tested and how, pooled figures, charts, every test.</summary>
public static class BacktestReport
{
    private const int ChartedAssets = 12, OpenCharts = 4, LinesAtMost = 4;

    /// <summary>The page.</summary>
    public static string Of(BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new HtmlPage("Backtest of margin rules");
        page.Add("h1", "Backtest of margin rules");
        page.Add("p", $"{string.Join(", ", result.Assets)}; {Date(result.From)} to {Date(result.To)}, daily, real prices.", "soft");
        page.Add("p", "At every close at 00:00 UTC the margin of each portfolio is set from prices up to that close and held against the loss of the next day. Losses and margins are fractions of gross notional; a loss is the simple return. "
            + "VaR is the lower empirical quantile and a breach is a loss beyond it. The charged margin holds every charge of a rulebook for a book of 10,000 USD, with open interest given as nought; for a book with coins their haircut is part of it. "
            + "Closes hide the path inside the day: a margin that holds at the close may have been pierced before.");
        foreach (RulesScore rules in result.Rules.Where(rules => rules.Hours is { } hours && hours != 24))
            page.Add("p", $"{rules.Name} states a margin period of {rules.Hours} hours; the loss held against it here is that of 24.", "warn");
        foreach (RulesScore rules in result.Rules.Where(rules => rules.Gaps.Length > 0))
            page.Add("p", $"{rules.Name} had no answer on {rules.Gaps.Sum(gap => gap.Count)} book-days: {string.Join("; ", rules.Gaps.Take(3).Select(gap => "no " + gap.Reason))}.", "warn");
        foreach (BookKind kind in result.Rules.SelectMany(rules => rules.Summary).Select(pooled => pooled.Kind).Distinct().Order()) Pooled(page, result, kind);
        Charts(page, result);
        page.Add("h2", "Every portfolio");
        page.Add("p", "p-values are after Benjamini and Hochberg over the portfolios of the same rules; CC is Christoffersen's conditional coverage; e is the greatest wealth of the e-test (red from 100).", "soft");
        foreach (RulesScore rules in result.Rules.OrderBy(rules => rules.IsPlain)) Pairs(page, rules);
        return page.ToString();
    }

    private static void Pooled(HtmlPage page, BacktestResult result, BookKind kind)
    {
        page.Add("h2", Title(kind));
        (RulesScore Rules, PooledScore Score)[] rows = [.. result.Rules.SelectMany(rules => rules.Summary.Where(pooled => pooled.Kind == kind).Select(pooled => (rules, pooled)))];
        page.Add("h3", "Coverage");
        page.Table(
            ["rules", "series>", "days>", "beyond VaR 1 % [95 %]>", "beyond VaR 2.5 % [95 %]>", "Z2 1 %>", "Kupiec kept 1 / 2.5 %>", "CC kept 1 / 2.5 %>", "losses beyond margin / dates>", "covered [at least]>", "series covered ≥ 99 %>"],
            rows.Select(row => Cells(
                row.Rules.Name, Count(row.Score.Series), Count(row.Score.Observations), Rate(row.Score.InitialVar), Rate(row.Score.MaintenanceVar), Number(row.Score.Z2),
                row.Score.InitialVar is null ? "–" : $"{Percent(row.Score.KupiecInitial, 0)} / {Percent(row.Score.KupiecMaintenance, 0)}", row.Score.InitialVar is null ? "–" : $"{Percent(row.Score.ConditionalInitial, 0)} / {Percent(row.Score.ConditionalMaintenance, 0)}",
                $"{Count(row.Score.MarginBreaches)} / {Count(row.Score.BreachDates)}", $"{Percent(row.Score.Coverage.Value, 2)} [{Percent(row.Score.Coverage.Lower, 2)}]", Percent(row.Score.CoveredSeries, 0))));
        page.Add("p", "Intervals: circular block bootstrap over dates, blocks of ten. Kept: share of series in which the test does not reject at 5 % after Benjamini and Hochberg.", "soft");
        page.Add("h3", "Cost and procyclicality against full filtered historical simulation");
        page.Table(
            ["rules", "mean margin>", "at equal 99.5 %>", "core / full>", "margin / full>", "margin / tiers>", "market risk / tiers>", "core rise 1d / full>", "core rise 5d / full>", "margin rise 1d / full>", "margin rise 5d / full>", "peak / trough>"],
            rows.Select(row => Cells(
                row.Rules.Name, Percent(row.Score.AverageMargin, 1), Percent(row.Score.AverageAtEqualCoverage, 1), Number(row.Score.CoreCost), Number(row.Score.Cost), Number(row.Score.OfTiers), Number(row.Score.MarketRiskOfTiers), Number(row.Score.CoreRise1), Number(row.Score.CoreRise5), Number(row.Score.Rise1),
                Number(row.Score.Rise5), Number(row.Score.PeakToTrough))));
        page.Add("p", "Cost: geometric mean over series; against static tiers, which add up over legs: median. Rises: median over series of the greatest rise.", "soft");
        page.Add("h3", "Scores (Fissler–Ziegel FZ0, lower is better)");
        string[] others = [.. rows.SelectMany(row => row.Score.Comparisons).Select(one => one.Against).Distinct()];
        page.Table(
            ["rules", "1 %>", "2.5 %>", .. others.Select(other => $"t against {other}>")],
            rows.Where(row => row.Score.InitialVar is not null).Select(row => Cells(
                [row.Rules.Name, Number(row.Score.Score, "0.000"), Number(row.Score.ScoreMaintenance, "0.000"), .. others.Select(other => row.Score.Comparisons.FirstOrDefault(one => one.Against == other) is { } one ? $"{Number(one.Initial)} / {Number(one.Maintenance)}" : "–")])));
        page.Add("p", "t of Diebold–Mariano at 1 % / 2.5 %, differences averaged over series on each date, Bartlett lags ⌊T^⅓⌋; below 0 the rules of the row score better.", "soft");
    }

    private static string Title(BookKind kind) => kind switch
    {
        BookKind.Outright => "Outright positions, pooled",
        BookKind.Directional => "Diversified and concentrated books, pooled",
        BookKind.Hedged => "Pairs and neutral books, pooled",
        _ => "Coin against perpetual, pooled",
    };

    private static void Charts(HtmlPage page, BacktestResult result)
    {
        int[] drawn = [.. Enumerable.Range(0, result.Rules.Length).Where(m => !result.Rules[m].IsPlain).Take(LinesAtMost), .. Enumerable.Range(0, result.Rules.Length).Where(m => result.Rules[m].Name == PlainRules.Names[PlainRules.FullFhs])];
        if (drawn.Length < 2) return;
        page.Add("h2", "Margin against losses");
        page.Add($"<div class=\"legend\"><span><i style=\"background:var(--s8)\"></i>loss of the day</span>{string.Concat(drawn.Select((m, i) => $"<span><i style=\"background:var(--s{i})\"></i>{HtmlPage.Encoded(result.Rules[m].Name)}: initial margin</span>"))}<span><i style=\"background:var(--bad)\"></i>loss beyond the margin of {HtmlPage.Encoded(result.Rules[drawn[0]].Name)}</span></div>");
        string[] assets = [.. result.Series.Where(series => series.Book.Kind == BookKind.Outright).Select(series => series.Book.Asset).Distinct().Take(ChartedAssets)];
        int charts = 0;
        foreach (BookSeries series in result.Series.Where(series => series.Book.Kind == BookKind.Outright && assets.Contains(series.Book.Asset)))
        {
            if (charts++ == OpenCharts) page.Add("<details><summary>More assets</summary>");
            string title = $"{series.Book.Asset} {series.Book.Portfolio}";
            page.Add("h3", title);
            page.Add(MarginChart.Svg(title, result.Dates, series.Losses, [.. drawn.Select((m, i) => new ChartLine(result.Rules[m].Name, [.. series.Forecasts[m].Select(said => said.Initial)], i))]));
        }

        if (charts > OpenCharts) page.Add("</details>");
    }

    private static void Pairs(HtmlPage page, RulesScore rules)
    {
        if (rules.Pairs.IsEmpty) return;
        page.Add($"<details{(rules.IsPlain ? "" : " open")}><summary>{HtmlPage.Encoded(rules.Name)}</summary>");
        page.Table(
            ["portfolio", "asset", "days>", "VaR 1 %>", "p>", "CC p>", "light", "Z2>", "e>", "VaR 2.5 %>", "p>", "CC p>", "beyond margin>", "worst>", "mean margin>", "peak>", "rise 1d>", "rise 5d>"],
            rules.Pairs.Select(pair => ((string, string?)[])
            [
                (pair.Portfolio, null), (pair.Asset, null), (Count(pair.Observations), null), (pair.Initial is { } one ? Count(one.Breaches) : "–", null), P(pair.Initial?.AdjustedKupiec), P(pair.Initial?.AdjustedConditionalCoverage), Light(pair.Initial?.Light),
                (Number(pair.Initial?.Z2 ?? double.NaN), null), (pair.Initial is { } e ? e.EWealth.ToString("0.#", CultureInfo.InvariantCulture) : "–", pair.Initial?.EWealth >= EBacktest.RedWealth ? "bad" : null), (pair.Maintenance is { } two ? Count(two.Breaches) : "–", null),
                P(pair.Maintenance?.AdjustedKupiec), P(pair.Maintenance?.AdjustedConditionalCoverage), (Count(pair.MarginBreaches), null), (Percent(pair.WorstBreach, 1), null), (Percent(pair.AverageMargin, 1), null), (Percent(pair.PeakMargin, 1), null),
                (Percent(pair.Rise1, 0), null), (Percent(pair.Rise5, 0), null),
            ]));
        page.Add("</details>");
    }

    private static (string, string?)[] Cells(params string[] texts) => [.. texts.Select(text => (text, (string?)null))];

    private static (string, string?) P(double? p) => p is { } value && double.IsFinite(value) ? (value.ToString("0.000", CultureInfo.InvariantCulture), value <= 0.05 ? "bad" : null) : ("–", null);

    private static (string, string?) Light(TrafficLightZone? zone) => zone is { } known ? (ReportText.Words(known), known switch { TrafficLightZone.Green => "good", TrafficLightZone.Amber => "warn", _ => "bad" }) : ("–", null);

    private static string Date(Timestamp at) => at.ToString()[..10];

    private static string Count(int count) => ReportText.Whole(count);

    private static string Rate(PooledRate? rate) => rate is null ? "–" : $"{Percent(rate.Value, 2)} [{Percent(rate.Lower, 2)}, {Percent(rate.Upper, 2)}]";

    private static string Percent(double fraction, int decimals) => double.IsFinite(fraction) ? (fraction * 100).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " %" : "–";

    private static string Number(double value, string format = "0.00") => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
