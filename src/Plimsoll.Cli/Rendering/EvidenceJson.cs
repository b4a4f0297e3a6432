using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>Evidence as JSON: its kind, and its values as decimal strings.</summary>
internal static class EvidenceJson
{
    /// <summary>One piece of evidence.</summary>
    public static JsonObject Of(Evidence evidence) => evidence switch
    {
        Evidence.Sum => new JsonObject { ["kind"] = "sum" },
        Evidence.Share => new JsonObject { ["kind"] = "share" },
        Evidence.MarketRisk risk => new JsonObject
        {
            ["kind"] = "market-risk",
            ["initialLeg"] = risk.InitialLeg,
            ["maintenanceLeg"] = risk.MaintenanceLeg,
            ["dynamics"] = risk.Dynamics,
            ["legs"] = JsonOutput.Array(risk.Legs, Named),
            ["scenarios"] = JsonOutput.Array(risk.Scenarios, Scenario),
        },
        Evidence.ScenarioSet set => new JsonObject
        {
            ["kind"] = "scenario-set",
            ["worst"] = set.Worst,
            ["scenarios"] = JsonOutput.Array(set.All, Scenario),
        },
        Evidence.RiskMatrix matrix => new JsonObject
        {
            ["kind"] = "risk-matrix",
            ["worst"] = new JsonObject
            {
                ["source"] = matrix.Worst.Source,
                ["index"] = matrix.Worst.Index,
                ["bucket"] = matrix.Worst.Bucket,
                ["side"] = matrix.Worst.Side,
                ["pnl"] = Text.Estimate(matrix.Worst.Pnl),
            },
            ["instruments"] = Vectors(matrix.Instruments),
            ["pairs"] = Vectors(matrix.Pairs),
            ["counted"] = Vectors(matrix.Counted),
        },
        Evidence.Curve curve => new JsonObject
        {
            ["kind"] = "curve",
            ["notional"] = Text.Estimate(curve.Notional),
            ["capacity"] = Text.Estimate(curve.Capacity),
            ["timesToLiquidate"] = Text.Estimate(curve.TimesToLiquidate),
            ["multiplier"] = Text.Estimate(curve.Multiplier),
            ["capacityFrom"] = curve.CapacityFrom,
        },
        Evidence.HaircutRow row => new JsonObject { ["kind"] = "haircut-row", ["rate"] = Text.Estimate(row.Rate), ["cap"] = Text.Estimate(row.Cap) },
        Evidence.Numbers numbers => new JsonObject { ["kind"] = "numbers", ["values"] = JsonOutput.Array(numbers.Values, Named) },
        _ => throw new UnreachableException($"No JSON for evidence {evidence.GetType().Name}."),
    };

    private static JsonObject Scenario(ScenarioLoss loss) => new() { ["scenario"] = loss.Scenario, ["loss"] = Text.Estimate(loss.Loss), ["weight"] = Text.Estimate(loss.Weight) };

    private static JsonObject Vectors(ImmutableArray<RiskVectors> all)
    {
        var json = new JsonObject();
        foreach (RiskVectors one in all) json[one.Subject] = new JsonObject { ["standard"] = JsonOutput.Array(one.Standard, Estimate), ["extended"] = JsonOutput.Array(one.Extended, Estimate) };
        return json;
    }

    private static JsonNode Estimate(double value) => JsonValue.Create(Text.Estimate(value))!;

    private static JsonObject Named(NamedValue value) => new() { ["name"] = value.Name, ["value"] = Text.Estimate(value.Value), ["unit"] = value.Unit };
}
