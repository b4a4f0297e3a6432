using System.Collections.Immutable;
using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>Accounts under several rulebooks, one row an account and rulebook.</summary>
internal static class ComparisonCsv
{
    /// <summary>Writes the heading and every row.</summary>
    public static void Write(TextWriter output, IEnumerable<ImmutableArray<RulebookComparison>> rows)
    {
        Csv.Row(output, "account", "nettingSet", "rulebook", "status", "currency", "equity", "initialMargin", "maintenanceMargin", "excess", "grossNotional", "leverage", "liquidation");
        foreach (RulebookComparison cell in rows.SelectMany(row => row))
        {
            string account = cell.Outcome.Account.Account, set = cell.Outcome.Account.NettingSet;
            if (cell.Statement is not { } statement)
            {
                Csv.Row(output, account, set, cell.Rulebook.ToString(), "unavailable", "", "", "", "", "", "", "", "");
                continue;
            }

            Csv.Row(
                output, account, set, cell.Rulebook.ToString(), Text.Kebab(statement.Status), statement.Currency.Code, Text.Amount(statement.Equity), Text.Amount(statement.InitialMargin),
                Text.Amount(statement.MaintenanceMargin), Text.Amount(statement.Excess), Text.Amount(cell.GrossNotional!.Value),
                cell.Leverage is { } leverage ? Text.Exact(decimal.Round(leverage, 6)) : "",
                string.Join("; ", statement.LiquidationLevels.Where(level => level.Below is not null || level.Above is not null).Select(Level)));
        }
    }

    private static string Level(LiquidationLevel level) =>
        level.Factor + (level.Below is { } below ? " below " + Text.Exact(below) : "") + (level.Above is { } above ? " above " + Text.Exact(above) : "");
}
