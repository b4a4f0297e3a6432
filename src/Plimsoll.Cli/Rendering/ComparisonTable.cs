using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Models;
using Spectre.Console;

namespace Plimsoll.Cli.Rendering;

/// <summary>Accounts under several rulebooks: one block an account, one row a rulebook, a bar for the requirement.</summary>
internal static class ComparisonTable
{
    /// <summary>Below this width amounts are shown without cents, and neither excess nor bars.</summary>
    private const int Wide = 130;

    /// <summary>Draws the table and the gaps under it.</summary>
    public static void Write(IAnsiConsole screen, IReadOnlyList<ImmutableArray<RulebookComparison>> rows)
    {
        bool wide = screen.Profile.Width >= Wide;
        string[] columns = wide
            ? ["account", "rulebook", "status", "initial>", "maintenance>", "excess>", "leverage>", "liquidation", ""]
            : ["account", "rulebook", "status", "initial>", "maint.>", "leverage>", "liquidation"];
        var lines = new List<Spectre.Console.Rendering.IRenderable[]>();
        foreach (ImmutableArray<RulebookComparison> row in rows)
        {
            decimal greatest = row.Max(cell => cell.Statement?.InitialMargin.Amount ?? 0m);
            for (int i = 0; i < row.Length; i++) lines.Add(Cells(row[i], i == 0 ? row[i].Outcome.Account.ToString() : "", greatest, screen.Profile.Width));
        }

        Tables.WriteFitting(screen, wide ? 2 : 1, columns, ["", "maint.", "leverage"], lines);
        Tables.Line(screen, "leverage: gross notional / initial margin", Palette.Faint);
        foreach (RulebookComparison cell in rows.SelectMany(row => row))
            if (cell.Outcome is MarginOutcome.Unavailable { Gaps: var gaps })
                foreach (DataGap gap in gaps) Tables.Line(screen, $"{cell.Outcome.Account} under {cell.Rulebook}: {gap}", Palette.Bad);
    }

    private static Spectre.Console.Rendering.IRenderable[] Cells(RulebookComparison cell, string name, decimal greatest, int width)
    {
        bool wide = width >= Wide, narrow = width < MarginTable.Narrow;
        string account = wide ? name : Tables.Broken(name, narrow ? MarginTable.NarrowestName : 20);
        if (cell.Statement is not { } statement)
            return [Tables.Cell(account), Tables.Cell(cell.Rulebook.ToString()), Tables.Cell("unavailable", Palette.Bad), .. Enumerable.Repeat(Tables.Cell(""), wide ? 6 : 4)];
        int length = greatest > 0m ? (int)decimal.Round(16m * statement.InitialMargin.Amount / greatest) : 0;
        string leverage = cell.Leverage is { } times ? times.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + "×" : "–";
        string levels = string.Join('\n', statement.LiquidationLevels.Where(level => level.Below is not null || level.Above is not null).Take(2).Select(level => Text.Level(level, narrow)));
        Spectre.Console.Rendering.IRenderable[] head =
        [
            Tables.Cell(account), Tables.Cell(cell.Rulebook.ToString()), Tables.Cell(Text.Words(statement.Status), Palette.Of(statement.Status)),
            Tables.Cell(Text.Read(statement.InitialMargin, !wide)), Tables.Cell(Text.Read(statement.MaintenanceMargin, !wide)),
        ];
        return wide
            ? [.. head, Tables.Cell(Text.Read(statement.Excess, false), Palette.OfSign(statement.Excess.Amount)), Tables.Cell(leverage), Tables.Cell(levels.Length > 0 ? levels : "none"), Tables.Cell(new string('█', length), new Style(Color.DodgerBlue1))]
            : [.. head, Tables.Cell(leverage), Tables.Cell(levels.Length > 0 ? levels : "none")];
    }
}
