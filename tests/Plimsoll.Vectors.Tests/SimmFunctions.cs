using System.Text.Json.Nodes;
using Plimsoll.Models.Simm;

namespace Plimsoll.Vectors.Tests;

/// <summary>Delta margin of the ISDA SIMM: part of cex.json.</summary>
internal static class SimmFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("isda.simm.fx.delta", inputs =>
        {
            string own = inputs.OptionalText("calcCcy") ?? "";
            double weight = inputs.Number("rw"), threshold = inputs.NumberOr("threshold", double.PositiveInfinity);
            JsonObject sensitivities = inputs.Object("s");
            // The calculation currency has no risk against itself.
            SimmWeighted[] factors = [.. sensitivities.Where(entry => entry.Key != own).Select(entry => SimmDelta.Factor([sensitivities.Number(entry.Key)], weight, threshold))];
            return Margin(SimmDelta.Bucket(factors, inputs.Number("corr")));
        });
        table.Add("isda.simm.commodity.delta", OneBucket);
        table.Add("isda.simm.equity.delta.concentration", OneBucket);
    }

    // Several sensitivities without a correlation are of one issuer or commodity and net; with one they are of several.
    private static JsonObject OneBucket(JsonObject inputs)
    {
        double[] sensitivities = inputs.Numbers("s");
        double weight = inputs.Number("rw"), threshold = inputs.NumberOr("threshold", double.PositiveInfinity);
        return Margin(inputs["corr"] is null
            ? SimmDelta.Bucket([SimmDelta.Factor(sensitivities, weight, threshold)], 0)
            : SimmDelta.Bucket([.. sensitivities.Select(one => SimmDelta.Factor([one], weight, threshold))], inputs.Number("corr")));
    }

    private static JsonObject Margin(double margin) => new() { ["im"] = (double)SimmDelta.Rounded(margin) };
}
