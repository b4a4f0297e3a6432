using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Market;
using Plimsoll.Models;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Plimsoll.Cli.Rendering;

/// <summary>Accounts under several rulebooks: one block an account, one row a rulebook, the least requirement first, a bar for the requirement.</summary>
internal static class ComparisonTable
{
    /// <summary>Below this width amounts are shown without cents.</summary>
    private const int Wide = 130;

    /// <summary>Below this width names of rulebooks are broken.</summary>
    private const int Middling = 110;

    /// <summary>Reasons and replacements of which no more are named one by one.</summary>
    private const int Names = 3;

    /// <summary>Reasons of one rulebook that are told.</summary>
    private const int Reasons = 2;

    /// <summary>Draws the table; under it what was replaced, what a venue does not margin, and how far the rulebooks are verified.</summary>
    public static void Write(IAnsiConsole screen, IReadOnlyList<ImmutableArray<RulebookComparison>> rows)
    {
        bool wide = screen.Profile.Width >= Wide;
        string[] columns = wide
            ? ["account", "rulebook", "verified", "status", "initial>", "maintenance>", "excess>", "leverage>", "liquidation", "binding rule", ""]
            : ["account", "rulebook", "verified", "status", "initial>", "maint.>", "excess>", "leverage>", "liquidation", "binding rule", ""];
        var lines = new List<IRenderable[]>();
        foreach (ImmutableArray<RulebookComparison> row in rows)
        {
            decimal greatest = row.Max(cell => cell.Statement?.InitialMargin.Amount ?? 0m);
            RulebookComparison[] ordered = [.. row.OrderBy(cell => cell.Statement is null).ThenBy(cell => cell.Statement?.InitialMargin.Amount ?? 0m)];
            RulebookComparison[] known = [.. ordered.Where(cell => cell.Statement is not null)];
            for (int i = 0; i < known.Length; i++) lines.Add(Cells(known[i], i == 0 ? row[i].Outcome.Account.ToString() : "", greatest, screen.Profile.Width));
            if (known.Length < ordered.Length) lines.Add(Without(known.Length == 0 ? row[0].Outcome.Account.ToString() : "", ordered.Length - known.Length, screen.Profile.Width));
        }

        Tables.WriteFitting(screen, wide ? 2 : 1, columns, ["", "binding rule", "verified", "excess", "leverage", wide ? "maintenance" : "maint."], lines);
        Tables.Line(screen, "amounts in USD; leverage: gross notional / initial margin; the least initial margin stands first", Palette.Faint);
        RulebookComparison[] cells = [.. rows.SelectMany(row => row)];
        Replacements(screen, cells);
        Gaps(screen, cells);
    }

    private static IRenderable[] Cells(RulebookComparison cell, string name, decimal greatest, int width)
    {
        bool wide = width >= Wide, narrow = width < MarginTable.Narrow;
        IRenderable[] head =
        [
            Tables.Cell(wide ? name : Tables.Broken(name, narrow ? MarginTable.NarrowestName : 20)),
            Tables.Cell(wide || width >= Middling ? cell.Rulebook.ToString() : Tables.Broken(cell.Rulebook.ToString(), 16)),
            Tables.Cell(Text.Kebab(cell.Rulebook.Verified), Palette.Of(cell.Rulebook.Verified)),
        ];
        MarginStatement statement = cell.Statement!;
        int length = greatest > 0m ? (int)decimal.Round(16m * Math.Max(0m, statement.InitialMargin.Amount) / greatest) : 0;
        string leverage = cell.Leverage is { } times ? times.ToString("0.0", CultureInfo.InvariantCulture) + "×" : "–";
        string levels = string.Join('\n', statement.LiquidationLevels.Where(level => level.Below is not null || level.Above is not null).Take(2).Select(level => Text.Level(level, narrow)));
        return
        [
            .. head,
            Tables.Cell(Text.Words(statement.Status), Palette.Of(statement.Status)),
            Tables.Cell(Text.Read(statement.InitialMargin, !wide)),
            Tables.Cell(Text.Read(statement.MaintenanceMargin, !wide)),
            Tables.Cell(Text.Read(statement.Excess, !wide), Palette.OfSign(statement.Excess.Amount)),
            Tables.Cell(leverage),
            Tables.Cell(levels.Length > 0 ? levels : "none"),
            Tables.Cell(cell.Binding is { } binding ? $"{Text.Words(binding.Component)} {binding.Subject}".TrimEnd() : ""),
            Tables.Cell(new string('█', length), new Style(Color.DodgerBlue1)),
        ];
    }

    private static IRenderable[] Without(string name, int count, int width) =>
    [
        Tables.Cell(width >= Wide ? name : Tables.Broken(name, width < MarginTable.Narrow ? MarginTable.NarrowestName : 20)),
        Tables.Cell(FormattableString.Invariant($"{count} more"), Palette.Faint), Tables.Cell(""), Tables.Cell("unavailable", Palette.Bad), .. Enumerable.Repeat(Tables.Cell(""), 7),
    ];

    private static void Replacements(IAnsiConsole screen, RulebookComparison[] cells)
    {
        foreach (var book in cells.GroupBy(cell => cell.Rulebook.ToString()))
        {
            InstrumentReplacement[] replaced = [.. book.SelectMany(cell => cell.Replacements).Distinct().OrderBy(one => one.From)];
            if (replaced.Length == 0) continue;
            string balances = string.Concat(book.SelectMany(cell => cell.Balances).Distinct().Select(one => $", {one.From} balances as {one.To}").Concat(book.SelectMany(cell => cell.AtPar).Distinct().Select(coin => $", {coin} without a price at 1 USD")));
            string first = string.Join(", ", replaced.Take(Names).Select(one => $"{one.From} → {one.To}{(one.IsQuoted ? "" : " at the same price")}"));
            Tables.Line(screen, $"{book.Key}: nearest there: {first}{More(replaced.Length)}{balances}", Palette.Warning);
        }
    }

    // One line a rulebook; the reasons of each instrument are in the JSON.
    private static void Gaps(IAnsiConsole screen, RulebookComparison[] cells)
    {
        foreach (var book in cells.Where(cell => cell.Outcome is MarginOutcome.Unavailable).GroupBy(cell => cell.Rulebook.ToString()))
        {
            DataGap[] gaps = [.. book.SelectMany(cell => ((MarginOutcome.Unavailable)cell.Outcome).Gaps).Distinct()];
            string[] reasons = [.. gaps.GroupBy(gap => gap.ToString()[(gap.Subject.Length + 2)..]).OrderByDescending(group => group.Count()).Select(group => $"{group.Key} ({group.First().Subject}{Others(group.Count())})")];
            string[] accounts = [.. book.Select(cell => cell.Outcome.Account.ToString())];
            Tables.Line(screen, $"{book.Key} is unavailable for {Named(accounts)}: {string.Join("; ", reasons.Take(Reasons))}{(reasons.Length > Reasons ? FormattableString.Invariant($"; {reasons.Length - Reasons} more reasons") : "")}", Palette.Bad);
        }

        static string Others(int count) => count > 1 ? FormattableString.Invariant($" and {count - 1} more") : "";
        static string Named(string[] accounts) => string.Join(", ", accounts.Take(Names)) + More(accounts.Length);
    }

    private static string More(int count) => count > Names ? FormattableString.Invariant($" and {count - Names} more") : "";
}
