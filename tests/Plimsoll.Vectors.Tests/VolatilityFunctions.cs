using System.Text.Json.Nodes;
using Plimsoll.Volatility;

namespace Plimsoll.Vectors.Tests;

/// <summary>Volatility estimators: realised_vol.json.</summary>
internal static class VolatilityFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        AddRange(table, "parkinson", RangeEstimator.Parkinson);
        AddRange(table, "garmanKlass", RangeEstimator.GarmanKlass);
        AddRange(table, "gkYz", RangeEstimator.GarmanKlassYangZhang);
        AddRange(table, "rogersSatchell", RangeEstimator.RogersSatchell);
        AddRange(table, "yangZhang", RangeEstimator.YangZhang);
        table.Add("RealisedVol.Close", inputs =>
        {
            double[] close = inputs.Numbers("close");
            return Annualised(RangeEstimator.CloseToClose, PriceBar.FromColumns(close, close, close, close), inputs);
        });
        table.Add("RealisedMeasures", Measures);
        table.Add("Har.Fit", Har);
        table.Add("Ewma.Variance", inputs => new JsonObject { ["path"] = VectorInputs.Array(Ewma.Variances(inputs.Numbers("returns"), inputs.Number("lam"))) });
        table.Add("Ewma.Lambda", inputs => new JsonObject
        {
            ["lam"] = VectorInputs.Array([.. inputs.Numbers("halfLives").Select(Ewma.DecayOfHalfLife)]),
        });
        table.Add("Ewma.Covariance", inputs => new JsonObject { ["cov"] = Ewma.Covariance(inputs.Numbers("x"), inputs.Numbers("y"), inputs.Number("lam")) });
        table.Add("Garch.TermStructure", inputs =>
        {
            double persistence = inputs.Number("alpha") + inputs.Number("beta") + (0.5 * inputs.NumberOr("gamma", 0.0));
            GarchTermStructure ahead = GarchTermStructure.Of(inputs.Number("omega"), persistence, inputs.Number("h1"), [.. inputs.Numbers("k").Select(k => (int)k)]);
            return new JsonObject
            {
                ["longRun"] = ahead.LongRun,
                ["h"] = VectorInputs.Array(ahead.Variances),
                ["cumulative"] = VectorInputs.Array(ahead.Cumulative),
            };
        });
    }

    private static void AddRange(VectorFunctions table, string name, RangeEstimator estimator) =>
        table.Add($"RealisedVol.{name}", inputs => Annualised(
            estimator, PriceBar.FromColumns(inputs.Numbers("open"), inputs.Numbers("high"), inputs.Numbers("low"), inputs.Numbers("close")), inputs));

    private static JsonObject Annualised(RangeEstimator estimator, PriceBar[] bars, JsonObject inputs) =>
        new() { ["vol"] = RangeVolatility.Annualised(estimator, bars, inputs.Integer("window"), inputs.Number("annualisation")) };

    private static JsonObject Measures(JsonObject inputs)
    {
        RealisedMeasures day = RealisedMeasures.Of(inputs.Numbers("intradayReturns"));
        return new JsonObject
        {
            ["rv"] = day.Variance,
            ["bipower"] = day.Bipower,
            ["medRv"] = day.MedianVariance,
            ["minRv"] = day.MinimumVariance,
            ["quarticity"] = day.Quarticity,
            ["tripowerQuarticity"] = day.TripowerQuarticity,
            ["jumpZ"] = day.JumpStatistic,
            ["semivarMinus"] = day.DownsideSemivariance,
            ["semivarPlus"] = day.UpsideSemivariance,
        };
    }

    private static JsonObject Har(JsonObject inputs)
    {
        double[] realised = inputs.Numbers("rv");
        var options = new HarOptions { Lags = [.. inputs.Numbers("lags").Select(lag => (int)lag)] };
        HarFit linear = HarModel.Fit(realised, options);
        HarFit logarithmic = HarModel.Fit(realised, options with { Logarithmic = true });
        return new JsonObject
        {
            ["beta"] = VectorInputs.Array(linear.Coefficients.AsSpan()),
            ["se"] = VectorInputs.Array(linear.StandardErrors.AsSpan()),
            ["seHac5"] = VectorInputs.Array(linear.HacStandardErrors.AsSpan()),
            ["r2"] = linear.RSquared,
            ["forecast"] = linear.Forecast,
            ["logBeta"] = VectorInputs.Array(logarithmic.Coefficients.AsSpan()),
            ["logForecast"] = logarithmic.Forecast,
        };
    }
}
