using System.Globalization;
using Plimsoll.Lab.Backtests;
using Plimsoll.Validation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>A backtest to read: the pooled figures of every set of rules, then the pairs of the rulebooks that failed a test.</summary>
internal static class BacktestTable
{
    private const int Most = 12;

    /// <summary>Draws it.</summary>
    public static void Write(IAnsiConsole screen, BacktestResult result)
    {
        Tables.Line(screen, $"{string.Join(", ", result.Assets)}: {result.From.ToString()[..10]} to {result.To.ToString()[..10]}, daily, losses as simple returns of gross notional");
        foreach (BookKind kind in result.Rules.SelectMany(rules => rules.Summary).Select(pooled => pooled.Kind).Distinct().Order())
        {
            Tables.Heading(screen, kind switch
            {
                BookKind.Outright => "Outright positions",
                BookKind.Directional => "Diversified and concentrated books",
                BookKind.Hedged => "Pairs and neutral books",
                _ => "Coin against perpetual",
            });
            Tables.WriteFitting(
                screen, 2, ["rules", "series>", "days>", "VaR 1 %>", "VaR 2.5 %>", "Z2>", "covered>", "at least>", "margin>", "core/full>", "cost/full>", "/tiers>", "rise 1d>", "rise 5d>", "FZ0>"], ["series", "FZ0", "rise 5d", "Z2", "days", "/tiers"],
                [.. result.Rules.SelectMany(rules => rules.Summary.Where(pooled => pooled.Kind == kind).Select(pooled => Row(rules, pooled)))]);
        }

        Tables.Line(screen, "VaR: share of days beyond it; covered: days within the initial margin, at least: lower end of its 95 % interval over dates; margin: mean, of gross notional;", Palette.Faint);
        Tables.Line(screen, "core, cost, rise: expected shortfall, margin and its greatest rise against full filtered historical simulation", Palette.Faint);
        foreach (RulesScore rules in result.Rules.Where(rules => !rules.IsPlain)) Failed(screen, rules);
    }

    private static IRenderable[] Row(RulesScore rules, PooledScore pooled) =>
    [
        Tables.Cell(rules.Name, rules.IsPlain ? Palette.Faint : Style.Plain), Tables.Cell(Whole(pooled.Series)), Tables.Cell(Whole(pooled.Observations)), Tables.Cell(Share(pooled.InitialVar?.Value)), Tables.Cell(Share(pooled.MaintenanceVar?.Value)),
        Tables.Cell(Number(pooled.Z2)), Tables.Cell(Share(pooled.Coverage.Value)), Tables.Cell(Share(pooled.Coverage.Lower)), Tables.Cell(Text.Percent(pooled.AverageMargin)),
        Tables.Cell(Number(pooled.CoreCost)), Tables.Cell(Number(pooled.Cost)), Tables.Cell(Number(pooled.OfTiers)), Tables.Cell(Number(pooled.Rise1)), Tables.Cell(Number(pooled.Rise5)), Tables.Cell(Number(pooled.Score, "0.000")),
    ];

    private static void Failed(IAnsiConsole screen, RulesScore rules)
    {
        PairScore[] failed = [.. rules.Pairs.Where(pair => pair.Initial is { } tail && (tail.AdjustedKupiec <= 0.05 || tail.Light == TrafficLightZone.Red)).OrderBy(pair => pair.Initial!.Kupiec)];
        int tested = rules.Pairs.Count(pair => pair.Initial is not null);
        if (tested == 0) return;
        Tables.Line(screen, $"{rules.Name}: number of breaches at 1 % rejected for {Whole(failed.Length)} of {Whole(tested)} portfolios (5 %, after Benjamini and Hochberg)", failed.Length == 0 ? Palette.Good : Palette.Warning);
        foreach (PairScore pair in failed.Take(Most))
            Tables.Line(screen, $"  {pair.Portfolio} {pair.Asset}: {Whole(pair.Initial!.Breaches)} breaches in {Whole(pair.Observations)} days, p {pair.Initial.Kupiec.ToString("0.0000", CultureInfo.InvariantCulture)}, {Text.Words(pair.Initial.Light)}");
    }

    private static string Whole(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(double? value) => value is { } share && double.IsFinite(share) ? Text.Percent(share, 2) : "–";

    private static string Number(double value, string format = "0.00") => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
