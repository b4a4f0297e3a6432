using Plimsoll.Formats;
using Plimsoll.Governance;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Market;

namespace Plimsoll.Lab.Reports;

/// <summary>A walk through governance as one page: figures by asset, crises, a chart and the events of each asset, the rules used.</summary>
public static class WalkForwardReport
{
    /// <summary>The page.</summary>
    public static string Of(WalkForwardOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var page = new HtmlPage("Governance over recorded days");
        page.Add("h1", "Governance over recorded days");
        page.Add("p", $"{string.Join(", ", outcome.Summaries.Select(one => one.Asset))}; closes at 00:00 UTC from {outcome.Summaries.Min(one => one.From).ToString()[..10]} to {outcome.Summaries.Max(one => one.To).ToString()[..10]}. Rules {outcome.Rules.Name}@{outcome.Rules.Version}, hash {outcome.Rules.Sha256[..16]}.", "soft");
        page.Add("p", "Each day the governor saw what was known by its close and nothing later: it published a volatility, told the regime, called for recalibrations and told the class. Proposals are taken to be approved after two days; that is assumed, not seen. One look a day tells a regime later than hourly looks would.");
        Summaries(page, outcome);
        Crises(page, outcome);
        foreach (WalkForwardAsset asset in outcome.Result.Assets) Asset(page, outcome, asset);
        Rules(page, outcome);
        return page.ToString();
    }

