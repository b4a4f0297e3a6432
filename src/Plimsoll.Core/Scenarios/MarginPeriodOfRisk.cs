namespace Plimsoll.Scenarios;

/// <summary>Carrying a one-period risk to the time it takes to detect, auction and close out a position.</summary>
internal static class MarginPeriodOfRisk
{
    /// <summary>Risk over so many hours from risk over one day, by the square root of time.</summary>
    /// <param name="oneDay">The one-day number, in any unit.</param>
    /// <param name="hours">The horizon, 0 or above.</param>
    public static double SquareRootOfTime(double oneDay, double hours) => PowerOfTime(oneDay, hours, 0.5);

    /// <summary>
    /// Risk over so many hours from risk over one day, by a power of time. Measured tails of crypto grow with exponent 0.40, so the
    /// square root overstates upward and understates downward from a day.
    /// </summary>
    public static double PowerOfTime(double oneDay, double hours, double exponent)
    {
        if (!(hours >= 0.0)) throw new ArgumentOutOfRangeException(nameof(hours), hours, "A horizon is 0 hours or longer.");
        return oneDay * (exponent == 0.5 ? Math.Sqrt(hours / 24.0) : Math.Pow(hours / 24.0, exponent));
    }

    /// <summary>Days of full exposure with the variance of selling n equal slices, the first at the end of day 1: (n + 1)(2n + 1)/(6n).</summary>
    /// <param name="days">n, at least 1.</param>
    public static double LinearUnwindDays(double days) => days >= 1.0
        ? (days + 1.0) * ((2.0 * days) + 1.0) / (6.0 * days)
        : throw new ArgumentOutOfRangeException(nameof(days), days, "An unwind takes one day at least.");

    /// <summary>The factor on a one-day risk for that unwind: the root of <see cref="LinearUnwindDays"/>.</summary>
    public static double LinearUnwindFactor(double days) => Math.Sqrt(LinearUnwindDays(days));

    /// <summary>Sums of every h consecutive log returns: n − h + 1 overlapping h-period returns.</summary>
    /// <param name="returns">n log returns, oldest first.</param>
    /// <param name="periods">h, from 1 to n.</param>
    /// <param name="overlapping">Receives n − h + 1 values.</param>
    public static void Overlapping(ReadOnlySpan<double> returns, int periods, Span<double> overlapping)
    {
        Refuse(returns.Length, periods);
        if (overlapping.Length != returns.Length - periods + 1)
            throw new ArgumentException($"{returns.Length} returns give {returns.Length - periods + 1} overlapping ones; the span holds {overlapping.Length}.", nameof(overlapping));
        for (int i = 0; i < overlapping.Length; i++)
        {
            // Each window anew: a running sum would carry the rounding of the whole history.
            double sum = 0.0;
            foreach (double r in returns.Slice(i, periods)) sum += r;
            overlapping[i] = sum;
        }
    }

    /// <summary>Unbiased variance per single period from overlapping h-period returns.</summary>
    /// <remarks>Divides by m = h(n − h + 1)(1 − h/n). A. Lo and C. MacKinlay, Review of Financial Studies 1 (1988) 41–66.</remarks>
    public static double UnbiasedVariancePerPeriod(ReadOnlySpan<double> returns, int periods)
    {
        int n = returns.Length;
        Refuse(n, periods);
        if (periods == n) throw new ArgumentOutOfRangeException(nameof(periods), periods, $"A variance of {n} returns needs windows shorter than {n}.");
        double mean = 0.0;
        foreach (double r in returns) mean += r;
        mean /= n;
        double[] overlapping = new double[n - periods + 1];
        Overlapping(returns, periods, overlapping);
        double sum = 0.0;
        foreach (double value in overlapping) sum += (value - (periods * mean)) * (value - (periods * mean));
        return sum / ((double)periods * (n - periods + 1) * (1.0 - ((double)periods / n)));
    }

    private static void Refuse(int returns, int periods)
    {
        if (periods < 1 || periods > returns)
            throw new ArgumentOutOfRangeException(nameof(periods), periods, $"A window of {returns} returns is 1 to {returns} long.");
    }
}
