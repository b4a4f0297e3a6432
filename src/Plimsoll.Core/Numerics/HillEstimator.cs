namespace Plimsoll.Numerics;

/// <summary>Hill's estimator of a power tail: ξ = mean of ln X₍₁₎ … ln X₍ₖ₎ less ln X₍ₖ₊₁₎, of losses sorted from the worst.</summary>
/// <param name="Shape">ξ; the tail index is α = 1/ξ.</param>
/// <param name="StandardError">ξ/√k, the large-sample error of independent losses.</param>
/// <remarks>B. M. Hill, "A simple general approach to inference about the tail of a distribution", Annals of Statistics 3 (1975) 1163–1174.</remarks>
internal readonly record struct HillEstimator(double Shape, double StandardError)
{
    /// <summary>α = 1/ξ.</summary>
    public double TailIndex => 1.0 / Shape;

    /// <summary>From the k worst losses.</summary>
    /// <param name="losses">n losses in any order, the k + 1 worst above 0.</param>
    /// <param name="k">Between 1 and n − 1.</param>
    /// <exception cref="ArgumentException">k is out of range, a loss is not a number or the (k + 1)-th worst is not above 0.</exception>
    public static HillEstimator Estimate(ReadOnlySpan<double> losses, int k)
    {
        if (k < 1 || k >= losses.Length) throw new ArgumentException($"k is {k}; of {losses.Length} losses the worst 1 to {losses.Length - 1} may be taken.", nameof(k));
        double[] rising = Quantile.Sorted(losses);
        // Sorting puts NaN first.
        double last = rising[^(k + 1)];
        if (double.IsNaN(rising[0]) || !(last > 0.0) || !double.IsFinite(rising[^1]))
            throw new ArgumentException($"The worst {k + 1} losses must be finite numbers above 0; the last of them is {last}. Take a smaller k.", nameof(losses));
        double sum = 0.0;
        for (int i = 1; i <= k; i++) sum += Math.Log(rising[^i]);
        double shape = (sum / k) - Math.Log(last);
        return new HillEstimator(shape, shape / Math.Sqrt(k));
    }
}
