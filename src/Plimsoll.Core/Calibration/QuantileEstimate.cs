using Plimsoll.Numerics;

namespace Plimsoll.Calibration;

/// <summary>An empirical quantile with the 95 % interval of its order statistics.</summary>
/// <param name="Value">The lower empirical quantile (type 1).</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end; the greatest observation where the sample does not reach further.</param>
/// <param name="Observations">Size of the sample.</param>
public readonly record struct QuantileEstimate(double Value, double Lower, double Upper, int Observations)
{
    /// <summary>Estimates the p-quantile; the ends are the order statistics n·p ± 1.96·√(n·p·(1 − p)), which no shape of the distribution moves but dependence does: with clustered data the true interval is wider.</summary>
    /// <param name="sample">At least one finite number, in any order.</param>
    /// <param name="p">Probability in (0, 1).</param>
    /// <exception cref="ArgumentException">The sample is empty or p lies outside (0, 1).</exception>
    public static QuantileEstimate Of(ReadOnlySpan<double> sample, double p)
    {
        if (sample.IsEmpty) throw new ArgumentException("A quantile needs at least one number; the sample is empty.", nameof(sample));
        if (!(p is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies inside (0, 1); for 1 % write 0.01.");
        double[] sorted = sample.ToArray();
        Array.Sort(sorted);
        double n = sorted.Length, reach = 1.96 * Math.Sqrt(n * p * (1 - p));
        int Rank(double position) => (int)Math.Clamp(Math.Ceiling(position) - 1, 0, n - 1);
        return new(Quantile.OfSorted(sorted, p, 1), sorted[Rank((n * p) - reach)], sorted[Rank((n * p) + reach + 1)], sorted.Length);
    }
}
