namespace Plimsoll.Volatility;

/// <summary>
/// A volatility with a short and a long memory, made of what happened inside each step as well as of its return: s = √(a·RV + (1 − a)·r²), σ = ½·EWMA_fast(s) + ½·EWMA_slow(s).
/// </summary>
/// <remarks>
/// Averages of s rather than of s² react less to a single day, and two memories follow the long memory of volatility that one decay cannot. The mean of s lies below the root of the mean of s²; one
/// factor over the whole path brings σ to the level of the returns, so that it is a standard deviation. Measured against a single EWMA of squared returns in docs/decisions/0021.
/// </remarks>
public static class TwoSpeedVolatility
{
    /// <summary>The forecasts that stood before each return, and the one for the next.</summary>
    /// <param name="returns">n log returns, oldest first.</param>
    /// <param name="realised">n sums of squared returns inside each step; NaN where not recorded, which leaves the return alone.</param>
    /// <param name="unseen">Factor on |r| where nothing was recorded inside a step: an absolute return lies below s on average, and without it σ would jump where recording begins. Above 0.</param>
    /// <param name="share">a, the weight of what happened inside, in [0, 1].</param>
    /// <param name="fastDecay">λ of the short memory, per step, in (0, 1).</param>
    /// <param name="slowDecay">λ of the long memory, per step, in (0, 1).</param>
    /// <param name="seeds">Steps whose mean starts both memories, 1 or more.</param>
    /// <param name="volatilities">Receives n + 1 standard deviations of one step: [i] was known before return i but for the common factor, [n] is the forecast now.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    public static void Forecasts(ReadOnlySpan<double> returns, ReadOnlySpan<double> realised, double share, double unseen, double fastDecay, double slowDecay, int seeds, Span<double> volatilities)
    {
        if (realised.Length != returns.Length || volatilities.Length != returns.Length + 1)
            throw new ArgumentException($"{returns.Length} returns need as many realised variances and one more volatility; found {realised.Length} and {volatilities.Length}.", nameof(volatilities));
        int first = Math.Min(seeds, returns.Length);
        double seed = 0;
        for (int i = 0; i < first; i++) seed += Magnitude(returns[i], realised[i], share, unseen) / first;
        double fast = seed, slow = seed, squares = 0, forecasts = 0;
        for (int i = 0; i < returns.Length; i++)
        {
            double before = 0.5 * (fast + slow), seen = Magnitude(returns[i], realised[i], share, unseen);
            volatilities[i] = before;
            squares += returns[i] * returns[i];
            forecasts += before * before;
            fast = (fastDecay * fast) + ((1 - fastDecay) * seen);
            slow = (slowDecay * slow) + ((1 - slowDecay) * seen);
        }

        volatilities[^1] = 0.5 * (fast + slow);
        double level = forecasts > 0 ? Math.Sqrt(squares / forecasts) : 1;
        foreach (ref double volatility in volatilities) volatility *= level;
    }

    private static double Magnitude(double move, double realised, double share, double unseen) =>
        double.IsNaN(realised) ? unseen * Math.Abs(move) : Math.Sqrt((share * realised) + ((1 - share) * move * move));
}