    private static void Summaries(HtmlPage page, WalkForwardOutcome outcome)
    {
        page.Add("h3", "Regimes, share of days");
        page.Table(
            ["asset", "from", "days>", "calm>", "elevated>", "stressed>", "crisis>", "transitions>", "alerts>", "class now", "class changes>"],
            outcome.Summaries.Select(one => Cells([one.Asset.Code, Date(one.From), Whole(one.Days), .. one.Shares.Select(ReportText.Percent), Whole(one.Transitions), Whole(one.Alerts), one.Class, Whole(one.Reclassed)])));
        page.Add("h3", "Volatility, annualised: the estimate, and what was published");
        page.Table(
            ["asset", "mean>", "published>", "peak>", "published>", "greatest rise, 1 day>", "published>", "5 days>", "published>"],
            outcome.Summaries.Select(one => Cells([
                one.Asset.Code, Share(one.Raw.Mean), Share(one.Published.Mean), Share(one.Raw.Peak), Share(one.Published.Peak), Share(one.Raw.Rise1), Share(one.Published.Rise1), Share(one.Raw.Rise5), Share(one.Published.Rise5)])));
        page.Add("h3", "Recalibrations");
        page.Table(
            ["asset", "by itself>", "proposed>", "taken as approved>", "lapsed>", "without change>", "called by"],
            outcome.Summaries.Select(one => Cells([
                one.Asset.Code, Whole(one.Applied), Whole(one.Proposed), Whole(one.Approved), Whole(one.Lapsed), Whole(one.Without),
                string.Join(", ", one.Causes.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key, StringComparer.Ordinal).Select(cause => $"{cause.Key} {Whole(cause.Value)}"))])));
    }

    private static void Crises(HtmlPage page, WalkForwardOutcome outcome)
    {
        if (outcome.Crises.IsEmpty) return;
        page.Add("h2", "Crises");
        page.Add("p", $"The close before, the worst regime within {WalkForwardCrisis.DaysAfter} days of it with its first day, the first calm day after that, and volatility published and estimated.", "soft");
        page.Table(
            ["crisis", "asset", "close before", "worst after", "on", "calm again", "published before>", "peak>", "estimate before>", "peak>"],
            outcome.Crises.Select(one => ((string, string?)[])
            [
                (one.Crisis, null), (one.Asset.Code, null), (ReportText.Words(one.Before.Regime), Tone(one.Before.Regime)), (ReportText.Words(one.Worst.Regime), Tone(one.Worst.Regime)), (one.Worst.Regime == Regime.Calm ? "–" : Date(one.Worst.Time), null),
                (one.CalmAgain is { } calm ? Date(calm) : "–", null), (Share(one.Before.Published), null), (Share(one.PeakPublished), null), (Share(one.Before.Estimate), null), (Share(one.PeakEstimate), null),
            ]));
    }

    private static void Asset(HtmlPage page, WalkForwardOutcome outcome, WalkForwardAsset asset)
    {
        page.Add("h2", asset.Asset.Code);
        page.Add("p", $"Seen beside prices: {outcome.Seen(asset.Asset)}.", "soft");
        page.Add(RegimeChart.Svg(asset));
        static string Key(string colour, string opacity, string name) => $"<span><i style=\"background:{colour};opacity:{opacity}\"></i>{name}</span>";
        string[] bands = [.. new[] { Regime.Elevated, Regime.Stressed, Regime.Crisis }.Select(regime => Key(RegimeChart.Band(regime).Colour, RegimeChart.Band(regime).Opacity, ReportText.Words(regime)))];
        page.Add($"<div class=\"legend\">{Key("var(--s0)", "1", "published")}{Key("var(--s8)", "1", "estimate")}{string.Concat(bands)}</div>");
        page.Add("p", "Marks: recalibrations by themselves and by proposal, alerts of the monitor, changes of class.", "soft");
        WalkForwardEvent[] plain = [.. asset.Events.Where(IsRoutine)], other = [.. asset.Events.Where(one => !IsRoutine(one))];
        page.Add("h3", "Events");
        if (other.Length == 0) page.Add("p", "None but by schedule.");
        else Events(page, other);
        if (plain.Length == 0) return;
        page.Add($"<details><summary>{Whole(plain.Length)} recalibrations called by the schedule alone, and decisions on proposals</summary>");
        Events(page, plain);
        page.Add("</details>");
    }

    private static bool IsRoutine(WalkForwardEvent one) => one.Kind == "decision" || (one.Kind is "set" or "recalibration" or "proposal" && one.Cause == "schedule");

    private static void Events(HtmlPage page, IEnumerable<WalkForwardEvent> events) =>
        page.Table(["date", "what", "cause", "in words"], events.Select(one => ((string, string?)[])[(Date(one.Time), null), (one.Kind, null), (one.Cause, null), (one.Text, "soft")]));

    private static void Rules(HtmlPage page, WalkForwardOutcome outcome)
    {
        page.Add("h2", "Rules used");
        page.Add("p", $"{outcome.Rules.Name}@{outcome.Rules.Version}, {outcome.Rules.Sha256}. {outcome.Rules.Verification}", "soft");
        GovernanceRules rules = GovernanceFile.RulesOf(outcome.Rules);
        page.Add("h3", "Regimes: enter / leave");
        page.Table(
            ["indicator", "elevated>", "stressed>", "crisis>", "read within>"],
            rules.Regimes.Ladders.Select(ladder => Cells([
                ReportText.Words(ladder.Indicator), .. new[] { ladder.Elevated, ladder.Stressed, ladder.Crisis }.Select(step => FormattableString.Invariant($"{step.Enter:0.##} / {step.Exit:0.##}")), FormattableString.Invariant($"{ladder.MaximumAge.TotalHours:0.#} h")])));
        page.Add("h3", "Every parameter");
        page.Add("<details><summary>The whole file</summary>");
        page.Table(["parameter", "value"], GovernanceFile.ValuesOf(outcome.Rules).Select(entry => Cells([entry.Key, entry.Value])));
        page.Add("</details>");
    }

    private static IReadOnlyList<(string, string?)> Cells(string[] texts) => [.. texts.Select(text => (text, (string?)null))];

    private static string? Tone(Regime regime) => regime switch { Regime.Calm => "good", Regime.Crisis => "bad", _ => "warn" };

    private static string Date(Timestamp time) => time.ToString()[..10];

    private static string Whole(int count) => ReportText.Whole(count);

    private static string Share(double? value) => value is { } number && double.IsFinite(number) ? ReportText.Percent(number) : "–";
}
