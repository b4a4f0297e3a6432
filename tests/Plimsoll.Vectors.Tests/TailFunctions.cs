using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Numerics;

namespace Plimsoll.Vectors.Tests;

/// <summary>Extreme values: evt.json.</summary>
internal static class TailFunctions
{
    private static readonly double[] Levels = [0.9, 0.95, 0.975, 0.99, 0.995, 0.999, 0.9995, 0.9999];

    public static void AddTo(VectorFunctions table)
    {
        table.Add("Gpd.FitPot", FitPot);
        table.Add("Gpd.FitPwm", inputs =>
        {
            GpdTail tail = GpdFit.ProbabilityWeightedMoments(Series(inputs), inputs.Number("threshold")).Tail;
            return new JsonObject { ["xi"] = tail.Shape, ["beta"] = tail.Scale };
        });
        table.Add("Gpd.VarEs", inputs =>
        {
            var tail = new GpdTail(
                inputs.Number("threshold"), inputs.Number("xi"), inputs.Number("beta"), inputs.Integer("exceedances"), inputs.Integer("n"));
            double confidence = inputs.Number("confidence");
            return new JsonObject { ["var"] = tail.ValueAtRisk(confidence), ["es"] = tail.ExpectedShortfall(confidence) };
        });
        table.Add("Hill.Xi", inputs =>
        {
            HillEstimator hill = HillEstimator.Estimate(Series(inputs), inputs.Integer("k"));
            return new JsonObject { ["xi"] = hill.Shape, ["alpha"] = hill.TailIndex };
        });
        table.Add("MeanExcess", inputs =>
        {
            double[] series = Series(inputs);
            return new JsonObject { ["e"] = VectorInputs.Array([.. inputs.Numbers("u").Select(u => MeanExcess.At(series, u))]) };
        });
    }

    private static JsonObject FitPot(JsonObject inputs)
    {
        GpdFit fit = GpdFit.MaximumLikelihood(Series(inputs), inputs.Number("threshold"));
        var valueAtRisk = new JsonObject();
        var shortfall = new JsonObject();
        foreach (double level in Levels.Where(level => 1.0 - level <= fit.Tail.TailShare))
        {
            string name = level.ToString(CultureInfo.InvariantCulture);
            valueAtRisk[name] = fit.Tail.ValueAtRisk(level);
            shortfall[name] = fit.Tail.ExpectedShortfall(level);
        }

        JsonObject Parameters() => new()
        {
            ["exceedances"] = fit.Tail.Exceedances,
            ["xi"] = fit.Tail.Shape,
            ["beta"] = fit.Tail.Scale,
            ["seXi"] = fit.ShapeError,
            ["seBeta"] = fit.ScaleError,
        };
        JsonObject answer = Parameters();
        answer["negLogLik"] = fit.NegativeLogLikelihood;
        answer["var"] = valueAtRisk;
        answer["es"] = shortfall;
        answer["published"] = Parameters();
        return answer;
    }

    /// <summary>A series is the name of a data file or the numbers themselves.</summary>
    private static double[] Series(JsonObject inputs) => inputs["series"] is JsonArray ? inputs.Numbers("series") : inputs.Data("series").Numbers("values");
}
