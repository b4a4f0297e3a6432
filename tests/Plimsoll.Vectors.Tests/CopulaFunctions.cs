using System.Text.Json.Nodes;
using Plimsoll.Numerics;

namespace Plimsoll.Vectors.Tests;

/// <summary>The t copula and correlation matrices: tcopula.json.</summary>
internal static class CopulaFunctions
{
    // The degrees of freedom at which a fit's likelihood is tabulated.
    private static readonly double[] TabulatedDegrees = [3, 4, 6, 10];

    public static void AddTo(VectorFunctions table)
    {
        table.Add("TCopula", inputs =>
        {
            (double u, double v, double rho, double nu) = (inputs.Number("u"), inputs.Number("v"), inputs.Number("rho"), inputs.Number("nu"));
            return new JsonObject { ["cdf"] = StudentTCopula.Cdf(u, v, rho, nu), ["density"] = StudentTCopula.Density(u, v, rho, nu) };
        });
        table.Add("TCopula.Multi", inputs =>
        {
            CorrelationMatrix correlation = CorrelationMatrix.Create(inputs.Matrix("corr"));
            double[] u = inputs.Numbers("u");
            double nu = inputs.Number("nu");
            return new JsonObject
            {
                ["cdf"] = StudentTCopula.Cdf(u, correlation, nu).Value,
                ["density"] = StudentTCopula.Density(u, correlation, nu),
            };
        });
        table.Add("TCopula.TailDependence", inputs =>
        {
            double lambda = StudentTCopula.TailDependence(inputs.Number("rho"), inputs.Number("nu"));
            return new JsonObject { ["lambda_"] = lambda, ["published"] = lambda };
        });
        table.Add("TCopula.RhoFromKendall", inputs => new JsonObject { ["rho"] = StudentTCopula.CorrelationOfKendall(inputs.Number("tau")) });
        table.Add("RankCorrelation", inputs => new JsonObject
        {
            ["kendallTauB"] = RankCorrelation.KendallTauB(inputs.Numbers("x"), inputs.Numbers("y")),
            ["spearman"] = RankCorrelation.Spearman(inputs.Numbers("x"), inputs.Numbers("y")),
        });
        table.Add("NearestCorrelation", inputs =>
        {
            double[][] rows = inputs.Matrix("matrix");
            CorrelationMatrix nearest = NearestCorrelation.Of([.. rows.SelectMany(row => row)], rows.Length);
            return new JsonObject
            {
                ["matrix"] = Rows(nearest),
                ["published"] = VectorInputs.Array([.. Enumerable.Range(1, rows.Length - 1).Select(j => nearest[0, j])]),
            };
        });
        table.Add("CorrelationStress", inputs =>
        {
            CorrelationMatrix matrix = CorrelationMatrix.Create(inputs.Matrix("matrix"));
            double part = inputs.Number("a");
            return new JsonObject { ["toOne"] = Rows(matrix.StressedToOne(part)), ["toIdentity"] = Rows(matrix.StressedToIdentity(part)) };
        });
        table.Add("TCopula.Fit", inputs =>
        {
            double[][] series = [inputs.Numbers("x"), inputs.Numbers("y")];
            StudentTCopulaFit fit = StudentTCopulaFit.Estimate(series);
            var likelihoods = new JsonArray();
            foreach (double nu in TabulatedDegrees)
                likelihoods.Add((JsonNode)new JsonObject { ["nu"] = nu, ["ll"] = StudentTCopulaFit.LogLikelihoodOf(series, fit.Correlation, nu) });
            return new JsonObject
            {
                ["kendall"] = RankCorrelation.KendallTauB(series[0], series[1]),
                ["rho"] = fit.Correlation[0, 1],
                ["nu"] = fit.DegreesOfFreedom,
                ["logLik"] = fit.LogLikelihood,
                ["logLikAtNu"] = likelihoods,
            };
        });
    }

    private static JsonArray Rows(CorrelationMatrix matrix)
    {
        var rows = new JsonArray();
        for (int i = 0; i < matrix.Order; i++) rows.Add((JsonNode)VectorInputs.Array(matrix.Entries.Slice(i * matrix.Order, matrix.Order)));
        return rows;
    }
}
