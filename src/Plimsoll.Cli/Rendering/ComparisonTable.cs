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

    /// <summary>Reasons and replacements of which no more are named one by one.</summary>
    private const int Named = 3;

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
            for (int i = 0; i < ordered.Length; i++) lines.Add(Cells(ordered[i], i == 0 ? row[i].Outcome.Account.ToString() : "", greatest, screen.Profile.Width));
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
            Tables.Cell(wide ? cell.Rulebook.ToString() : Tables.Broken(cell.Rulebook.ToString(), 16)),
            Tables.Cell(Text.Kebab(cell.Rulebook.Verified), Palette.Of(cell.Rulebook.Verified)),
        ];
        if (cell.Statement is not { } statement)
            return [.. head, Tables.Cell("unavailable", Palette.Bad), .. Enumerable.Repeat(Tables.Cell(""), 7)];
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

    private static void Replacements(IAnsiConsole screen, RulebookComparison[] cells)
    {
        foreach (var book in cells.GroupBy(cell => cell.Rulebook.ToString()))
        {
            InstrumentReplacement[] replaced = [.. book.SelectMany(cell => cell.Replacements).Distinct().OrderBy(one => one.From)];
            if (replaced.Length == 0) continue;
            string first = string.Join(", ", replaced.Take(Named).Select(one => $"{one.From} → {one.To}{(one.IsQuoted ? "" : " at the same price")}"));
            Tables.Line(screen, $"{book.Key}: nearest there: {first}{More(replaced.Length)}", Palette.Warning);
        }
    }

    // One line for each reason of a rulebook: many instruments are refused for the same one.
    private static void Gaps(IAnsiConsole screen, RulebookComparison[] cells)
    {
        foreach (var book in cells.Where(cell => cell.Outcome is MarginOutcome.Unavailable).GroupBy(cell => cell.Rulebook.ToString()))
        {
            var gaps = book.SelectMany(cell => ((MarginOutcome.Unavailable)cell.Outcome).Gaps.Select(gap => (cell.Outcome.Account, Gap: gap)));
            foreach (var reason in gaps.GroupBy(entry => (entry.Gap.Missing, entry.Gap.Age)))
            {
                string[] subjects = [.. reason.Select(entry => entry.Gap.Subject).Distinct().Order(StringComparer.Ordinal)];
                string[] accounts = [.. reason.Select(entry => entry.Account.ToString()).Distinct()];
                string missing = reason.First().Gap.ToString()[(reason.First().Gap.Subject.Length + 2)..];
                Tables.Line(screen, $"{book.Key}: {missing} ({string.Join(", ", subjects.Take(Named))}{More(subjects.Length)}; {string.Join(", ", accounts.Take(Named))}{More(accounts.Length)})", Palette.Bad);
            }
        }
    }

    private static string More(int count) => count > Named ? FormattableString.Invariant($" and {count - Named} more") : "";
}
