using System.Text.Json.Nodes;
using Plimsoll.Numerics;
using Plimsoll.Scenarios;
using Plimsoll.Volatility;
using static Plimsoll.Vectors.Tests.VectorInputs;

namespace Plimsoll.Vectors.Tests;

/// <summary>Quantiles, VaR, expected shortfall, filtered history and horizons: var_es.json, and Mpor.* of liquidity.json.</summary>
internal static class RiskMeasureFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("Quantile.HyndmanFan", HyndmanFan);
        table.Add("ExpectedShortfall.Empirical", Empirical);
        table.Add("AgeWeighted.VarEs", inputs => AgeWeightedTail(inputs));
        table.Add("AgeWeighted.HybridVar", HybridVar);
        table.Add("Parametric.Normal", ParametricNormal);
        table.Add("Parametric.StudentT", ParametricStudentT);
        table.Add("CornishFisher", Expansion);
        table.Add("Fhs.Ewma", FullRescaling);
        table.Add("Fhs.EwmaClamped", ClampedRescaling);
        table.Add("Fhs.MidVol", HalfRescaling);
        table.Add("Fhs.Champion", Champion);
        table.Add("Mpor.Scale", Horizons);
        table.Add("Mpor.Overlapping", Overlapping);
        table.Add("Mpor.LinearUnwind", inputs => new JsonObject
        {
            ["effectiveDays"] = MarginPeriodOfRisk.LinearUnwindDays(inputs.Number("days")),
            ["scale"] = MarginPeriodOfRisk.LinearUnwindFactor(inputs.Number("days")),
        });
        table.Add("EulerAllocation", Allocation);
    }

    private static JsonObject HyndmanFan(JsonObject inputs)
    {
        double quantile = Quantile.HyndmanFan(inputs.Numbers("sample"), inputs.Number("p"), inputs.Integer("type"));
        return new JsonObject { ["quantile"] = quantile, ["var"] = -quantile };
    }

    private static JsonObject Empirical(JsonObject inputs)
    {
        double[] sample = inputs.Numbers("sample");
        double alpha = inputs.Number("alpha");
        TailEstimate tail = ExpectedShortfall.Estimate(sample, alpha, new double[ExpectedShortfall.ScratchLength(sample.Length, alpha)]);
        return new JsonObject
        {
            ["es"] = tail.ExpectedShortfall,
            ["varLower"] = tail.LowerValueAtRisk,
            ["varUpper"] = tail.UpperValueAtRisk,
            ["tailMeanAtOrAboveVar"] = ExpectedShortfall.TailMeanAtOrBeyondLowerVar(sample, alpha),
            ["ceilTailMean"] = ExpectedShortfall.CeilingTailMean(sample, alpha),
        };
    }

    private static JsonObject AgeWeightedTail(JsonObject inputs)
    {
        TailEstimate tail = AgeWeighted.Estimate(inputs.Numbers("pnlMostRecentFirst"), inputs.Number("lam"), inputs.Number("alpha"));
        return new JsonObject { ["es"] = tail.ExpectedShortfall, ["varExact"] = tail.LowerValueAtRisk };
    }

    private static JsonObject HybridVar(JsonObject inputs)
    {
        JsonObject[] worst = inputs.Objects("worst");
        int window = inputs.Integer("K");
        double alpha = inputs.Number("alpha");
        double[] losses = [.. worst.Select(row => -row.Number("returnPct"))];
        double[] weights = [.. worst.Select(row => AgeWeighted.Weight(row.Integer("periodsAgo"), window, inputs.Number("lam")))];
        double[] cumulative = [.. weights.Select((_, i) => weights.Take(i + 1).Sum())];
        double hybrid = AgeWeighted.HybridValueAtRisk(losses, cumulative, alpha);
        return new JsonObject
        {
            ["weights"] = Array(weights),
            ["cumulative"] = Array(cumulative),
            ["hybridVarPct"] = hybrid,
            ["publishedHybridVarPct"] = hybrid,
            ["plainHsVarPct"] = AgeWeighted.PlainValueAtRisk(losses, window, alpha),
        };
    }

    private static JsonObject ParametricNormal(JsonObject inputs)
    {
        ParametricRisk risk = ParametricRisk.Normal(inputs.Number("confidence"), inputs.NumberOr("mu", 0.0), inputs.NumberOr("sigma", 1.0));
        return new JsonObject { ["var"] = risk.ValueAtRisk, ["es"] = risk.ExpectedShortfall };
    }

    private static JsonObject ParametricStudentT(JsonObject inputs)
    {
        double confidence = inputs.Number("confidence"), nu = inputs.Number("nu");
        ParametricRisk risk = ParametricRisk.StudentT(
            confidence, nu, inputs.NumberOr("sigma", 1.0), inputs.FlagOr("standardised", true), inputs.NumberOr("mu", 0.0));
        ParametricRisk raw = ParametricRisk.StudentT(confidence, nu, standardised: false);
        return new JsonObject
        {
            ["var"] = risk.ValueAtRisk,
            ["es"] = risk.ExpectedShortfall,
            ["quantileRaw"] = raw.ValueAtRisk,
            ["esRaw"] = raw.ExpectedShortfall,
        };
    }

    private static JsonObject Expansion(JsonObject inputs)
    {
        CornishFisher risk = CornishFisher.Of(inputs.Number("confidence"), inputs.Number("skew"), inputs.Number("excessKurtosis"));
        return new JsonObject
        {
            ["zCf"] = risk.Quantile,
            ["var"] = risk.ValueAtRisk,
            ["es"] = risk.ExpectedShortfall,
            ["validDomain"] = risk.InValidDomain,
        };
    }

    private static JsonObject FullRescaling(JsonObject inputs)
    {
        double[] returns = inputs.Numbers("returns");
        double[] variances = new double[returns.Length + 1];
        Ewma.Forecasts(returns, inputs.Number("lam"), Ewma.MeanSquare(returns), variances);
        double[] scaled = new double[returns.Length];
        FilteredHistoricalSimulation.Rescale(returns, variances, VolatilityRescaling.Full, scaled);
        double[] alphas = inputs.Numbers("alpha");
        return new JsonObject
        {
            ["sigmaNext"] = Math.Sqrt(variances[^1]),
            ["variancePath"] = Array(variances),
            ["scaledReturns"] = Array(scaled),
            ["es"] = Array([.. alphas.Select(alpha => ExpectedShortfall.Of(scaled, alpha))]),
            ["var"] = Array([.. alphas.Select(alpha => Quantile.LowerValueAtRisk(scaled, alpha))]),
        };
    }

    private static JsonObject ClampedRescaling(JsonObject inputs)
    {
        var clamp = new VolatilityRescaling(1.0, inputs.Number("clampLow"), inputs.Number("clampHigh"));
        double[] scaled = FilteredHistoricalSimulation.RescaleByEwma(inputs.Numbers("returns"), inputs.Number("lam"), clamp);
        return new JsonObject { ["scaledReturns"] = Array(scaled), ["es5"] = ExpectedShortfall.Of(scaled, 0.05) };
    }

    private static JsonObject HalfRescaling(JsonObject inputs) => new()
    {
        ["scaledReturns"] = Array(FilteredHistoricalSimulation.RescaleByEwma(
            inputs.Numbers("returns"), inputs.Number("lam"), VolatilityRescaling.Half with { Weight = inputs.NumberOr("w", 0.5) })),
    };

    private static JsonObject Champion(JsonObject inputs)
    {
        var champion = ChampionRate.Of(
            inputs.Numbers("returns"),
            inputs.Text("side") == "long",
            inputs.Number("alpha"),
            inputs.Number("lamMid"),
            VolatilityRescaling.Half with { Weight = inputs.Number("wMid") },
            inputs.Number("lamFull"),
            inputs.Number("factor"));
        return new JsonObject { ["esMid"] = champion.Partial, ["esFull"] = champion.Full, ["rate"] = champion.Rate };
    }

    private static JsonObject Horizons(JsonObject inputs)
    {
        string rule = inputs.Text("rule");
        if (rule != "sqrt(hours/24)") throw new NotSupportedException($"Scaling rule '{rule}' is unknown; known is sqrt(hours/24).");
        return new JsonObject
        {
            ["scaled"] = Array([.. inputs.Numbers("hours").Select(hours => MarginPeriodOfRisk.SquareRootOfTime(inputs.Number("oneDay"), hours))]),
        };
    }

    private static JsonObject Overlapping(JsonObject inputs)
    {
        double[] returns = inputs.Numbers("returns");
        int periods = inputs.Integer("h");
        double[] overlapping = new double[returns.Length - periods + 1];
        MarginPeriodOfRisk.Overlapping(returns, periods, overlapping);
        return new JsonObject
        {
            ["overlapping"] = Array(overlapping),
            ["unbiasedVariancePerPeriod"] = MarginPeriodOfRisk.UnbiasedVariancePerPeriod(returns, periods),
        };
    }

    private static JsonObject Allocation(JsonObject inputs)
    {
        double[][] scenarios = inputs.Matrix("scenarioPnlByPosition");
        int positions = scenarios[0].Length;
        double[] byPosition = [.. Enumerable.Range(0, positions).SelectMany(j => scenarios.Select(row => row[j]))];
        EulerAllocation allocation = EulerAllocation.Of(byPosition, positions, inputs.Number("alpha"));
        return new JsonObject
        {
            ["es"] = allocation.Total,
            ["components"] = Array(allocation.Components.AsSpan()),
            ["standalone"] = Array(allocation.Standalone.AsSpan()),
            ["incremental"] = Array(allocation.Incremental.AsSpan()),
            ["diversificationBenefit"] = allocation.DiversificationBenefit,
        };
    }
}
