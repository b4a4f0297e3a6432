using System.Text.Json.Nodes;
using Plimsoll.Numerics;

namespace Plimsoll.Vectors.Tests;

/// <summary>Distribution functions: distributions.json.</summary>
internal static class DistributionFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("Normal.Cdf", inputs => new JsonObject
        {
            ["cdf"] = NormalDistribution.Cdf(inputs.Number("x")),
            ["pdf"] = NormalDistribution.Pdf(inputs.Number("x")),
        });
        table.Add("Normal.InverseCdf", inputs => new JsonObject { ["x"] = NormalDistribution.InverseCdf(inputs.Number("p")) });
        table.Add("StudentT.Cdf", inputs => new JsonObject { ["cdf"] = StudentT.Cdf(inputs.Number("x"), inputs.Number("nu")) });
        table.Add("StudentT.InverseCdf", inputs => new JsonObject { ["x"] = StudentT.InverseCdf(inputs.Number("p"), inputs.Number("nu")) });
        table.Add("ChiSquare.Survival", inputs => new JsonObject { ["sf"] = ChiSquare.Survival(inputs.Number("x"), inputs.Number("dof")) });
        table.Add("Binomial.Cdf", inputs => new JsonObject { ["cdf"] = Binomial.Cdf(inputs.Integer("k"), inputs.Integer("n"), inputs.Number("p")) });
        table.Add("Erfcx", inputs => new JsonObject { ["value"] = ErrorFunctions.Erfcx(inputs.Number("x")) });
    }
}
