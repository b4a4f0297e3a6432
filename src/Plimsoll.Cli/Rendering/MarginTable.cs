using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>One row an account: what it has, what it needs, where it is liquidated.</summary>
internal static class MarginTable
{
    /// <summary>Below this width amounts are shown without cents and net asset value is left out.</summary>
    private const int Wide = 140;

    /// <summary>Longest line of an account's name in a narrow table.</summary>
    private const int NarrowName = 17;

    /// <summary>Below this width names are shorter still and a level below and one above stand on lines of their own.</summary>
    internal const int Narrow = 100;

    /// <summary>Longest line of an account's name below that width.</summary>
    internal const int NarrowestName = 14;

    /// <summary>Draws the table and what a reader should know under it.</summary>
    public static void Write(IAnsiConsole screen, IReadOnlyList<AccountReport> reports)
    {
        bool wide = screen.Profile.Width >= Wide;
        string[] columns = wide
            ? ["account", "status", "NAV>", "equity>", "initial>", "maintenance>", "excess>", "ratio>", "liquidation"]
            : ["account", "status", "equity>", "initial>", "maint.>", "excess>", "ratio>", "liquidation"];
        var rows = new List<IRenderable[]>();
        foreach (AccountReport report in reports)
        {
            rows.Add(Row(report.Main, report.Main.Account.ToString(), screen.Profile.Width));
            foreach (MarginOutcome isolated in report.Isolated)
                rows.Add(Row(isolated, "↳ " + isolated.Account.NettingSet.Replace("isolated:", "", StringComparison.Ordinal), screen.Profile.Width));
        }

        Tables.WriteFitting(screen, wide ? 2 : 1, columns, ["NAV", "ratio", wide ? "maintenance" : "maint.", "excess"], rows);
        Footer(screen, reports);
    }

    private static IRenderable[] Row(MarginOutcome outcome, string name, int width)
    {
        bool wide = width >= Wide;
        IRenderable account = Tables.Cell(wide ? name : Tables.Broken(name, width < Narrow ? NarrowestName : NarrowName));
        if (outcome is MarginOutcome.Unavailable { Gaps: var gaps }) return Gap(account, gaps.Length, wide);
        MarginStatement statement = ((MarginOutcome.Calculated)outcome).Statement;
        IRenderable Amount(Money money) => Tables.Cell(Text.Read(money, whole: !wide), Palette.OfSign(money.Amount));
        IRenderable[] figures =
        [
            Amount(statement.Equity), Amount(statement.InitialMargin), Amount(statement.MaintenanceMargin), Amount(statement.Excess),
            Tables.Cell(statement.MarginRatio is { } ratio ? Text.Percent((double)ratio) : "–"),
            Tables.Cell(Levels(statement, width)),
        ];
        IRenderable[] head = [account, Tables.Cell(Text.Words(statement.Status) + Mark(statement), Palette.Of(statement.Status))];
        return wide ? [.. head, Amount(statement.Nav), .. figures] : [.. head, .. figures];
    }

    private static IRenderable[] Gap(IRenderable account, int gaps, bool wide)
    {
        IRenderable[] empty = [.. Enumerable.Repeat(Tables.Cell("–", Palette.Faint), wide ? 6 : 5)];
        return [account, Tables.Cell("unavailable", Palette.Bad), .. empty, Tables.Cell(gaps == 1 ? "1 gap, below" : $"{gaps} gaps, below")];
    }

    // Data that was not exact is marked, and the mark explained below the table.
    private static string Mark(MarginStatement statement) => statement.Quality switch
    {
        DataQuality.Exact => "",
        DataQuality.Fallback => " *",
        _ => " ±",
    };

    /// <summary>The nearest liquidation prices, at most three underlyings, one a line: "BTC ↓52,310 ↑91,200".</summary>
    private static string Levels(MarginStatement statement, int width)
    {
        LiquidationLevel[] real = [.. statement.LiquidationLevels.Where(level => level.Below is not null || level.Above is not null)];
        if (real.Length == 0) return statement.LiquidationLevels.Length > 0 ? "none" : "–";
        string[] lines = [.. real.Take(3).Select(level => Text.Level(level, width < Narrow))];
        return string.Join('\n', real.Length > 3 ? [.. lines, $"and {real.Length - 3} more"] : lines);
    }

    private static void Footer(IAnsiConsole screen, IReadOnlyList<AccountReport> reports)
    {
        MarginOutcome[] outcomes = [.. reports.SelectMany(report => report.All)];
        MarginStatement[] statements = [.. outcomes.OfType<MarginOutcome.Calculated>().Select(outcome => outcome.Statement)];
        if (statements.Length > 0)
        {
            MarginStatement first = statements[0];
            string hash = first.Model.Sha256.Length >= 12 ? $" (sha256 {first.Model.Sha256[..12]}…)" : "";
            Tables.Line(screen, $"{first.AsOf} · {first.Model}{hash} · amounts in {first.Currency}", Palette.Faint);
        }

        foreach (MarginOutcome.Unavailable missing in outcomes.OfType<MarginOutcome.Unavailable>())
            foreach (DataGap gap in missing.Gaps) Tables.Line(screen, $"{Name(missing)}: {gap}", Palette.Bad);
        DataGap? index = outcomes.OfType<MarginOutcome.Unavailable>().SelectMany(missing => missing.Gaps).FirstOrDefault(gap => gap is { Missing: "index price", Age: null });
        if (index is not null) Tables.Line(screen, $"give an index that the market file lacks with --index {index.Subject}=PRICE", Palette.Faint);
        if (statements.Any(statement => statement.Quality == DataQuality.Fallback)) Tables.Line(screen, "* computed with a fallback the rulebook declares; the warnings name it", Palette.Faint);
        if (statements.Any(statement => statement.Quality == DataQuality.Bounded)) Tables.Line(screen, "± something was known only within bounds; shown at the worse end", Palette.Faint);
        WriteWarnings(screen, statements);
    }

    // A warning that many accounts share is said once.
    private static void WriteWarnings(IAnsiConsole screen, IEnumerable<MarginStatement> statements)
    {
        foreach (var same in statements.SelectMany(statement => statement.Warnings.Select(warning => (warning, statement.Account))).GroupBy(entry => entry.warning))
        {
            string[] names = [.. same.Select(entry => entry.Account.ToString()).Distinct()];
            string who = names.Length <= 3 ? string.Join(", ", names) : $"{names.Length} accounts";
            Tables.Line(screen, $"{who}: {same.Key.Message}", Palette.Warning);
        }
    }

    private static string Name(MarginOutcome outcome) => outcome.Account.ToString();
}
