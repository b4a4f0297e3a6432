using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Plimsoll.Scaling;

namespace Plimsoll.Vectors.Tests;

/// <summary>Margin by size and tools against procyclicality: size_tiers.json and procyclicality.json.</summary>
internal static class SizeFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("TierSchedule.MaintenanceMargin", inputs =>
        {
            TierSchedule schedule = TierSchedule.Create(Brackets(inputs, "rate"));
            double notional = inputs.Number("notional");
            return new JsonObject
            {
                ["margin"] = schedule.Margin(notional),
                ["averageRate"] = schedule.AverageRate(notional),
                ["marginalRate"] = schedule.MarginalRate(notional),
                ["deductions"] = VectorInputs.Array(schedule.Deductions.AsSpan()),
            };
        });
        table.Add("TierSchedule.CliffJump", inputs => new JsonObject
        {
            ["jump"] = TierSchedule.CliffJump(inputs.Number("boundary"), inputs.Number("rateBelow"), inputs.Number("rateAbove")),
        });
        table.Add("SizeCurve.Power", inputs =>
        {
            var curve = new PowerSizeCurve(inputs.Number("r0"), inputs.Number("K"), inputs.Number("p"), inputs.Number("cap"));
            double size = inputs.Number("Q");
            return new JsonObject { ["rate"] = curve.Rate(size), ["margin"] = curve.Margin(size), ["marginalRate"] = curve.MarginalRate(size) };
        });
        AddAntiProcyclicality(table);
    }

    /// <summary>Rows {lower, upper, ...} with the named field as their rate.</summary>
    public static ImmutableArray<Bracket> Brackets(JsonObject inputs, string rate) =>
        [.. inputs.Objects("tiers").Select(row => new Bracket(row.Number("lower"), row.NumberOr("upper", double.PositiveInfinity), row.Number(rate)))];

    private static void AddAntiProcyclicality(VectorFunctions table)
    {
        table.Add("Apc.Buffer", inputs =>
        {
            (double level, double buffer) = (inputs.Number("base"), inputs.Number("buffer"));
            return Margin(inputs.Numbers("raw").Select(raw => AntiProcyclicality.Buffer(raw, level, buffer)));
        });
        table.Add("Apc.StressWeight", inputs =>
        {
            (double stressed, double weight) = (inputs.Number("stressed"), inputs.Number("weight"));
            var blends = inputs.Numbers("raw").Select(raw => AntiProcyclicality.StressWeight(raw, stressed, weight)).ToList();
            return new JsonObject
            {
                ["blend"] = VectorInputs.Array(blends.Select(b => b.Blend).ToArray()),
                ["blendFloored"] = VectorInputs.Array(blends.Select(b => b.Floored).ToArray()),
            };
        });
        table.Add("Apc.Floor", inputs =>
        {
            double floor = inputs.Number("floor");
            return Margin(inputs.Numbers("raw").Select(raw => AntiProcyclicality.Floor(raw, floor)));
        });
        table.Add("Apc.SpeedLimit", SpeedLimit);
        table.Add("Apc.AsymmetricEwma", inputs =>
        {
            (double[] path, double halfLife) = (inputs.Numbers("raw"), inputs.Number("halfLife"));
            for (int t = 1; t < path.Length; t++) path[t] = AntiProcyclicality.AsymmetricEwma(path[t - 1], path[t], halfLife);
            return Margin(path);
        });
    }

    private static JsonObject SpeedLimit(JsonObject inputs)
    {
        double[] raw = inputs.Numbers("raw"), margin = [.. raw], shortfall = new double[raw.Length];
        (double rise, double fall) = (inputs.Number("maxUp"), inputs.Number("maxDown"));
        for (int t = 1; t < raw.Length; t++) (margin[t], shortfall[t]) = AntiProcyclicality.SpeedLimit(margin[t - 1], raw[t], rise, fall);
        return new JsonObject { ["margin"] = VectorInputs.Array(margin), ["shortfall"] = VectorInputs.Array(shortfall) };
    }

    private static JsonObject Margin(IEnumerable<double> path) => new() { ["margin"] = VectorInputs.Array(path.ToArray()) };
}
