using System.Globalization;
using Plimsoll.Market;
using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>Statements as rows: one for each netting set (level 0, its totals), then one for each of its lines; those of one level sum to the line above them.</summary>
internal static class MarginCsv
{
    /// <summary>Writes the heading and every row.</summary>
    public static void Write(TextWriter output, IEnumerable<AccountReport> reports)
    {
        Csv.Row(
            output, "account", "owner", "nettingSet", "rulebook", "asOf", "currency", "status", "nav", "equity", "excess", "marginRatio",
            "level", "component", "subject", "initial", "maintenance", "verified");
        foreach (MarginOutcome outcome in reports.SelectMany(report => report.All))
        {
            if (outcome is MarginOutcome.Calculated { Statement: var statement }) Statement(output, statement);
            else if (outcome is MarginOutcome.Unavailable { Gaps: var gaps })
                foreach (DataGap gap in gaps)
                    Csv.Row(
                        output, outcome.Account.Account, outcome.Account.Owner, outcome.Account.NettingSet, "", "", "", "unavailable", "", "", "", "",
                        "0", "missing " + gap.Missing, gap.Subject, "", "", "");
        }
    }

    private static void Statement(TextWriter output, MarginStatement statement)
    {
        void Row(int level, string component, string subject, string initial, string maintenance) => Csv.Row(
            output, statement.Account.Account, statement.Account.Owner, statement.Account.NettingSet, statement.Model.ToString(), statement.AsOf.ToString(),
            statement.Currency.Code, Text.Kebab(statement.Status), Text.Amount(statement.Nav), Text.Amount(statement.Equity), Text.Amount(statement.Excess),
            statement.MarginRatio is { } ratio ? Text.Exact(decimal.Round(ratio, 12)) : "", level.ToString(CultureInfo.InvariantCulture), component, subject, initial, maintenance, Text.Kebab(statement.Model.Verified));

        void Lines(IEnumerable<MarginLine> lines, int level)
        {
            foreach (MarginLine line in lines)
            {
                Row(level, Text.Kebab(line.Component), line.Subject, Text.Amount(line.Initial), Text.Amount(line.Maintenance));
                Lines(line.Lines, level + 1);
            }
        }

        Row(0, "total", "", Text.Amount(statement.InitialMargin), Text.Amount(statement.MaintenanceMargin));
        Lines(statement.Lines, 1);
    }
}
