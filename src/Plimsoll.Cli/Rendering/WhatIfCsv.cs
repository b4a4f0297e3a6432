using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>Before, after and difference, one row a figure.</summary>
internal static class WhatIfCsv
{
    /// <summary>Writes the heading and every row.</summary>
    public static void Write(TextWriter output, BeforeAfter comparison)
    {
        Csv.Row(output, "account", "nettingSet", "figure", "before", "after", "difference");
        string account = comparison.After.Main.Account.Account, set = comparison.After.Main.Account.NettingSet;
        Csv.Row(output, account, set, "status", Status(comparison.Before), Status(comparison.After), "");
        if (comparison is { Before.Main: MarginOutcome.Calculated { Statement: var before }, After.Main: MarginOutcome.Calculated { Statement: var after }, Difference: { } difference })
            foreach (var figure in WhatIfFigures.Of(before, after, difference))
                Csv.Row(output, account, set, figure.Name, Text.Amount(figure.Before), Text.Amount(figure.After), Text.Amount(figure.Difference));
        if (comparison.Order is { } answer) Csv.Row(output, account, set, "order", OrderSentence.Name(answer), answer.Decision.Refusal is { } reason ? Text.Kebab(reason) : "accepted", "");
    }

    private static string Status(AccountReport report) => report.Main is MarginOutcome.Calculated { Statement: var statement } ? Text.Kebab(statement.Status) : "unavailable";
}
