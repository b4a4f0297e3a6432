using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Validation;

namespace Plimsoll.Vectors.Tests;

/// <summary>Tests of expected shortfall and of whole distributions: part of backtests.json.</summary>
internal static class BacktestFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("Backtest.Suite", Suite);
        // The published summary gives what its series showed (severity, Z2 and its p-values) but not the series, and critical values that its authors simulated:
        // ShortfallLawTests holds the law to those at their accuracy.
        table.Add("EsBacktest.Summary", Summary, "observedSeverity", "z2", "pValueNormal", "pValueT3", "criticalNormal99", "criticalT3_99");
        table.Add("AcerbiSzekely.CriticalValue", CriticalValues);
        table.Add("DurationTest", inputs =>
        {
            var series = new BacktestSeries(inputs);
            bool[] breaches = [.. series.Losses.Zip(series.ValuesAtRisk, (loss, var) => loss > var)];
            DurationTest? test = DurationTest.Of(breaches);
            return new JsonObject
            {
                ["b"] = test?.Shape, ["uLL"] = test?.LogLikelihood, ["rLL"] = test?.LogLikelihoodAtOne, ["pValue"] = test?.PValue,
            };
        });
        table.Add("DqTest", inputs =>
        {
            var series = new BacktestSeries(inputs);
            TestResult test = DynamicQuantileTest.Of(series.Losses, series.ValuesAtRisk, series.TailProbability, inputs.Integer("lags"));
            return new JsonObject { ["stat"] = test.Statistic, ["pValue"] = test.PValue };
        });
        table.Add("ConditionalCalibration", inputs => new JsonObject { ["bonferroni"] = Calibration(inputs, false), ["hommel"] = Calibration(inputs, true) });
        table.Add("Berkowitz", inputs =>
        {
            double[] normals = new BacktestSeries(inputs).Normals;
            JsonObject full = Likelihoods(BerkowitzTest.Full(normals)), tail = Likelihoods(BerkowitzTest.Tail(normals, 0.05)!.Value);
            return new JsonObject { ["full"] = full, ["tail"] = tail };
        });
        table.Add("Ks", inputs =>
        {
            TestResult test = UniformityTest.KolmogorovSmirnov(new BacktestSeries(inputs).Transforms);
            return new JsonObject { ["d"] = test.Statistic, ["pValue"] = test.PValue };
        });
        table.Add("CostanzinoCurran.Zones", inputs =>
        {
            int observations = inputs.Integer("observations");
            double alpha = inputs.Number("alpha");
            var tail = new TailTransforms(0.0, observations, alpha);
            (double green, double red) = TailTransforms.Zones(observations, alpha);
            return new JsonObject { ["mean"] = tail.Mean, ["variance"] = tail.Variance, ["greenUpper"] = green, ["redLower"] = red };
        });
        table.Add("DuEscanciano.Unconditional", inputs =>
        {
            var series = new BacktestSeries(inputs);
            TailTransforms tail = TailTransforms.Of(series.Transforms, series.TailProbability);
            return new JsonObject { ["sumH"] = tail.Sum, ["z"] = tail.Unconditional.Statistic, ["pOneSided"] = tail.Unconditional.PValue };
        });
        table.Add("EBacktest.Es", inputs =>
        {
            var series = new BacktestSeries(inputs);
            EBacktest test = EBacktest.Start(series.TailProbability, inputs.Number("lambda_"));
            for (int i = 0; i < series.Losses.Length; i++) test = test.After(series.Losses[i], series.ValuesAtRisk[i], series.ExpectedShortfalls[i]);
            return new JsonObject { ["finalWealth"] = test.Wealth, ["maxWealth"] = test.GreatestWealth, ["meanE"] = test.MeanValue };
        });
    }

    private static JsonObject Suite(JsonObject inputs)
    {
        var series = new BacktestSeries(inputs);
        double alpha = series.TailProbability;
        BreachCount breaches = BreachCount.Of(series.Losses, series.ValuesAtRisk);
        ShortfallCount shortfall = ShortfallCount.Of(series.Losses, series.ValuesAtRisk, series.ExpectedShortfalls);
        TestResult failures = KupiecTest.ProportionOfFailures(breaches.Breaches, breaches.Observations, alpha);
        TestResult coverage = ChristoffersenTest.ConditionalCoverage(breaches, alpha);
        int[] days = [.. Enumerable.Range(0, breaches.Observations)];
        return new JsonObject
        {
            ["exceedances"] = breaches.Breaches,
            ["n00"] = breaches.CalmThenCalm,
            ["n01"] = breaches.CalmThenBreach,
            ["n10"] = breaches.BreachThenCalm,
            ["n11"] = breaches.BreachThenBreach,
            ["lrPof"] = failures.Statistic,
            ["pPof"] = failures.PValue,
            ["lrInd"] = ChristoffersenTest.Independence(breaches).Statistic,
            ["lrCc"] = coverage.Statistic,
            ["pCc"] = coverage.PValue,
            ["mcNeilFreyP"] = McNeilFreyTest.Of(series.Losses, series.ValuesAtRisk, series.ExpectedShortfalls)?.PValue,
            ["z1"] = shortfall.Z1,
            ["z2"] = shortfall.Z2(alpha),
            ["minBiasRelative"] = shortfall.MinimumBias(alpha),
            ["minBiasAbsolute"] = shortfall.MinimumBiasAbsolute(alpha),
            ["fz0Mean"] = days.Average(i => ForecastLoss.FisslerZiegel(series.Losses[i], series.ValuesAtRisk[i], series.ExpectedShortfalls[i], alpha)),
            ["pinballMean"] = days.Average(i => ForecastLoss.Pinball(series.Losses[i], series.ValuesAtRisk[i], alpha)),
        };
    }

    private static JsonObject Summary(JsonObject inputs)
    {
        int observations = inputs.Integer("observations"), failures = inputs.Integer("failures");
        double tail = 1.0 - inputs.Number("varLevel");
        var summary = ShortfallSummary.Of(new ShortfallCount { Observations = observations, Breaches = failures }, tail);
        return new JsonObject
        {
            ["observedLevel"] = summary.ObservedLevel,
            ["expectedFailures"] = summary.ExpectedBreaches,
            ["ratio"] = summary.Ratio,
            ["expectedSeverity"] = ShortfallSummary.NormalSeverity(tail),
        };
    }

    private static JsonObject CriticalValues(JsonObject inputs)
    {
        string distribution = inputs.Text("distribution");
        double degreesOfFreedom = distribution == "normal"
            ? double.PositiveInfinity
            : distribution.StartsWith("t(", StringComparison.Ordinal) && distribution.EndsWith(')')
                ? double.Parse(distribution[2..^1], NumberStyles.Float, CultureInfo.InvariantCulture)
                : throw new NotSupportedException($"Distribution '{distribution}' is unknown; known are normal and t(5).");
        var law = new ShortfallLaw(inputs.Integer("observations"), inputs.Number("tailProbability"), degreesOfFreedom);
        double[] significances = inputs.Numbers("testSignificance");
        return new JsonObject
        {
            ["z1"] = Critical(ShortfallStatistic.Z1), ["z2"] = Critical(ShortfallStatistic.Z2), ["minBiasRelative"] = Critical(ShortfallStatistic.MinimumBias),
        };

        JsonArray Critical(ShortfallStatistic statistic) => VectorInputs.Array([.. significances.Select(level => law.CriticalValue(statistic, level))]);
    }

    private static JsonObject Calibration(JsonObject inputs, bool hommel)
    {
        var series = new BacktestSeries(inputs);
        var test = ConditionalCalibration.Of(
            series.Losses, series.ValuesAtRisk, series.ExpectedShortfalls, series.Volatilities, series.TailProbability, hommel);
        return new JsonObject
        {
            ["pvalue_twosided_simple"] = test.TwoSidedSimple,
            ["pvalue_onesided_simple"] = test.OneSidedSimple,
            ["pvalue_twosided_general"] = test.TwoSidedGeneral,
            ["pvalue_onesided_general"] = test.OneSidedGeneral,
        };
    }

    private static JsonObject Likelihoods(BerkowitzTest test) => new()
    {
        ["uLL"] = test.LogLikelihood,
        ["rLL"] = test.LogLikelihoodAtNormal,
        ["LR"] = test.Ratio,
        ["LRp"] = test.PValue,
        ["mu"] = test.Mean,
        ["sigma"] = test.StandardDeviation,
        ["rho"] = test.Autocorrelation,
    };
}
