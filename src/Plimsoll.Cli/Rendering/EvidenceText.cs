using System.Diagnostics;
using System.Globalization;
using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>The sentence that evidence says.</summary>
internal static class EvidenceText
{
    /// <summary>One short sentence without a full stop; empty where the lines below say it all.</summary>
    public static string Of(Evidence evidence) => evidence switch
    {
        Evidence.Sum or Evidence.Share => "",
        Evidence.MarketRisk { Scenarios: [var worst, ..] } risk => $"{risk.InitialLeg}, {risk.Dynamics}; worst {worst.Scenario}: -{Text.Short(worst.Loss)}",
        Evidence.MarketRisk risk => $"{risk.InitialLeg}, {risk.Dynamics}",
        Evidence.ScenarioSet { Worst: >= 0 } set => $"worst of {set.All.Length}: {set.All[set.Worst].Scenario}: -{Text.Short(set.All[set.Worst].Loss)}",
        Evidence.ScenarioSet set => $"none of {set.All.Length} scenarios loses",
        Evidence.RiskMatrix { Worst: var worst } => string.Create(CultureInfo.InvariantCulture, $"worst: bucket {worst.Bucket} ({worst.Side}) of the {worst.Source} table, scenario {worst.Index}: {worst.Pnl:0.#########}"),
        Evidence.Curve curve =>
            $"{Text.Short(curve.Notional)} against a capacity of {Text.Short(curve.Capacity)} ({curve.CapacityFrom}): x = {Text.Short(curve.TimesToLiquidate)}, m = {Text.Short(curve.Multiplier)}",
        Evidence.HaircutRow { Cap: double.PositiveInfinity } row => Text.Percent(row.Rate),
        Evidence.HaircutRow row => $"{Text.Percent(row.Rate)} up to {Text.Short(row.Cap)}",
        Evidence.Numbers numbers => string.Join(", ", numbers.Values.Select(Named)),
        _ => throw new UnreachableException($"No sentence for evidence {evidence.GetType().Name}."),
    };

    private static string Named(NamedValue value) => value.Unit == "fraction"
        ? $"{value.Name} {Text.Percent(value.Value, Math.Abs(value.Value) < 0.01 ? 3 : 1)}"
        : value.Unit == "factor" ? $"{value.Name} {Text.Short(value.Value)}×" : $"{value.Name} {Text.Short(value.Value)} {value.Unit}".TrimEnd();
}
