using System.Text.Json.Nodes;
using Plimsoll.Lab.Backtests;

namespace Plimsoll.Cli.Rendering;

/// <summary>A backtest as JSON. Margins and losses are fractions of gross notional; what a rulebook does not forecast is null.</summary>
internal static class BacktestJson
{
    /// <summary>The document.</summary>
    public static JsonObject Of(BacktestResult result) => new()
    {
        ["from"] = result.From.ToString(),
        ["to"] = result.To.ToString(),
        ["assets"] = JsonOutput.Array(result.Assets, asset => asset.Code),
        ["loss"] = "simple return of gross notional, close to close at 00:00 UTC",
        ["rulebooks"] = JsonOutput.Array(result.Rules, rules => new JsonObject
        {
            ["name"] = rules.Name,
            ["kind"] = rules.IsPlain ? "plain" : "rulebook",
            ["hours"] = rules.Hours,
            ["pairs"] = JsonOutput.Array(rules.Pairs, Pair),
            ["summary"] = new JsonObject(rules.Summary.Select(pooled => KeyValuePair.Create<string, JsonNode?>(Text.Kebab(pooled.Kind), Pooled(pooled)))),
            ["goals"] = JsonOutput.Array(rules.Goals, GoalOf),
            ["shock"] = JsonOutput.Array(rules.Shock, one => new JsonObject { ["days"] = one.Days, ["core"] = Number(one.Core), ["margin"] = Number(one.Charged) }),
            ["unavailable"] = JsonOutput.Array(rules.Gaps, gap => new JsonObject { ["missing"] = gap.Reason, ["days"] = gap.Count }),
        }),
        ["crises"] = JsonOutput.Array(result.Crises.Where(IsShown), Crisis),
    };

    private static JsonObject Pair(PairScore pair) => new()
    {
        ["portfolio"] = pair.Portfolio,
        ["asset"] = pair.Asset,
        ["kind"] = Text.Kebab(pair.Kind),
        ["data"] = pair.IsReal ? "real" : "synthetic",
        ["observations"] = pair.Observations,
        ["unavailable"] = pair.Unavailable,
        ["breachesVar"] = pair.Initial?.Breaches,
        ["kupiecP"] = Number(pair.Initial?.Kupiec),
        ["kupiecAdjustedP"] = Number(pair.Initial?.AdjustedKupiec),
        ["christoffersenP"] = Number(pair.Initial?.ConditionalCoverage),
        ["christoffersenAdjustedP"] = Number(pair.Initial?.AdjustedConditionalCoverage),
        ["z2"] = Number(pair.Initial?.Z2),
        ["trafficLight"] = pair.Initial is { } initial ? Text.Kebab(initial.Light) : null,
        ["fz0"] = Number(pair.Initial?.Score),
        ["eWealth"] = Number(pair.Initial?.EWealth),
        ["tuffP"] = Number(pair.Initial?.TimeUntilFirst),
        ["independenceP"] = Number(pair.Initial?.Independence),
        ["z1"] = Number(pair.Initial?.Z1),
        ["z3"] = Number(pair.Initial?.Z3),
        ["meanExcess"] = Number(pair.Initial?.MeanExcess),
        ["uniformityP"] = Number(pair.Uniformity),
        ["berkowitzTailP"] = Number(pair.BerkowitzTail),
        ["maintenance"] = pair.Maintenance is { } maintenance
            ? new JsonObject
            {
                ["breachesVar"] = maintenance.Breaches,
                ["kupiecP"] = Number(maintenance.Kupiec),
                ["kupiecAdjustedP"] = Number(maintenance.AdjustedKupiec),
                ["christoffersenP"] = Number(maintenance.ConditionalCoverage),
                ["christoffersenAdjustedP"] = Number(maintenance.AdjustedConditionalCoverage),
                ["z2"] = Number(maintenance.Z2),
                ["trafficLight"] = Text.Kebab(maintenance.Light),
                ["fz0"] = Number(maintenance.Score),
                ["eWealth"] = Number(maintenance.EWealth),
                ["tuffP"] = Number(maintenance.TimeUntilFirst),
                ["independenceP"] = Number(maintenance.Independence),
                ["z1"] = Number(maintenance.Z1),
                ["z3"] = Number(maintenance.Z3),
                ["meanExcess"] = Number(maintenance.MeanExcess),
            }
            : null,
        ["breachesMargin"] = pair.MarginBreaches,
        ["coverage"] = Number(pair.Coverage),
        ["coverageLower"] = Number(pair.CoverageLower),
        ["averageMargin"] = Number(pair.AverageMargin),
        ["averageCore"] = Number(pair.AverageCore),
        ["averageMarketRisk"] = Number(pair.AverageMarketRisk),
        ["peakMargin"] = Number(pair.PeakMargin),
        ["peakToTrough"] = Number(pair.PeakToTrough),
        ["rise1d"] = Number(pair.Rise1),
        ["rise5d"] = Number(pair.Rise5),
        ["coreRise1d"] = Number(pair.CoreRise1),
        ["coreRise5d"] = Number(pair.CoreRise5),
        ["worstBreach"] = Number(pair.WorstBreach),
        ["meanBreach"] = Number(pair.MeanBreach),
        ["efficiency"] = Number(pair.Efficiency),
    };

