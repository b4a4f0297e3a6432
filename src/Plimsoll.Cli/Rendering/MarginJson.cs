using System.Diagnostics;
using System.Text.Json.Nodes;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli.Rendering;

/// <summary>Statements as the JSON that other programs read: money, prices and ratios as decimal strings, times in ISO-8601.</summary>
internal static class MarginJson
{
    /// <summary>The list of all accounts.</summary>
    /// <param name="reports">The accounts.</param>
    /// <param name="maps">Maps of profit and loss, for the netting sets that have one.</param>
    public static JsonArray Accounts(IEnumerable<AccountReport> reports, IReadOnlyDictionary<AccountPath, ScenarioMap> maps) => JsonOutput.Array(reports, report => Account(report, maps));

    /// <summary>One account, its isolated positions nested in it.</summary>
    public static JsonObject Account(AccountReport report, IReadOnlyDictionary<AccountPath, ScenarioMap>? maps = null)
    {
        JsonObject Set(MarginOutcome outcome)
        {
            JsonObject json = Outcome(outcome);
            if (maps?.GetValueOrDefault(outcome.Account) is { } map) json["scenarioMap"] = Map(map);
            return json;
        }

        JsonObject account = Set(report.Main);
        if (report.Isolated.Length > 0) account["isolated"] = JsonOutput.Array(report.Isolated, Set);
        return account;
    }

    /// <summary>One netting set.</summary>
    public static JsonObject Outcome(MarginOutcome outcome) => outcome switch
    {
        MarginOutcome.Calculated calculated => Statement(calculated.Statement),
        MarginOutcome.Unavailable unavailable => Unavailable(unavailable),
        _ => throw new UnreachableException($"No JSON for outcome {outcome.GetType().Name}."),
    };

    private static JsonObject Of(AccountPath path)
    {
        var json = new JsonObject { ["account"] = path.Account, ["owner"] = path.Owner };
        if (path.Firm.Length > 0) json["firm"] = path.Firm;
        json["nettingSet"] = path.NettingSet;
        return json;
    }

    private static JsonObject Unavailable(MarginOutcome.Unavailable unavailable)
    {
        JsonObject json = Of(unavailable.Path);
        json["unavailable"] = JsonOutput.Array(unavailable.Gaps, Gap);
        return json;
    }

    private static JsonObject Statement(MarginStatement statement)
    {
        JsonObject json = Of(statement.Account);
        json["rulebook"] = new JsonObject { ["name"] = statement.Model.Name, ["version"] = statement.Model.Version, ["sha256"] = statement.Model.Sha256, ["verified"] = Text.Kebab(statement.Model.Verified) };
        json["asOf"] = statement.AsOf.ToString();
        json["currency"] = statement.Currency.Code;
        json["quality"] = Text.Kebab(statement.Quality);
        json["status"] = Text.Kebab(statement.Status);
        json["nav"] = Text.Amount(statement.Nav);
        json["equity"] = Text.Amount(statement.Equity);
        json["collateralValue"] = Text.Amount(statement.CollateralValue);
        json["haircut"] = Text.Amount(statement.Haircut);
        json["unrealisedPnl"] = Text.Amount(statement.UnrealisedPnl);
        json["optionValue"] = Text.Amount(statement.OptionValue);
        json["costToRealiseGains"] = Text.Amount(statement.CostToRealiseGains);
        json["initialMargin"] = Text.Amount(statement.InitialMargin);
        json["maintenanceMargin"] = Text.Amount(statement.MaintenanceMargin);
        json["excess"] = Text.Amount(statement.Excess);
        json["withdrawable"] = Text.Amount(statement.Withdrawable);
        json["marginRatio"] = statement.MarginRatio is { } ratio ? Text.Exact(decimal.Round(ratio, 12)) : null;
        if (statement.Bounds is { } bounds) json["bounds"] = new JsonObject { ["initialMargin"] = new JsonArray(Text.Amount(bounds.InitialLow), Text.Amount(bounds.InitialHigh)) };
        json["lines"] = JsonOutput.Array(statement.Lines, Line);
        json["positions"] = JsonOutput.Array(statement.Positions, Position);
        json["collateral"] = JsonOutput.Array(statement.Collateral, Collateral);
        json["liquidation"] = JsonOutput.Array(statement.LiquidationLevels, Level);
        if (statement.Currencies.Length > 0)
        {
            var currencies = new JsonObject();
            foreach (MarginStatement one in statement.Currencies) currencies[one.Currency.Code] = Statement(one);
            json["currencies"] = currencies;
        }

        json["warnings"] = JsonOutput.Array(statement.Warnings, warning => new JsonObject { ["code"] = warning.Code, ["message"] = warning.Message });
        return json;
    }

    private static JsonObject Line(MarginLine line)
    {
        var json = new JsonObject { ["component"] = Text.Kebab(line.Component) };
        if (line.Subject.Length > 0) json["subject"] = line.Subject;
        json["initial"] = Text.Amount(line.Initial);
        json["maintenance"] = Text.Amount(line.Maintenance);
        json["evidence"] = EvidenceJson.Of(line.Evidence);
        json["lines"] = JsonOutput.Array(line.Lines, Line);
        return json;
    }

    private static JsonObject Position(PositionContribution position)
    {
        var json = new JsonObject
        {
            ["symbol"] = position.Symbol.ToString(),
            ["quantity"] = Text.Exact(position.Quantity),
            ["markPrice"] = Text.Exact(position.MarkPrice),
            ["notional"] = Text.Amount(position.Notional),
            ["initialContribution"] = Text.Amount(position.InitialContribution),
            ["maintenanceContribution"] = Text.Amount(position.MaintenanceContribution),
        };
        if (position.InitialMarginal is { } marginal) json["initialMarginal"] = Text.Amount(marginal);
        return json;
    }

    private static JsonObject Collateral(CollateralLine line) => new()
    {
        ["asset"] = line.Asset.Code,
        ["amount"] = Text.Exact(line.Amount),
        ["price"] = Text.Exact(line.Price),
        ["value"] = Text.Amount(line.Value),
        ["haircut"] = Text.Amount(line.Haircut),
        ["inBook"] = Text.Exact(line.InBook),
        ["evidence"] = EvidenceJson.Of(line.Evidence),
    };

    private static JsonObject Level(LiquidationLevel level) => new()
    {
        ["factor"] = level.Factor,
        ["below"] = level.Below is { } below ? Text.Exact(below) : null,
        ["above"] = level.Above is { } above ? Text.Exact(above) : null,
        ["intervals"] = JsonOutput.Array(level.Intervals, interval => new JsonArray(Text.Exact(interval.From), interval.To is { } to ? Text.Exact(to) : null)),
    };

    private static JsonObject Map(ScenarioMap map) => new()
    {
        ["underlying"] = map.Underlying.Code,
        ["spotMoves"] = JsonOutput.Array(map.SpotMoves, move => Text.Estimate(move)),
        ["volatilityMoves"] = JsonOutput.Array(map.VolatilityMoves, move => Text.Estimate(move)),
        ["profitAndLoss"] = JsonOutput.Array(Enumerable.Range(0, map.VolatilityMoves.Length), row =>
            JsonOutput.Array(Enumerable.Range(0, map.SpotMoves.Length), column => Text.Estimate(map[row, column]))),
    };

    private static JsonObject Gap(DataGap gap) => new() { ["symbol"] = gap.Subject, ["missing"] = gap.Missing, ["age"] = gap.Age?.TotalSeconds };
}
