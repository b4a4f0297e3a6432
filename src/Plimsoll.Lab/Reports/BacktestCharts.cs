using Plimsoll.Lab.Backtests;
using static Plimsoll.Lab.Reports.BacktestText;

namespace Plimsoll.Lab.Reports;

/// <summary>The charts of a backtest's page.</summary>
internal static class BacktestCharts
{
    private const int ChartedAssets = 12, OpenCharts = 4, LinesAtMost = 4;

    private static readonly PlaneAxis Days = new("days since volatility rose to three times what it was", [0, 5, 10, 20, 40, 60, 80, 100], false, tick => tick.ToString("0", CultureInfo.InvariantCulture));

    /// <summary>Breach rates of VaR with their intervals, by kind of book, over the band of the goals.</summary>
    public static void Coverage(HtmlPage page, BacktestResult result)
    {
        foreach ((string title, Func<PooledScore, PooledRate?> of, double from, double to) in ((string, Func<PooledScore, PooledRate?>, double, double)[])[("1 %", score => score.InitialVar, 0.007, 0.013), ("2.5 %", score => score.MaintenanceVar, 0.019, 0.031)])
        {
            IntervalRow[] rows =
            [
                .. Kinds(result).SelectMany(kind => result.Rules.Select((rules, m) => (Name: $"{rules.Name}: {Short(kind)}", Rate: rules.Summary.FirstOrDefault(score => score.Kind == kind) is { } score ? of(score) : null, M: m, IsShown: !rules.IsPlain || rules.Name == PlainRules.Names[PlainRules.FullFhs]))
                    .Where(row => row.Rate is not null && row.IsShown).Select(row => new IntervalRow(row.Name, row.Rate!.Value, row.Rate.Lower, row.Rate.Upper, row.M))),
            ];
            if (rows.Length == 0) continue;
            page.Add("h3", $"Days beyond VaR {title}");
            page.Add(IntervalStrip.Svg($"Days beyond VaR {title}", rows, from, to));
        }

        page.Add("p", "Points: pooled rates; bars: 95 % intervals by circular block bootstrap over dates, blocks of ten days; green: the band of the goal.", "soft");
    }

    /// <summary>What each set of rules costs and what it leaves uncovered, outrights.</summary>
    public static void Cost(HtmlPage page, BacktestResult result)
    {
        PlaneSeries[] points =
        [
            .. result.Rules.Select((rules, m) => (rules, m, Score: rules.Summary.FirstOrDefault(score => score.Kind == BookKind.Outright))).Where(row => row.Score is not null && double.IsFinite(row.Score.Cost))
                .Select(row => new PlaneSeries(row.rules.Name + (row.Score!.Series < result.Rules.Max(rules => rules.Summary.FirstOrDefault(score => score.Kind == BookKind.Outright)?.Series ?? 0) ? $" ({row.Score.Series} series)" : ""), [(row.Score.Cost, 1 - row.Score.Coverage.Value)], row.m, row.rules.IsPlain)),
        ];
        if (points.Length == 0) return;
        page.Add("h3", "Outrights: cost against what is left uncovered");
        page.Add(PlaneChart.Svg(
            "Cost of each set of rules against the share of days that its margin did not cover",
            new PlaneAxis("mean initial margin over that of full filtered historical simulation (geometric mean over series)", [0, 0.5, 1, 1.5, 2, 2.5], false, tick => tick.ToString("0.0", CultureInfo.InvariantCulture)),
            new PlaneAxis("days not covered", [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.2], true, tick => (tick * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %"), points));
        page.Add("p", "Lower and further left is better. Points at an edge lie beyond it. Rules that answer for fewer series are compared on those; their number stands beside the name.", "soft");
    }

    /// <summary>How margins answer a jump of volatility.</summary>
    public static void Shock(HtmlPage page, BacktestResult result)
    {
        PlaneSeries[] lines =
        [
            .. result.Rules.Select((rules, m) => new PlaneSeries(rules.Name, [.. rules.Shock.Where(one => double.IsFinite(one.Charged)).Select(one => ((double)one.Days, one.Charged))], m, rules.IsPlain)).Where(line => line.Points.Length > 0),
        ];
        if (lines.Length == 0) return;
        page.Add("h3", "Response to a jump of volatility");
        page.Add(PlaneChart.Svg("Initial margin after volatility has risen to three times what it was, over the new level", Days, new PlaneAxis("margin over the new level", [0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4], false, tick => tick.ToString("0.0", CultureInfo.InvariantCulture)), lines));
        page.Add("p", "Made series: Student-t returns with 4 degrees of freedom, 2 % a day for 1,000 days and 6 % from then on; mean of 16. A third is the level of before, 1 the level it has to come to. Slow is safe from calls and late; fast is neither.", "soft");
    }

    /// <summary>Margins through time over the losses that came.</summary>
    public static void Margins(HtmlPage page, BacktestResult result)
    {
        int[] drawn = [.. Enumerable.Range(0, result.Rules.Length).Where(m => !result.Rules[m].IsPlain).Take(LinesAtMost), .. Enumerable.Range(0, result.Rules.Length).Where(m => result.Rules[m].Name == PlainRules.Names[PlainRules.FullFhs])];
        if (drawn.Length < 2) return;
        page.Add($"<div class=\"legend\"><span><i style=\"background:var(--s8)\"></i>loss of the day</span>{string.Concat(drawn.Select((m, i) => $"<span><i style=\"background:var(--s{i})\"></i>{HtmlPage.Encoded(result.Rules[m].Name)}: initial margin</span>"))}<span><i style=\"background:var(--bad)\"></i>loss beyond the margin of {HtmlPage.Encoded(result.Rules[drawn[0]].Name)}</span></div>");
        string[] assets = [.. result.Series.Where(series => series.Book.Kind == BookKind.Outright).Select(series => series.Book.Asset).Distinct().OrderBy(asset => asset is "BTC" or "ETH" ? 0 : 1).Take(ChartedAssets)];
        BookSeries[] shown =
        [
            .. result.Series.Where(series => series.Book.Kind == BookKind.Given), .. result.Series.Where(series => series.Book is { Kind: BookKind.Hedged, Portfolio: "neutral" }),
            .. assets.SelectMany(asset => result.Series.Where(series => series.Book.Kind == BookKind.Outright && series.Book.Asset == asset)),
        ];
        for (int i = 0; i < shown.Length; i++)
        {
            if (i == OpenCharts) page.Add("<details><summary>More books</summary>");
            string title = $"{shown[i].Book.Portfolio} {shown[i].Book.Asset}";
            page.Add("h3", title);
            page.Add(MarginChart.Svg(title, result.Dates, shown[i].Losses, [.. drawn.Select((m, line) => new ChartLine(result.Rules[m].Name, [.. shown[i].Forecasts[m].Select(said => said.Initial)], line))]));
        }

        if (shown.Length > OpenCharts) page.Add("</details>");
    }

    /// <summary>The kinds of books that were pooled: all first, then each.</summary>
    public static IEnumerable<BookKind> Kinds(BacktestResult result) =>
        result.Rules.SelectMany(rules => rules.Summary).Select(pooled => pooled.Kind).Distinct().OrderBy(kind => kind == BookKind.All ? -1 : (int)kind);

    private static string Short(BookKind kind) => kind switch
    {
        BookKind.Outright => "outright", BookKind.Directional => "diversified", BookKind.Hedged => "hedged", BookKind.Basis => "basis", BookKind.Given => "of the file", BookKind.Options => "options (recorded)", BookKind.SyntheticOptions => "options (synthetic)", _ => "all linear",
    };
}
