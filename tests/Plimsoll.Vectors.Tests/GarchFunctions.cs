using System.Text.Json.Nodes;
using Plimsoll.Volatility;

namespace Plimsoll.Vectors.Tests;

/// <summary>GARCH likelihoods and estimates: garch.json.</summary>
internal static class GarchFunctions
{
    // The programs compared with do not stop at margin's bounds.
    private static readonly GarchFitOptions Unbounded = new() { MaximumPersistence = 1.5, FewestDegreesOfFreedom = 2.05, MostDegreesOfFreedom = 500.0, TargetVarianceBelow = 0 };
    private static readonly GarchFitOptions Stationary = Unbounded with { MaximumPersistence = 1.0 };

    public static void AddTo(VectorFunctions table)
    {
        table.Add("Garch11.Fit.Normal", inputs =>
        {
            GarchFit fit = GarchEstimation.Fit(Series(inputs), new(GarchKind.Garch, GarchInnovation.Normal, Presample(inputs.OptionalText("presample"))), Unbounded);
            JsonObject answer = Answer(fit);
            GarchParameters p = fit.Parameters, se = fit.HessianErrors;
            answer["published"] = new JsonObject
            {
                ["mu"] = p.Mean,
                ["omega"] = p.Omega,
                ["alpha"] = p.Alpha,
                ["beta"] = p.Beta,
                ["seMu"] = se.Mean,
                ["seOmega"] = se.Omega,
                ["seAlpha"] = se.Alpha,
                ["seBeta"] = se.Beta,
            };
            foreach ((string name, JsonNode? value) in Path(fit.Variances.AsSpan())) answer[name] = value?.DeepClone();
            return answer;
        });
        table.Add("Garch.Fit", inputs => Answer(GarchEstimation.Fit(
            Series(inputs), Specification(inputs), inputs["constraint"] is null ? Unbounded : Stationary)));
        table.Add("Garch.LogLikelihood", Likelihood);
        table.Add("Garch.Fit.ArchBackcast", inputs => Answer(GarchEstimation.Fit(Series(inputs), Arch(inputs), Stationary)));
        table.Add("Garch.Fit.PersistenceConstraint", inputs =>
        {
            GarchSpecification model = Specification(inputs);
            GarchFit free = GarchEstimation.Fit(Series(inputs), model with { Presample = GarchPresample.MeanSquare }, Unbounded);
            GarchFit held = GarchEstimation.Fit(Series(inputs), model with { Presample = GarchPresample.Backcast }, Stationary);
            return new JsonObject
            {
                ["unconstrainedPersistence"] = free.Parameters.Persistence(model.Kind),
                ["unconstrainedLogLik"] = free.LogLikelihood,
                ["constrained"] = Named(held.Parameters, model),
                ["constrainedLogLik"] = held.LogLikelihood,
            };
        });
    }

    private static JsonObject Likelihood(JsonObject inputs)
    {
        GarchSpecification model = Specification(inputs);
        JsonObject p = inputs.Object("params");
        var likelihood = new GarchLikelihood(Series(inputs), model);
        GarchEvaluation result = likelihood.NewEvaluation();
        likelihood.Evaluate(
            new(p.Number("mu"), p.Number("omega"), p.Number("alpha"), p.NumberOr("gamma", 0.0), p.Number("beta"), p.NumberOr("nu", 0.0)), result);
        return new JsonObject
        {
            ["logLik"] = result.LogLikelihood,
            ["gradient"] = Named(GarchParameters.From(result.Gradient), model),
            ["h"] = Path(result.Variances),
            ["next"] = result.Next,
        };
    }

    private static double[] Series(JsonObject inputs) =>
        inputs["series"] is JsonArray ? inputs.Numbers("series") : inputs.Data("series").Numbers("values");

    private static GarchSpecification Specification(JsonObject inputs) =>
        new(Kind(inputs.Text("model")), Innovation(inputs.OptionalText("innovation")), Presample(inputs.OptionalText("convention")));

    /// <summary>"gjr_t" is GJR with Student-t innovations.</summary>
    private static GarchSpecification Arch(JsonObject inputs)
    {
        string[] words = inputs.Text("model").Split('_');
        return new(Kind(words[0]), Innovation(words.Length > 1 ? words[1] : inputs.OptionalText("innovation")), GarchPresample.Backcast);
    }

    private static GarchKind Kind(string name) => Enum.Parse<GarchKind>(name, ignoreCase: true);

    private static GarchInnovation Innovation(string? name) => name switch
    {
        null or "n" or "normal" or "gaussian" => GarchInnovation.Normal,
        "t" or "std" or "student" or "studentT" => GarchInnovation.StudentT,
        _ => throw new FormatException($"Innovation '{name}' is not known; write normal or t."),
    };

    private static GarchPresample Presample(string? convention) =>
        convention is not null && convention.Contains("backcast", StringComparison.OrdinalIgnoreCase) ? GarchPresample.Backcast : GarchPresample.MeanSquare;

    private static JsonObject Answer(GarchFit fit)
    {
        JsonObject robust = Named(fit.RobustErrors, fit.Specification), hessian = Named(fit.HessianErrors, fit.Specification);
        return new JsonObject
        {
            ["params"] = Named(fit.Parameters, fit.Specification),
            ["logLik"] = fit.LogLikelihood,
            ["se"] = hessian.DeepClone(),
            ["seHessian"] = hessian,
            ["seRobust"] = robust,
            ["seOpg"] = Named(fit.OuterProductErrors, fit.Specification),
            ["next"] = fit.Next,
            ["persistence"] = fit.Parameters.Persistence(fit.Specification.Kind),
        };
    }

    /// <summary>Under both names: alpha and, as the arch package writes it, alpha[1]. Its EGARCH has α and γ the other way round.</summary>
    private static JsonObject Named(GarchParameters p, GarchSpecification model)
    {
        bool isExchanged = model.Kind == GarchKind.Egarch;
        return new JsonObject
        {
            ["mu"] = p.Mean,
            ["omega"] = p.Omega,
            ["alpha"] = p.Alpha,
            ["gamma"] = p.Gamma,
            ["beta"] = p.Beta,
            ["nu"] = p.DegreesOfFreedom,
            ["alpha[1]"] = isExchanged ? p.Gamma : p.Alpha,
            ["gamma[1]"] = isExchanged ? p.Alpha : p.Gamma,
            ["beta[1]"] = p.Beta,
        };
    }

    /// <summary>Every variance by its number from 1: h1, h2, … and hT, the last.</summary>
    private static JsonObject Path(ReadOnlySpan<double> variances)
    {
        JsonObject path = [];
        for (int i = 0; i < variances.Length; i++) path[FormattableString.Invariant($"h{i + 1}")] = variances[i];
        path["hT"] = variances[^1];
        return path;
    }
}