    private static JsonObject Pooled(PooledScore pooled) => new()
    {
        ["series"] = pooled.Series,
        ["observations"] = pooled.Observations,
        ["breachRateVar"] = Rate(pooled.InitialVar),
        ["breachRateVarMaintenance"] = Rate(pooled.MaintenanceVar),
        ["coverage"] = Rate(pooled.Coverage),
        ["breachesMargin"] = pooled.MarginBreaches,
        ["breachDates"] = pooled.BreachDates,
        ["seriesCovered"] = Number(pooled.CoveredSeries),
        ["z2"] = Number(pooled.Z2),
        ["kupiecNotRejected"] = Number(pooled.KupiecInitial),
        ["kupiecNotRejectedMaintenance"] = Number(pooled.KupiecMaintenance),
        ["conditionalCoverageNotRejected"] = Number(pooled.ConditionalInitial),
        ["conditionalCoverageNotRejectedMaintenance"] = Number(pooled.ConditionalMaintenance),
        ["fz0"] = Number(pooled.Score),
        ["fz0Maintenance"] = Number(pooled.ScoreMaintenance),
        ["averageMargin"] = Number(pooled.AverageMargin),
        ["averageAtEqualCoverage"] = Number(pooled.AverageAtEqualCoverage),
        ["coreCostOfFullFhs"] = Number(pooled.CoreCost),
        ["costOfFullFhs"] = Number(pooled.Cost),
        ["costOfStaticTiers"] = Number(pooled.OfTiers),
        ["marketRiskOfStaticTiers"] = Number(pooled.MarketRiskOfTiers),
        ["coreRise1dOfFullFhs"] = Number(pooled.CoreRise1),
        ["coreRise5dOfFullFhs"] = Number(pooled.CoreRise5),
        ["rise1dOfFullFhs"] = Number(pooled.Rise1),
        ["rise5dOfFullFhs"] = Number(pooled.Rise5),
        ["peakToTrough"] = Number(pooled.PeakToTrough),
        ["coreRise1dWithin"] = Number(pooled.CoreRise1Within),
        ["coreRise5dWithin"] = Number(pooled.CoreRise5Within),
        ["coreCostAtEqualCoverage"] = Number(pooled.CoreCostAtEqualCoverage),
        ["costAtEqualCoverage"] = Number(pooled.CostAtEqualCoverage),
        ["z2Reds"] = pooled.Z2Reds,
        ["eReds"] = pooled.EReds,
        ["dieboldMariano"] = JsonOutput.Array(pooled.Comparisons, one => new JsonObject { ["against"] = one.Against, ["t"] = Number(one.Initial), ["tMaintenance"] = Number(one.Maintenance) }),
    };

    private static JsonObject GoalOf(Goal goal) => new()
    {
        ["group"] = goal.Group,
        ["name"] = goal.Name,
        ["measured"] = Number(goal.Measured),
        ["atLeast"] = Number(goal.AtLeast),
        ["atMost"] = Number(goal.AtMost),
        ["reached"] = goal.Reached,
        ["missedBy"] = Number(goal.Missed),
    };

    /// <summary>One leg, the market as a whole, portfolios of the user, and whatever a margin did not cover.</summary>
    private static bool IsShown(CrisisBook book) => book.Kind is BookKind.Outright or BookKind.Given || book.Asset == "all" || book.Rules.Any(one => one.Covers == false);

    private static JsonObject Crisis(CrisisBook book) => new()
    {
        ["crisis"] = book.Crisis,
        ["day"] = book.Day.ToString(),
        ["portfolio"] = book.Portfolio,
        ["asset"] = book.Asset,
        ["loss"] = Number(book.Loss),
        ["worstInside"] = Number(book.WorstInside),
        ["rules"] = JsonOutput.Array(book.Rules.Where(one => one.Covers is not null), one => new JsonObject
        {
            ["name"] = one.Rules, ["core"] = Number(one.Core), ["marketRisk"] = Number(one.MarketRisk), ["margin"] = Number(one.Charged), ["covered"] = one.Covers, ["coveredInside"] = one.CoversInside, ["parametersChosenLater"] = one.ChosenLater,
        }),
    };

    private static JsonObject? Rate(PooledRate? rate) => rate is null ? null : new JsonObject { ["value"] = Number(rate.Value), ["lower"] = Number(rate.Lower), ["upper"] = Number(rate.Upper) };

    // Ten digits: the last ones of a double may differ between machines and say nothing here.
    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(double.Parse(number.ToString("G10", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture)) : null;
}
