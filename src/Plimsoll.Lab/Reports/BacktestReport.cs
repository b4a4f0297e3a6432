using Plimsoll.Lab.Backtests;
using static Plimsoll.Lab.Reports.BacktestText;

namespace Plimsoll.Lab.Reports;

/// <summary>A backtest as one page for a risk committee: the outcome and the goals first, then how it was tested, charts, crises, every test, what is not real and what is not shown.</summary>
public static class BacktestReport
{
    /// <summary>The page.</summary>
    public static string Of(BacktestResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new HtmlPage("Backtest of margin rules");
        page.Add("h1", "Backtest of margin rules");
        page.Add("p", $"{string.Join(", ", result.Assets)}; {Date(result.From)} to {Date(result.To)}, day by day, each margin set from what was known at the close before.", "soft");
        Summary(page, result);
        Method(page, result);
        page.Add("h2", "Coverage");
        BacktestCharts.Coverage(page, result);
        page.Add("h2", "Cost and procyclicality");
        BacktestCharts.Cost(page, result);
        Rises(page, result);
        BacktestCharts.Shock(page, result);
        if (!result.Crises.IsEmpty)
        {
            page.Add("h2", "Crises");
            page.Add("p", "The margin that stood at the close before, against the loss of the day that followed and, for outrights, the worst price inside it. “Chosen later” says that the version of a rulebook is dated after the crisis; a rulebook may also have been chosen on data that hold it, which its date does not tell.", "soft");
            BacktestTables.Crises(page, result);
        }

        page.Add("h2", "Margin against losses");
        BacktestCharts.Margins(page, result);
        page.Add("h2", "Pooled figures");
        page.Add("p", "Kept: share of series in which the test does not reject at 5 % after Benjamini and Hochberg; CC: Christoffersen's conditional coverage. Cost: geometric mean over series against full filtered historical simulation; at equal 99.5 %: means after the one factor that makes each cover 99.5 % of all "
            + "days; against static tiers, which add up over legs: median. Rises: median over series of the greatest. Scores: t of Diebold–Mariano at 1 % / 2.5 %, differences averaged over series on each date, Bartlett lags ⌊T^⅓⌋; below 0 the rules of the row score better.", "soft");
        foreach (BookKind kind in BacktestCharts.Kinds(result)) BacktestTables.Pooled(page, result, kind);
        page.Add("h2", "Every portfolio");
        page.Add("p", "Kupiec and CC: p-values after Benjamini and Hochberg over the portfolios of the same rules (options apart); TUFF: time until the first breach; ind.: independence of breaches alone; Z1–Z3: Acerbi and Székely at 1 %, below 0 the risk was understated; e: greatest wealth of the e-test, red from 100; "
            + "KS, tail: p that the probability transforms are uniform (Kolmogorov–Smirnov) and of Berkowitz's test of the worst 2.5 %; mean, worst: losses beyond the margin; efficiency: the constant margin that would have covered 99.5 % in hindsight over the mean margin.", "soft");
        foreach (RulesScore rules in result.Rules.OrderBy(rules => rules.IsPlain)) BacktestTables.Pairs(page, rules, rules == result.Rules[0]);
        Limits(page, result);
        return page.ToString();
    }

    private static void Summary(HtmlPage page, BacktestResult result)
    {
        foreach (RulesScore rules in result.Rules.Where(rules => !rules.IsPlain))
        {
            PooledScore? all = rules.Summary.FirstOrDefault(score => score.Kind == BookKind.All);
            if (all is null)
            {
                page.Add("p", $"{rules.Name} had no answer for any linear book.", "warn");
                continue;
            }

            string days = $"{rules.Name}: on {Count(all.Observations)} days of {Count(all.Series)} linear books the margin charged covered {Percent(all.Coverage.Value, 2)} (at least {Percent(all.Coverage.Lower, 2)} with 95 % confidence); {(all.MarginBreaches == 0 ? "no loss went beyond it" : $"{Count(all.MarginBreaches)} losses beyond it fell on {Count(all.BreachDates)} dates")}.";
            string core = all.InitialVar is { } one && all.MaintenanceVar is { } two ? $" Its VaR was exceeded on {Percent(one.Value, 2)} (1 %) and {Percent(two.Value, 2)} (2.5 %) of days. Goals reached: {rules.Goals.Count(goal => goal.Reached == true)} of {rules.Goals.Count(goal => goal.Reached is not null)}." : " It forecasts no distribution and is judged by its margin alone.";
            page.Add("p", days + core);
        }

        foreach (RulesScore rules in result.Rules.Where(rules => !rules.Goals.IsEmpty))
        {
            page.Add("h2", $"Goals: {rules.Name}");
            page.Add("p", "Over all linear books unless said otherwise; figures on options stand apart. A goal that is missed says by how much.", "soft");
            BacktestTables.Goals(page, rules);
        }
    }

