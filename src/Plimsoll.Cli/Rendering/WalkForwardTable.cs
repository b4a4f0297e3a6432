using System.Globalization;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Market;
using Plimsoll.Values;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>A walk to read: regimes, volatility and recalibrations by asset, crises, the latest events.</summary>
internal static class WalkForwardTable
{
    private const int Latest = 20;

    /// <summary>Draws it.</summary>
    public static void Write(IAnsiConsole screen, WalkForwardOutcome outcome)
    {
        Tables.Line(screen, $"Daily closes to {outcome.Summaries.Max(one => one.To)}; rules {outcome.Rules.Name}@{outcome.Rules.Version} ({outcome.Rules.Sha256[..12]})");
        foreach (IGrouping<string, Currency> alike in outcome.Summaries.Select(one => one.Asset).GroupBy(outcome.Seen)) Tables.Line(screen, $"{string.Join(", ", alike)}: {alike.Key}", Palette.Faint);
        Tables.Heading(screen, "Regimes and classes");
        Tables.WriteFitting(
            screen, 2, ["asset", "from", "days>", "calm>", "elevated>", "stressed>", "crisis>", "transitions>", "alerts>", "class now>", "class changes>"], ["alerts", "class changes"],
            [.. outcome.Summaries.Select(one => (IRenderable[])[Tables.Cell(one.Asset.Code), Day(one.From), Whole(one.Days), .. one.Shares.Select(share => Tables.Cell(Text.Percent(share))), Whole(one.Transitions), Whole(one.Alerts), Tables.Cell(one.Class), Whole(one.Reclassed)])]);
        Tables.Heading(screen, "Volatility, annualised: estimate, and what is published");
        Tables.WriteFitting(
            screen, 2, ["asset", "mean>", "published>", "peak>", "published>", "rise 1 day>", "published>", "rise 5 days>", "published>"], [],
            [
                .. outcome.Summaries.Select(one => (IRenderable[])
                [
                    Tables.Cell(one.Asset.Code), Share(one.Raw.Mean), Share(one.Published.Mean), Share(one.Raw.Peak), Share(one.Published.Peak), Rise(one.Raw.Rise1), Rise(one.Published.Rise1), Rise(one.Raw.Rise5), Rise(one.Published.Rise5),
                ]),
            ]);
        Tables.Heading(screen, "Recalibrations");
        Tables.WriteFitting(
            screen, 2, ["asset", "by itself>", "proposed>", "approved>", "lapsed>", "without change>", "called by"], ["without change"],
            [
                .. outcome.Summaries.Select(one => (IRenderable[])
                [
                    Tables.Cell(one.Asset.Code), Whole(one.Applied), Whole(one.Proposed), Whole(one.Approved), Whole(one.Lapsed), Whole(one.Without),
                    Tables.Cell(string.Join(", ", one.Causes.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key, StringComparer.Ordinal).Select(cause => $"{cause.Key} {cause.Value.ToString(CultureInfo.InvariantCulture)}"))),
                ]),
            ]);
        Tables.Line(screen, "Proposals are taken to be approved after two days: that is assumed, not seen", Palette.Faint);
        Crises(screen, outcome);
        Events(screen, outcome.Result);
    }

    private static void Crises(IAnsiConsole screen, WalkForwardOutcome outcome)
    {
        if (outcome.Crises.IsEmpty) return;
        Tables.Heading(screen, "Crises");
        Tables.WriteFitting(
            screen, 2, ["crisis", "asset", "close before", "worst after", "on", "calm again", "published before>", "peak>", "estimate before>", "peak>"], [],
            [
                .. outcome.Crises.Select(one => (IRenderable[])
                [
                    Tables.Cell(one.Crisis), Tables.Cell(one.Asset.Code), Name(one.Before.Regime), Name(one.Worst.Regime), one.Worst.Regime == Regime.Calm ? Tables.Cell("–") : Day(one.Worst.Time), one.CalmAgain is { } calm ? Day(calm) : Tables.Cell("–"),
                    Share(one.Before.Published), Share(one.PeakPublished), Share(one.Before.Estimate), Share(one.PeakEstimate),
                ]),
            ]);
        Tables.Line(screen, $"Worst after: within {WalkForwardCrisis.DaysAfter} days of the close before, with its first day", Palette.Faint);
    }

    private static void Events(IAnsiConsole screen, WalkForwardResult result)
    {
        (Currency Asset, WalkForwardEvent What)[] all = [.. result.Assets.SelectMany(asset => asset.Events.Select(what => (asset.Asset, what))).OrderBy(one => one.what.Time).ThenBy(one => one.Asset)];
        if (all.Length == 0) return;
        Tables.Heading(screen, all.Length > Latest ? $"Latest {Latest} of {Figure(all.Length)} events; --format csv or json gives all" : "Events");
        int room = Math.Max(40, screen.Profile.Width - 44);
        Tables.WriteFitting(
            screen, 2, ["date", "asset", "what", "cause", "in words"], ["cause"],
            [.. all.TakeLast(Latest).Select(one => (IRenderable[])[Day(one.What.Time), Tables.Cell(one.Asset.Code), Tables.Cell(one.What.Kind), Tables.Cell(Tables.Broken(one.What.Cause, 24)), Tables.Cell(Tables.Broken(one.What.Text, room), Palette.Faint)])]);
    }

    private static IRenderable Name(Regime regime) => Tables.Cell(Text.Words(regime), regime switch { Regime.Calm => Palette.Good, Regime.Crisis => Palette.Bad, _ => Palette.Warning });

    private static IRenderable Day(Timestamp time) => Tables.Cell(time.ToString()[..10]);

    private static IRenderable Whole(int count) => Tables.Cell(Figure(count));

    private static IRenderable Share(double? value) => Tables.Cell(value is { } number && double.IsFinite(number) ? Text.Percent(number) : "–");

    private static IRenderable Rise(double value) => Tables.Cell(double.IsFinite(value) ? Text.Move(value) : "–");

    private static string Figure(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
