using Plimsoll.Numerics;

namespace Plimsoll.Liquidity;

/// <summary>How depth grows with distance from mid: cumulative notional within a distance x is a·x^b.</summary>
/// <param name="Scale">a: notional within a distance of 1, quote currency.</param>
/// <param name="Exponent">b: 1 is a book of equal depth at every distance, above 1 one that thickens away from mid.</param>
/// <param name="RSquared">Share of the variance of log depth that the curve explains.</param>
/// <param name="Points">Distances fitted.</param>
public readonly record struct DepthProfile(double Scale, double Exponent, double RSquared, int Points)
{
    /// <summary>Notional within a distance.</summary>
    /// <param name="distance">From mid, as a fraction of price; above 0.</param>
    public double Within(double distance) => Scale * Math.Pow(Require.Positive(distance), Exponent);

    /// <summary>Cost of taking a notional out of this side at once, as a fraction of price: the mean distance of what is taken, x·b/(b + 1) with x the distance reached.</summary>
    /// <param name="notional">Quote currency; above 0.</param>
    public double MeanCost(double notional) => Math.Pow(Require.Positive(notional) / Scale, 1 / Exponent) * Exponent / (Exponent + 1);

    /// <summary>Fits log depth to log distance by least squares.</summary>
    /// <param name="distances">Distances from mid as fractions, above 0.</param>
    /// <param name="depths">Cumulative notional within each; those at 0 are left out, as a logarithm has no place for them.</param>
    /// <returns>The curve; null with fewer than three points above 0 or where depth does not rise with distance.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite or out of range.</exception>
    public static DepthProfile? Fit(ReadOnlySpan<double> distances, ReadOnlySpan<double> depths)
    {
        if (distances.Length != depths.Length) throw new ArgumentException($"There is one depth per distance; found {depths.Length} depths and {distances.Length} distances.", nameof(depths));
        var design = new List<double>();
        var target = new List<double>();
        for (int i = 0; i < depths.Length; i++)
        {
            Require.Positive(distances[i]);
            if (Require.NotNegative(depths[i]) == 0) continue;
            design.AddRange([1, Math.Log(distances[i])]);
            target.Add(Math.Log(depths[i]));
        }

        if (target.Count < 3 || design.Where((_, i) => i % 2 == 1).Distinct().Count() < 2) return null;
        LeastSquares fit = LeastSquares.Fit(design.ToArray(), target.ToArray());
        return fit.Coefficients[1] > 0 ? new(Math.Exp(fit.Coefficients[0]), fit.Coefficients[1], fit.RSquared, target.Count) : null;
    }
}
