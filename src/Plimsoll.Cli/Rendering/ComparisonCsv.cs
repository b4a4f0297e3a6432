using System.Collections.Immutable;
using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>Accounts under several rulebooks, one row an account and rulebook.</summary>
internal static class ComparisonCsv
{
    /// <summary>Writes the heading and every row.</summary>
    public static void Write(TextWriter output, IEnumerable<ImmutableArray<RulebookComparison>> rows)
    {
        Csv.Row(output, "account", "nettingSet", "rulebook", "verified", "status", "currency", "equity", "initialMargin", "maintenanceMargin", "excess", "grossNotional", "leverage", "liquidation", "bindingRule", "replacements");
        foreach (RulebookComparison cell in rows.SelectMany(row => row))
        {
            string account = cell.Outcome.Account.Account, set = cell.Outcome.Account.NettingSet;
            if (cell.Statement is not { } statement)
            {
                Csv.Row(output, account, set, cell.Rulebook.ToString(), Text.Kebab(cell.Rulebook.Verified), "unavailable", "", "", "", "", "", "", "", "", "", Replaced(cell));
                continue;
            }

            Csv.Row(
                output, account, set, cell.Rulebook.ToString(), Text.Kebab(cell.Rulebook.Verified), Text.Kebab(statement.Status), statement.Currency.Code, Text.Amount(statement.Equity), Text.Amount(statement.InitialMargin),
                Text.Amount(statement.MaintenanceMargin), Text.Amount(statement.Excess), Text.Amount(cell.GrossNotional!.Value),
                cell.Leverage is { } leverage ? Text.Exact(decimal.Round(leverage, 6)) : "",
                string.Join("; ", statement.LiquidationLevels.Where(level => level.Below is not null || level.Above is not null).Select(Level)),
                cell.Binding is { } binding ? $"{Text.Kebab(binding.Component)} {binding.Subject}".TrimEnd() : "",
                Replaced(cell));
        }
    }

    private static string Replaced(RulebookComparison cell) => string.Join("; ", cell.Replacements.Select(one => $"{one.From} as {one.To}").Concat(cell.Balances.Select(one => $"{one.From} as {one.To}")).Concat(cell.AtPar.Select(coin => $"{coin} at 1 USD")));

    private static string Level(LiquidationLevel level) =>
        level.Factor + (level.Below is { } below ? " below " + Text.Exact(below) : "") + (level.Above is { } above ? " above " + Text.Exact(above) : "");
}
