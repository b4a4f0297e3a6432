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
                BookKind.Basis => "Coin against perpetual",
                BookKind.Given => "Portfolios of the file",
                BookKind.Options => "Options, recorded chains",
                BookKind.SyntheticOptions => "Options, synthetic surfaces",
                _ => "All linear books",
            });
            Tables.WriteFitting(
                screen, 2, ["rules", "series>", "days>", "VaR 1 %>", "VaR 2.5 %>", "Z2>", "covered>", "at least>", "margin>", "core/full>", "cost/full>", "/tiers>", "rise 1d>", "rise 5d>", "FZ0>"], ["series", "FZ0", "rise 5d", "Z2", "days", "/tiers"],
                [.. result.Rules.SelectMany(rules => rules.Summary.Where(pooled => pooled.Kind == kind).Select(pooled => Row(rules, pooled)))]);
        }

        Tables.Line(screen, "VaR: share of days beyond it; covered: days within the initial margin, at least: lower end of its 95 % interval over dates; margin: mean, of gross notional;", Palette.Faint);
        Tables.Line(screen, "core, cost, rise: expected shortfall, margin and its greatest rise against full filtered historical simulation", Palette.Faint);
        foreach (RulesScore rules in result.Rules.Where(rules => !rules.IsPlain))
        {
            Failed(screen, rules);
            Goals(screen, rules);
        }

        Crises(screen, result);
    }

    private static void Goals(IAnsiConsole screen, RulesScore rules)
    {
        if (rules.Goals.IsEmpty) return;
        Tables.Heading(screen, $"Goals: {rules.Name}, all linear books");
        Tables.WriteFitting(
            screen, 2, ["about", "goal", "target>", "measured>", "outcome"], ["about"],
            [
                .. rules.Goals.Select(goal => (IRenderable[])
                [
                    Tables.Cell(goal.Group), Tables.Cell(goal.Name), Tables.Cell(goal.TargetText), Tables.Cell(goal.MeasuredText),
                    Tables.Cell(goal.Outcome, goal.Reached switch { true => Palette.Good, false => Palette.Warning, _ => Palette.Faint }),
                ]),
            ]);
    }

    /// <summary>One line a day and rulebook: how many books their margin did not cover, and the worst of them.</summary>
    private static void Crises(IAnsiConsole screen, BacktestResult result)
    {
        if (result.Crises.IsEmpty) return;
        Tables.Heading(screen, "Crises: the margin of the close before");
        Tables.WriteFitting(
            screen, 2, ["day", "rules", "books>", "not covered>", "inside the day>", "worst book", "loss>", "margin>", "parameters"], ["inside the day", "parameters"],
            [
                .. result.Crises.GroupBy(book => book.Day).SelectMany(day => result.Rules.Select((rules, m) => (Rules: rules, Books: day.Where(book => book.Rules[m].Covers is not null).ToArray(), M: m))
                    .Where(row => row.Books.Length > 0).Select(row =>
                    {
                        CrisisBook worst = row.Books.MaxBy(book => book.Loss / book.Rules[row.M].Charged)!;
                        int open = row.Books.Count(book => book.Rules[row.M].Covers == false);
                        return (IRenderable[])
                        [
                            Tables.Cell(day.Key.ToString()[..10]), Tables.Cell(row.Rules.Name, row.Rules.IsPlain ? Palette.Faint : Style.Plain), Tables.Cell(Whole(row.Books.Length)), Tables.Cell(Whole(open), open > 0 ? Palette.Warning : Style.Plain),
                            Tables.Cell(Whole(row.Books.Count(book => book.Rules[row.M].CoversInside == false))), Tables.Cell($"{worst.Portfolio} {worst.Asset}"), Tables.Cell(Text.Percent(worst.Loss)), Tables.Cell(Text.Percent(worst.Rules[row.M].Charged)),
                            Tables.Cell(worst.Rules[row.M].ChosenLater ? "chosen later" : "", Palette.Faint),
                        ];
                    })),
            ]);
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