    private static void Method(HtmlPage page, BacktestResult result)
    {
        page.Add("h2", "How it was tested");
        page.Add("p", "At every close at 00:00 UTC the margin of each portfolio is set from prices up to that close and held against the loss of the next day. Losses and margins are fractions of gross notional; a loss is the simple return. "
            + "VaR is the lower empirical quantile and a breach is a loss beyond it. The core is the forecast distribution before offsets, floors and charges; market risk has the offsets; the margin charged holds every charge for a book of 10,000 USD, with open interest given as nought and the haircut of held coins counted. "
            + "Venues are asked about the nearest instruments that they list. Beside the rulebooks stand plain rules: 1,000-day historical simulation, full filtered historical simulation, a normal with exponential weights, and static tiers that add up over legs.");
        foreach (RulesScore rules in result.Rules.Where(rules => rules.Hours is { } hours && hours != 24))
            page.Add("p", $"{rules.Name} states a margin period of {rules.Hours} hours; the loss held against it here is that of 24.", "warn");
        foreach (RulesScore rules in result.Rules.Where(rules => rules.Gaps.Length > 0))
            page.Add("p", $"{rules.Name} had no answer on {Count(rules.Gaps.Sum(gap => gap.Count))} book-days: {string.Join("; ", rules.Gaps.Take(3).Select(gap => "no " + gap.Reason))}{(rules.Gaps.Length > 3 ? $"; and {rules.Gaps.Length - 3} reasons more" : "")}.", "warn");
    }

    private static void Rises(HtmlPage page, BacktestResult result)
    {
        page.Add("h3", "Greatest rises, all linear books");
        page.Table(
            ["rules", "core 1 day / full>", "core 5 days / full>", "series ≤ 0.9, 1 day>", "series ≤ 0.9, 5 days>", "margin 1 day / full>", "margin 5 days / full>", "peak / trough>"],
            result.Rules.Select(rules => (rules.Name, Score: rules.Summary.FirstOrDefault(score => score.Kind == BookKind.All))).Where(row => row.Score is not null).Select(row => Cells(
                row.Name, Number(row.Score!.CoreRise1), Number(row.Score.CoreRise5), Percent(row.Score.CoreRise1Within, 0), Percent(row.Score.CoreRise5Within, 0), Number(row.Score.Rise1), Number(row.Score.Rise5), Number(row.Score.PeakToTrough))));
        page.Add("p", "Greatest rise over the period against that of full filtered historical simulation on the same series, median over series. A rulebook with flat rates rises by nothing and has its cost elsewhere.", "soft");
    }

    private static void Limits(HtmlPage page, BacktestResult result)
    {
        page.Add("h2", "What is not real, and what this does not show");
        PooledScore? synthetic = result.Rules.SelectMany(rules => rules.Summary).FirstOrDefault(score => score.Kind == BookKind.SyntheticOptions), recorded = result.Rules.SelectMany(rules => rules.Summary).FirstOrDefault(score => score.Kind == BookKind.Options);
        page.Add("p", synthetic is null ? "Every price is a recorded one." : $"Linear books are on recorded prices throughout. {Count(synthetic.Series)} option books are priced on synthetic surfaces: volatility at the money is 1.1 times an EWMA forecast that returns to the mean of a year, or a recorded index of implied volatility where there is one; the smile is "
            + "σ(x) = σ·(1 − 0.05·x + 0.03·x²) in deviations of log-moneyness, the same on every day. Such a surface moves with the coin and with nothing else: shocks to implied volatility alone, and to its skew, are missing, so that these figures flatter. They are counted apart everywhere.");
        if (recorded is not null) page.Add("p", $"{Count(recorded.Series)} option books are priced on recorded chains, {Count(recorded.Observations)} days in all: few, and without a crisis among them.");
        page.Add("p", "Closes hide the path inside the day. Folders of bars hold no books and no open interest: charges for size, liquidity and crowding are those of a small book. USDT counts as one US dollar. Coins fall together, so that many series on one date are little more than one observation; intervals are over dates for that reason. "
            + "Rules whose parameters were chosen on the same years are not tested out of sample by them. Plain rules make no forecast for options.");
    }
}
