using System.Text.Json.Nodes;
using Plimsoll.Liquidation;
using Plimsoll.Validation;

namespace Plimsoll.Vectors.Tests;

/// <summary>Swings of margins, shifts of inputs and cascades: drift.json, and parts of procyclicality.json and cascade.json.</summary>
internal static class MonitoringFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("Procyclicality.Metrics", inputs =>
        {
            double[] margins = inputs.Numbers("margin");
            int[] days = [.. inputs.Numbers("n").Select(n => (int)n)];
            return new JsonObject
            {
                ["peakToTrough"] = Procyclicality.PeakToTrough(margins),
                ["nDay"] = VectorInputs.Array([.. days.Select(n => Procyclicality.Rise(margins, n))]),
                ["withinNDays"] = VectorInputs.Array([.. days.Select(n => Procyclicality.RiseWithin(margins, n))]),
                ["stdLogChange"] = Procyclicality.StandardDeviationOfLogChange(margins),
            };
        });
        table.Add("Drift.Psi", inputs => new JsonObject { ["psi"] = PopulationStability.Index(inputs.Numbers("expected"), inputs.Numbers("actual")) });
        table.Add("Drift.Cusum", inputs =>
        {
            var sum = new Cusum(inputs.Number("k"), inputs.Number("h"));
            List<double> path = [];
            int? alarm = null;
            foreach (double value in inputs.Numbers("x"))
            {
                sum = sum.After(value);
                if (sum.Alarm) alarm ??= path.Count;
                path.Add(sum.Sum);
            }

            return new JsonObject { ["path"] = VectorInputs.Array([.. path]), ["firstAlarmIndex"] = alarm };
        });
        table.Add("Drift.PageHinkley", inputs =>
        {
            var test = new PageHinkley(inputs.Number("delta"));
            List<double> path = [];
            foreach (double value in inputs.Numbers("x"))
            {
                test = test.After(value);
                path.Add(test.Statistic);
            }

            return new JsonObject { ["path"] = VectorInputs.Array([.. path]) };
        });
        table.Add("Cascade.LinearAmplification", inputs =>
        {
            var move = LiquidationCascade.LinearAmplification(inputs.Number("shock"), inputs.Number("liquidationDensity"), inputs.Number("depth"));
            return new JsonObject { ["totalMove"] = move.TotalMove, ["amplification"] = move.Amplification, ["forcedVolume"] = move.ForcedVolume };
        });
        table.Add("Cascade.Discrete", inputs =>
        {
            CascadeOutcome outcome = LiquidationCascade.Discrete(inputs.Number("shock"), Positions(inputs), inputs.Number("depthPerUnitMove"));
            return new JsonObject
            {
                ["totalMove"] = outcome.TotalMove, ["liquidatedNotional"] = outcome.LiquidatedNotional, ["rounds"] = VectorInputs.Array(outcome.Rounds.AsSpan()),
            };
        });
        table.Add("Cascade.Resilience", inputs => new JsonObject
        {
            ["path"] = VectorInputs.Array(LiquidationCascade.Resilience(
                inputs.Number("shock"),
                Positions(inputs),
                inputs.Number("depthPerUnitMove"),
                inputs.Number("tauSeconds"),
                inputs.Number("dtSeconds"),
                inputs.Integer("steps")).AsSpan()),
        });
    }

    private static LiquidationTrigger[] Positions(JsonObject inputs) =>
        [.. inputs.Objects("positions").Select(row => new LiquidationTrigger(row.Number("liquidationMove"), row.Number("notional")))];
}
