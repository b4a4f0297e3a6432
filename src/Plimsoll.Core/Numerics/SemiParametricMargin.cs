namespace Plimsoll.Numerics;

/// <summary>
/// A distribution of returns: the sample itself in the centre, its order statistics joined by lines, and generalised Pareto tails on both sides. Continuous and rising.
/// </summary>
/// <param name="Lower">Tail of the losses −r.</param>
/// <param name="Upper">Tail of the gains r.</param>
/// <remarks>J. Hull and A. White, RISK 11 (1998); McNeil and Frey (2000), for the tails.</remarks>
internal sealed record SemiParametricMargin(GpdTail Lower, GpdTail Upper)
{
    private double[] Centre { get; init; } = [];

    /// <summary>Fits both tails.</summary>
    /// <param name="returns">n returns in any order, one unit throughout.</param>
    /// <param name="tailShare">Share of the sample on each side that the tails are fitted to, in (0, 0.5); 0.1 is usual.</param>
    /// <param name="limits">Caps on ξ and the least number of exceedances of each tail.</param>
    /// <exception cref="ArgumentException">Too few returns for the tails, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share lies outside (0, 0.5).</exception>
    public static SemiParametricMargin Fit(ReadOnlySpan<double> returns, double tailShare, GpdLimits limits)
    {
        if (!(tailShare is > 0.0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(tailShare), tailShare, "The share of a tail lies between 0 and 0.5; 0.1 is usual.");
        double[] rising = Quantile.Sorted(returns);
        int n = rising.Length, beyond = (int)TailCount.FloorGuarded(n * tailShare);
        if (n < 2 * (beyond + 1)) throw new ArgumentException($"{n} returns are too few for two tails of {beyond}.", nameof(returns));
        GpdTail lower = GpdFit.MaximumLikelihood([.. rising.Select(value => -value)], -rising[beyond], limits).Tail;
        GpdTail upper = GpdFit.MaximumLikelihood(rising, rising[n - 1 - beyond], limits).Tail;
        // Ties at a threshold leave fewer losses beyond it than were asked for; the centre takes them in.
        return new SemiParametricMargin(lower, upper) { Centre = rising[lower.Exceedances..(n - upper.Exceedances)] };
    }

    /// <summary>The return with probability p of a lower one.</summary>
    /// <param name="p">In (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">p lies outside (0, 1).</exception>
    public double InverseCdf(double p)
    {
        if (!(p is > 0.0 and < 1.0)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1; for 1 % write 0.01.");
        double low = Lower.TailShare, high = Upper.TailShare, q = 1.0 - p;
        if (p <= low) return -(Lower.Threshold + Lower.Excess(p / low));
        if (q <= high) return Upper.Threshold + Upper.Excess(q / high);
        double position = (p - low) / (1.0 - low - high) * (Centre.Length - 1);
        int below = Math.Min((int)position, Centre.Length - 2);
        return Centre[below] + ((position - below) * (Centre[below + 1] - Centre[below]));
    }
}
