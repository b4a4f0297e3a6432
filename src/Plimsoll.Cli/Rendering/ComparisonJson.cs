using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>Accounts under several rulebooks as JSON: a list, one object an account, the rulebooks in it.</summary>
internal static class ComparisonJson
{
    /// <summary>The list of all accounts.</summary>
    public static JsonArray Of(IEnumerable<ImmutableArray<RulebookComparison>> rows) => JsonOutput.Array(rows, row => new JsonObject
    {
        ["account"] = row[0].Outcome.Account.Account,
        ["owner"] = row[0].Outcome.Account.Owner,
        ["nettingSet"] = row[0].Outcome.Account.NettingSet,
        ["rulebooks"] = JsonOutput.Array(row, Cell),
    });

    private static JsonObject Cell(RulebookComparison cell)
    {
        // A whole margin statement, or the gaps, so that nothing has to be asked for twice.
        JsonObject json = MarginJson.Outcome(cell.Outcome);
        json["rulebook"] = new JsonObject { ["name"] = cell.Rulebook.Name, ["version"] = cell.Rulebook.Version, ["sha256"] = cell.Rulebook.Sha256, ["verified"] = Text.Kebab(cell.Rulebook.Verified) };
        if (cell.GrossNotional is { } gross) json["grossNotional"] = Text.Amount(gross);
        json["bindingRule"] = cell.Binding is { } binding ? new JsonObject { ["component"] = Text.Kebab(binding.Component), ["subject"] = binding.Subject, ["initial"] = Text.Amount(binding.Initial) } : null;
        json["replacements"] = JsonOutput.Array(cell.Replacements, one => new JsonObject
        {
            ["from"] = one.From.ToString(),
            ["to"] = one.To.ToString(),
            ["contractsPerContract"] = Text.Exact(one.ContractsPerContract),
            ["markPrice"] = Text.Exact(one.MarkPrice),
            ["quoted"] = one.IsQuoted,
        });
        json["exchangedBalances"] = JsonOutput.Array(cell.Balances, one => new JsonObject { ["from"] = one.From.Code, ["to"] = one.To.Code });
        json["atPar"] = JsonOutput.Array(cell.AtPar, one => one.Code);
        json["leverage"] = cell.Leverage is { } leverage ? Text.Exact(decimal.Round(leverage, 12)) : null;
        return json;
    }
}
