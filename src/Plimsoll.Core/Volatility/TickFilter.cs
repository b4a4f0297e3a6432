using Plimsoll.Numerics;

namespace Plimsoll.Volatility;

/// <summary>
/// Takes single wrong prints out of bars before a range estimator squares them: one low of 0.06 on 15 April 2017 gave a volatility of 700 % and spoilt every window it was in.
/// </summary>
internal sealed record TickFilter
{
    // Fewer days than a working week have no median worth the name.
    private const int FewestForMedian = 5;

    /// <summary>A low is raised to this share of the lower of open and close; in (0, 1].</summary>
    public double LowestLow { get; init; } = 0.6;

    /// <summary>A high is cut to this multiple of the higher of open and close; 1 or above.</summary>
    public double HighestHigh { get; init; } = 1.6;

    /// <summary>One bar's variance counts at most this multiple of the median of the bars before it; above 1.</summary>
    public double VarianceCap { get; init; } = 25.0;

    /// <summary>How many bars before it the median is of; 22 days are a trading month. At least 5.</summary>
    public int MedianWindow { get; init; } = 22;

    /// <summary>The filter with its usual bounds.</summary>
    public static TickFilter Default { get; } = new();

    /// <summary>The bars with wicks clipped. A bar that two venues confirm is left as it is: a real crash is no wrong print.</summary>
    /// <param name="bars">Oldest first.</param>
    /// <param name="confirmed">For each bar, whether at least one other venue shows the same extremes; empty means for none.</param>
    /// <exception cref="ArgumentException">The confirmations are not as many as the bars.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bound of the filter lies outside its range.</exception>
    public PriceBar[] Clip(ReadOnlySpan<PriceBar> bars, ReadOnlySpan<bool> confirmed = default)
    {
        Check();
        if (!confirmed.IsEmpty && confirmed.Length != bars.Length)
            throw new ArgumentException($"{bars.Length} bars have {confirmed.Length} confirmations; give one each, or none.", nameof(confirmed));
        PriceBar[] clipped = bars.ToArray();
        for (int i = 0; i < clipped.Length; i++)
        {
            if (!confirmed.IsEmpty && confirmed[i]) continue;
            PriceBar bar = clipped[i];
            clipped[i] = bar with
            {
                High = Math.Min(bar.High, HighestHigh * Math.Max(bar.Open, bar.Close)),
                Low = Math.Max(bar.Low, LowestLow * Math.Min(bar.Open, bar.Close)),
            };
        }

        return clipped;
    }

    /// <summary>Cuts each variance to <see cref="VarianceCap"/> times the median of the <see cref="MedianWindow"/> before it, uncut ones.</summary>
    /// <param name="variances">Variances of single bars, oldest first; changed in place. The first five, and those after a median of 0, stay.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound of the filter lies outside its range.</exception>
    public void Cap(Span<double> variances)
    {
        Check();
        double[] raw = variances.ToArray();
        for (int i = FewestForMedian; i < raw.Length; i++)
        {
            int from = Math.Max(0, i - MedianWindow);
            double median = Quantile.HyndmanFan(raw.AsSpan(from, i - from), 0.5, 7);
            if (median > 0.0) variances[i] = Math.Min(raw[i], VarianceCap * median);
        }
    }

    private void Check()
    {
        if (!(LowestLow is > 0.0 and <= 1.0)) throw new ArgumentOutOfRangeException(nameof(LowestLow), LowestLow, "The lowest low is a share of the body in (0, 1]; 0.6 is usual.");
        if (!(HighestHigh >= 1.0)) throw new ArgumentOutOfRangeException(nameof(HighestHigh), HighestHigh, "The highest high is a multiple of the body, 1 or above; 1.6 is usual.");
        if (!(VarianceCap > 1.0)) throw new ArgumentOutOfRangeException(nameof(VarianceCap), VarianceCap, "The cap is a multiple of the median, above 1; 25 is usual.");
        if (MedianWindow < FewestForMedian) throw new ArgumentOutOfRangeException(nameof(MedianWindow), MedianWindow, $"The median is of at least {FewestForMedian} bars; 22 is usual.");
    }
}
