using Plimsoll.Numerics;

namespace Plimsoll.Volatility;

/// <summary>Standard errors of a GARCH model at an estimate, three ways.</summary>
/// <param name="Hessian">√diag(−H)⁻¹.</param>
/// <param name="Robust">√diag H⁻¹BH⁻¹, B the outer product of the scores.</param>
/// <param name="OuterProduct">√diag B⁻¹.</param>
/// <param name="IsPositiveDefinite">Whether −H has an inverse that is a covariance; NaN errors if not.</param>
internal readonly record struct GarchErrors(GarchParameters Hessian, GarchParameters Robust, GarchParameters OuterProduct, bool IsPositiveDefinite)
{
    private const int N = GarchParameters.Count;
    private const double Difference = 1e-5;

    /// <summary>Errors at <paramref name="parameters"/>; the Hessian is by central differences of the analytic scores.</summary>
    public static GarchErrors At(GarchLikelihood likelihood, GarchParameters parameters, GarchEvaluation scratch)
    {
        int[] places = likelihood.Specification.Estimated;
        int k = places.Length;
        Span<double> point = stackalloc double[N];
        parameters.CopyTo(point);
        likelihood.Evaluate(parameters, scratch);
        var outer = new double[k * k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                outer[(i * k) + j] = scratch.OuterProduct[(places[i] * N) + places[j]];

        var hessian = new double[k * k];
        double[] up = new double[N];
        for (int i = 0; i < k; i++)
        {
            int place = places[i];
            double at = point[place], step = Difference * Unit(place, at, likelihood);
            point[place] = at + step;
            likelihood.Evaluate(GarchParameters.From(point), scratch);
            scratch.Gradient.CopyTo(up, 0);
            point[place] = at - step;
            likelihood.Evaluate(GarchParameters.From(point), scratch);
            point[place] = at;
            for (int j = 0; j < k; j++)
            {
                double slope = (scratch.Gradient[places[j]] - up[places[j]]) / (4.0 * step);
                hessian[(i * k) + j] += slope;
                hessian[(j * k) + i] += slope;
            }
        }

        double[]? inverse = Cholesky.Inverse(hessian, k), inverseOuter = Cholesky.Inverse(outer, k);
        double[]? robust = inverse is null ? null : Sandwich(inverse, outer, k);
        return new(Roots(inverse, places), Roots(robust, places), Roots(inverseOuter, places), inverse is not null);
    }

    // Shares are of unit size even where they are estimated as nearly nothing.
    private static double Unit(int place, double value, GarchLikelihood likelihood) => place switch
    {
        GarchParameters.MeanAt => Math.Sqrt(likelihood.SampleVariance),
        GarchParameters.OmegaAt or GarchParameters.ShapeAt => Math.Max(Math.Abs(value), likelihood.Specification.Kind == GarchKind.Egarch ? 1.0 : 0.0),
        _ => 1.0,
    };

    private static double[] Sandwich(double[] bread, double[] filling, int k)
    {
        var half = new double[k * k];
        var whole = new double[k * k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                for (int m = 0; m < k; m++)
                    half[(i * k) + j] += bread[(i * k) + m] * filling[(m * k) + j];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                for (int m = 0; m < k; m++)
                    whole[(i * k) + j] += half[(i * k) + m] * bread[(m * k) + j];
        return whole;
    }

    private static GarchParameters Roots(double[]? covariance, int[] places)
    {
        Span<double> errors = stackalloc double[N];
        errors.Clear();
        for (int i = 0; i < places.Length; i++)
            errors[places[i]] = covariance is null ? double.NaN : Math.Sqrt(covariance[(i * places.Length) + i]);
        return GarchParameters.From(errors);
    }
}
