using System.Text.Json.Nodes;
using Plimsoll.Instruments;
using Plimsoll.Pricing;
using Plimsoll.Validation;

namespace Plimsoll.Vectors.Tests;

/// <summary>Comparison of forecasts, choice of models and the volatility index: model_selection.json and part of backtests.json.</summary>
internal static class ForecastFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("DieboldMariano", Comparison);
        table.Add("MincerZarnowitz", inputs =>
        {
            var fit = MincerZarnowitz.Of(BacktestSeries.Column(inputs, "target"), BacktestSeries.Column(inputs, "forecast"), (int)inputs.NumberOr("hacLags", 5.0));
            return new JsonObject { ["alpha"] = fit.Alpha, ["beta"] = fit.Beta, ["r2"] = fit.RSquared, ["wald"] = fit.Wald, ["pValue"] = fit.PValue };
        });
        table.Add("Loss.Qlike", inputs =>
        {
            double[] target = BacktestSeries.Column(inputs, "target"), forecast = BacktestSeries.Column(inputs, "forecast");
            return new JsonObject
            {
                ["variantA"] = target.Zip(forecast, ForecastLoss.Qlike).Average(),
                ["variantB"] = target.Zip(forecast, (y, h) => ForecastLoss.QlikeDistance(y, h)).Average(),
                ["mse"] = target.Zip(forecast, ForecastLoss.SquaredError).Average(),
            };
        });
        table.Add("ModelConfidenceSet", inputs =>
        {
            var set = ModelConfidenceSet.Of(inputs.Matrix("losses"), inputs.Number("size"), inputs.Integer("blockLength"));
            return new JsonObject { ["included"] = Indices(set.Included), ["excluded"] = Indices(set.Excluded) };
        });
        table.Add("VolIndex.VarianceSwap", Index);
    }

    // "fz0 normal minus fz0 t4": the difference of two models' losses.
    private static JsonObject Comparison(JsonObject inputs)
    {
        if (inputs.OptionalText("kernel") is { } kernel && kernel != "bartlett") throw new NotSupportedException($"Kernel '{kernel}' is unknown; known is bartlett.");
        string[] sides = inputs.Text("loss").Split(" minus ");
        if (sides.Length != 2) throw new NotSupportedException($"Loss '{inputs.Text("loss")}' is unknown; write \"fz0 normal minus fz0 t4\".");
        double[] differences = [.. Losses(inputs, sides[0]).Zip(Losses(inputs, sides[1]), (first, second) => first - second)];
        var test = DieboldMarianoTest.Of(differences, inputs.Integer("hacLags"));
        return new JsonObject { ["meanDiff"] = test.MeanDifference, ["stat"] = test.Statistic, ["pTwoSided"] = test.PValue };
    }

    private static IEnumerable<double> Losses(JsonObject inputs, string side)
    {
        string[] words = side.Split(' ');
        var series = new BacktestSeries(inputs, words[^1]);
        return Enumerable.Range(0, series.Losses.Length).Select(i => words[0] switch
        {
            "fz0" => ForecastLoss.FisslerZiegel(series.Losses[i], series.ValuesAtRisk[i], series.ExpectedShortfalls[i], series.TailProbability),
            "pinball" => ForecastLoss.Pinball(series.Losses[i], series.ValuesAtRisk[i], series.TailProbability),
            _ => throw new NotSupportedException($"Loss '{words[0]}' is unknown; known are fz0 and pinball."),
        });
    }

    // The case describes its strip: options at a flat volatility on a grid of strikes.
    private static JsonObject Index(JsonObject inputs)
    {
        JsonObject grid = inputs.Object("strikes");
        double first = grid.Number("first"), step = grid.Number("step");
        double forward = inputs.Number("forward"), centre = inputs.Number("K0"), rate = inputs.Number("rate"), years = inputs.Number("years");
        double discount = Math.Exp(-rate * years);
        double[] strikes = [.. Enumerable.Range(0, (int)Math.Round((grid.Number("last") - first) / step) + 1).Select(i => first + (i * step))];
        double[] prices = [.. strikes.Select(strike => strike < centre ? Value(OptionSide.Put, strike) : strike > centre
            ? Value(OptionSide.Call, strike)
            : 0.5 * (Value(OptionSide.Put, strike) + Value(OptionSide.Call, strike)))];
        return new JsonObject { ["index"] = VarianceSwapIndex.Volatility(strikes, prices, forward, centre, rate, years) };

        double Value(OptionSide side, double strike) => discount * Black76.Undiscounted(side, forward, strike, inputs.Number("flatVol") * Math.Sqrt(years));
    }

    private static JsonArray Indices(IEnumerable<int> indices) => new([.. indices.Select(i => (JsonNode)i)]);
}
