using Plimsoll.Numerics;

namespace Plimsoll.Liquidity;

/// <summary>How depth shrinks when volatility rises: depth ~ σ^(−b).</summary>
/// <param name="Exponent">b; 1 halves depth when volatility doubles.</param>
/// <param name="StandardError">Of b, over changes of a week (Newey–West).</param>
/// <param name="RSquared">Share of the variance of log depth changes explained.</param>
/// <param name="Observations">Changes used.</param>
public readonly record struct DepthElasticity(double Exponent, double StandardError, double RSquared, int Observations)
{
    /// <summary>Regresses weekly changes of log depth on weekly changes of log volatility; changes, because both have trends that have nothing to do with each other.</summary>
    /// <param name="depths">Depth by day, NaN where there is none.</param>
    /// <param name="sigmas">Volatility forecast of each day, above 0; NaN where there is none.</param>
    /// <returns>Null with fewer than 100 changes.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static DepthElasticity? Of(ReadOnlySpan<double> depths, ReadOnlySpan<double> sigmas)
    {
        const int Week = 7;
        if (depths.Length != sigmas.Length) throw new ArgumentException($"There is one volatility per depth; found {sigmas.Length} and {depths.Length}.", nameof(sigmas));
        var design = new List<double>();
        var target = new List<double>();
        for (int i = Week; i < depths.Length; i++)
        {
            double depth = Math.Log(depths[i] / depths[i - Week]), sigma = Math.Log(sigmas[i] / sigmas[i - Week]);
            if (!double.IsFinite(depth) || !double.IsFinite(sigma)) continue;
            design.AddRange([1, sigma]);
            target.Add(depth);
        }

        if (target.Count < 100) return null;
        LeastSquares fit = LeastSquares.Fit(design.ToArray(), target.ToArray());
        return new(-fit.Coefficients[1], fit.HacStandardErrors(2 * Week)[1], fit.RSquared, target.Count);
    }
}
