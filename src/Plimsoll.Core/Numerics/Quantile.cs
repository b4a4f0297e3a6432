namespace Plimsoll.Numerics;

/// <summary>Empirical quantiles in the nine definitions of Hyndman and Fan, and the two empirical VaRs.</summary>
/// <remarks>R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", American Statistician 50 (1996) 361–365.</remarks>
internal static class Quantile
{
    /// <summary>The p-quantile of a sample in any order; NaN when the sample holds a NaN.</summary>
    /// <param name="sample">At least one number.</param>
    /// <param name="p">Probability in [0, 1].</param>
    /// <param name="type">1 to 9 as in R's <c>quantile</c>; 7 is R's and most spreadsheets' default. It interpolates inward,
    /// so it understates a fat tail: requirements use <see cref="ExpectedShortfall"/>.</param>
    public static double HyndmanFan(ReadOnlySpan<double> sample, double p, int type) => OfSorted(Sorted(sample), p, type);

    /// <summary>The p-quantile of a sample sorted ascending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">p lies outside [0, 1] or the type outside 1 to 9.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p, int type)
    {
        if (sorted.IsEmpty) throw new ArgumentException("A quantile needs at least one number; the sample is empty.", nameof(sorted));
        if (!(p is >= 0.0 and <= 1.0)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies in [0, 1]; for 1 % write 0.01.");
        if (double.IsNaN(sorted[0])) return double.NaN;
        int n = sorted.Length;
        // The position h = a + p(n + 1 − a − b) of types 4 to 9; 1 to 3 step at n·p (3: n·p − ½).
        (double position, bool steps) = type switch
        {
            1 or 2 => (n * p, true),
            3 => ((n * p) - 0.5, true),
            4 => (n * p, false),
            5 => ((n * p) + 0.5, false),
            6 => ((n + 1) * p, false),
            7 => (((n - 1) * p) + 1.0, false),
            8 => (((n + (1.0 / 3.0)) * p) + (1.0 / 3.0), false),
            9 => (((n + 0.25) * p) + 0.375, false),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The definitions of Hyndman and Fan are numbered 1 to 9."),
        };
        double below = TailCount.FloorGuarded(position);
        bool whole = TailCount.CeilingGuarded(position) <= below;
        double share = steps
            ? (type, whole) switch
            {
                (_, false) => 1.0,
                (1, true) => 0.0,
                (2, true) => 0.5,
                _ => below % 2.0 == 0.0 ? 0.0 : 1.0,
            }
            : whole ? 0.0 : position - below;
        double low = sorted[(int)Math.Clamp(below - 1.0, 0.0, n - 1)];
        double high = sorted[(int)Math.Clamp(below, 0.0, n - 1)];
        // Both ends exact: a sum of (1 − s)·low and s·high would turn an infinite neighbour of weight 0 into NaN.
        return share == 0.0 || low == high ? low : share == 1.0 ? high : low + (share * (high - low));
    }

    /// <summary>inf{ℓ : P(L ≤ ℓ) ≥ 1 − a} of the losses −P&amp;L: the (⌊n·a⌋ + 1)-th worst. A loss above it is a breach.</summary>
    /// <param name="pnl">n equally likely profits and losses.</param>
    /// <param name="tailProbability">a in (0, 1].</param>
    public static double LowerValueAtRisk(ReadOnlySpan<double> pnl, double tailProbability) =>
        ExpectedShortfall.Estimate(pnl, tailProbability, new double[ExpectedShortfall.ScratchLength(pnl.Length, tailProbability)]).LowerValueAtRisk;

    /// <summary>The ⌈n·a⌉-th worst loss.</summary>
    /// <param name="pnl">n equally likely profits and losses.</param>
    /// <param name="tailProbability">a in (0, 1].</param>
    public static double UpperValueAtRisk(ReadOnlySpan<double> pnl, double tailProbability) =>
        ExpectedShortfall.Estimate(pnl, tailProbability, new double[ExpectedShortfall.ScratchLength(pnl.Length, tailProbability)]).UpperValueAtRisk;

    internal static double[] Sorted(ReadOnlySpan<double> sample)
    {
        if (sample.IsEmpty) throw new ArgumentException("The sample is empty; give at least one number.", nameof(sample));
        double[] sorted = sample.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
