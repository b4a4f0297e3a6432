namespace Plimsoll.Volatility;

/// <summary>Volatility of the last bars from their opens, highs, lows and closes.</summary>
/// <remarks>
/// M. Parkinson, J. Business 53 (1980) 61–65; M. Garman and M. Klass, J. Business 53 (1980) 67–78; L. Rogers and S. Satchell, Annals of Applied Probability 1 (1991) 504–512;
/// D. Yang and Q. Zhang, J. Business 73 (2000) 477–491. Windows are counted as R's TTR counts them: n bars, and for close-to-close n closes with n − 1 returns.
/// One wrong print ruins each of these for the length of the window: pass bars through <see cref="TickFilter"/> first.
/// </remarks>
internal static class RangeVolatility
{
    private static readonly double LogTwo = Math.Log(2.0);

    /// <summary>Annualised volatility, a fraction, of the last <paramref name="window"/> bars.</summary>
    /// <param name="estimator">Which formula.</param>
    /// <param name="bars">Oldest first; at least <see cref="BarsNeeded"/>.</param>
    /// <param name="window">n: at least 1, with a mean to be taken off at least 2 (Yang–Zhang) or 3 (close-to-close).</param>
    /// <param name="periodsPerYear">Bars a year: 365 for days of a market that never closes.</param>
    /// <exception cref="ArgumentException">Too few bars.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window or the periods a year are too small.</exception>
    public static double Annualised(RangeEstimator estimator, ReadOnlySpan<PriceBar> bars, int window, double periodsPerYear) =>
        Math.Sqrt(PerYear(periodsPerYear) * Variance(estimator, bars, window));

    /// <summary>The same as a variance per bar. A window with more open-to-close movement than range gives Garman–Klass no variance below 0, but 0.</summary>
    /// <inheritdoc cref="Annualised"/>
    public static double Variance(RangeEstimator estimator, ReadOnlySpan<PriceBar> bars, int window)
    {
        int needed = BarsNeeded(estimator, window);
        if (bars.Length < needed)
            throw new ArgumentException($"{estimator} over {window} bars needs {needed} of them; {bars.Length} are given.", nameof(bars));
        ReadOnlySpan<PriceBar> used = bars[^needed..];
        return estimator switch
        {
            RangeEstimator.CloseToClose => CloseVariance(used),
            RangeEstimator.YangZhang => YangZhangVariance(used),
            _ => MeanOfBars(estimator, used),
        };
    }

    /// <summary>How many bars a window takes: one more than its length where the close before the first bar counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is too short for the estimator.</exception>
    public static int BarsNeeded(RangeEstimator estimator, int window)
    {
        int least = estimator switch
        {
            RangeEstimator.CloseToClose => 3,
            RangeEstimator.YangZhang => 2,
            _ => 1,
        };
        if (window < least) throw new ArgumentOutOfRangeException(nameof(window), window, $"{estimator} needs a window of at least {least} bars.");
        return NeedsCloseBefore(estimator) ? window + 1 : window;
    }

    /// <summary>Each bar's own variance by an estimator that is a mean over bars; it may be below 0 for Garman–Klass.</summary>
    /// <param name="estimator">Parkinson, Garman–Klass, its extension or Rogers–Satchell.</param>
    /// <param name="bars">m bars.</param>
    /// <param name="variances">Receives m values, or m − 1 (from the second bar on) where the close before counts.</param>
    /// <exception cref="ArgumentException">The estimator is no mean over bars, or the span has another length.</exception>
    public static void OfEachBar(RangeEstimator estimator, ReadOnlySpan<PriceBar> bars, Span<double> variances)
    {
        int skipped = NeedsCloseBefore(estimator) ? 1 : 0;
        if (variances.Length != Math.Max(0, bars.Length - skipped))
            throw new ArgumentException($"{bars.Length} bars give {Math.Max(0, bars.Length - skipped)} variances; the span holds {variances.Length}.", nameof(variances));
        for (int i = 0; i < variances.Length; i++)
        {
            PriceBar bar = bars[i + skipped];
            variances[i] = estimator switch
            {
                RangeEstimator.Parkinson => Square(Math.Log(bar.High / bar.Low)) / (4.0 * LogTwo),
                RangeEstimator.GarmanKlass => GarmanKlass(bar),
                RangeEstimator.GarmanKlassYangZhang => Square(Math.Log(bar.Open / bars[i].Close)) + GarmanKlass(bar),
                RangeEstimator.RogersSatchell => RogersSatchell(bar),
                _ => throw new ArgumentException($"{estimator} is no mean over bars; a bar alone has no such variance.", nameof(estimator)),
            };
        }
    }

    private static double MeanOfBars(RangeEstimator estimator, ReadOnlySpan<PriceBar> bars)
    {
        var variances = new double[NeedsCloseBefore(estimator) ? bars.Length - 1 : bars.Length];
        OfEachBar(estimator, bars, variances);
        double sum = 0.0;
        foreach (double variance in variances) sum += variance;
        return Math.Max(0.0, sum / variances.Length);
    }

    private static double CloseVariance(ReadOnlySpan<PriceBar> bars)
    {
        var returns = new double[bars.Length - 1];
        for (int i = 0; i < returns.Length; i++) returns[i] = Math.Log(bars[i + 1].Close / bars[i].Close);
        return SampleVariance(returns);
    }

    private static double YangZhangVariance(ReadOnlySpan<PriceBar> bars)
    {
        int n = bars.Length - 1;
        var overnight = new double[n];
        var openToClose = new double[n];
        double rogersSatchell = 0.0;
        for (int i = 0; i < n; i++)
        {
            PriceBar bar = bars[i + 1];
            overnight[i] = Math.Log(bar.Open / bars[i].Close);
            openToClose[i] = Math.Log(bar.Close / bar.Open);
            rogersSatchell += RogersSatchell(bar);
        }

        // The weight that makes the variance of the estimate least, for a fourth moment of 1.34 σ⁴.
        double k = 0.34 / (1.34 + ((n + 1.0) / (n - 1.0)));
        return SampleVariance(overnight) + (k * SampleVariance(openToClose)) + ((1.0 - k) * (rogersSatchell / n));
    }

    private static double GarmanKlass(PriceBar bar) =>
        (0.5 * Square(Math.Log(bar.High / bar.Low))) - (((2.0 * LogTwo) - 1.0) * Square(Math.Log(bar.Close / bar.Open)));

    private static double RogersSatchell(PriceBar bar) =>
        (Math.Log(bar.High / bar.Close) * Math.Log(bar.High / bar.Open)) + (Math.Log(bar.Low / bar.Close) * Math.Log(bar.Low / bar.Open));

    private static bool NeedsCloseBefore(RangeEstimator estimator) => estimator is RangeEstimator.GarmanKlassYangZhang or RangeEstimator.YangZhang;

    private static double SampleVariance(ReadOnlySpan<double> values)
    {
        double mean = 0.0, sum = 0.0;
        foreach (double value in values) mean += value;
        mean /= values.Length;
        foreach (double value in values) sum += Square(value - mean);
        return sum / (values.Length - 1);
    }

    private static double PerYear(double periods) => periods > 0.0 && double.IsFinite(periods)
        ? periods
        : throw new ArgumentOutOfRangeException(nameof(periods), periods, "Bars a year are above 0; days of a market that never closes are 365.");

    private static double Square(double x) => x * x;
}
