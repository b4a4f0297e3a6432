namespace Plimsoll.Validation;

/// <summary>How strongly a margin swings: ratios of one margin to another of the same portfolio.</summary>
/// <remarks>D. Murphy, M. Vasios, N. Vause, "An investigation into the procyclicality of risk-based initial margin models", Bank of England FS paper 29 (2014).</remarks>
public static class Procyclicality
{
    /// <summary>Greatest over least margin.</summary>
    /// <param name="margins">At least 1, each finite and above 0.</param>
    /// <exception cref="ArgumentException">There is none, or one is not above 0.</exception>
    public static double PeakToTrough(ReadOnlySpan<double> margins)
    {
        Check(margins, 1);
        (double least, double greatest) = (double.PositiveInfinity, 0.0);
        foreach (double margin in margins) (least, greatest) = (Math.Min(least, margin), Math.Max(greatest, margin));
        return greatest / least;
    }

    /// <summary>Greatest relative rise over exactly n days, max of m(t + n)/m(t) − 1; below 0 where it only falls.</summary>
    /// <param name="margins">More than n, in order of time, each finite and above 0.</param>
    /// <param name="days">n, at least 1.</param>
    /// <exception cref="ArgumentException">There are too few, or one is not above 0.</exception>
    public static double Rise(ReadOnlySpan<double> margins, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Check(margins, days + 1);
        double greatest = double.NegativeInfinity;
        for (int t = 0; t + days < margins.Length; t++) greatest = Math.Max(greatest, (margins[t + days] / margins[t]) - 1.0);
        return greatest;
    }

    /// <summary>Greatest relative rise over 1 to n days: what a member may be asked for within n days of any day.</summary>
    /// <param name="margins">At least 2, in order of time, each finite and above 0.</param>
    /// <param name="days">n, at least 1.</param>
    /// <exception cref="ArgumentException">There are too few, or one is not above 0.</exception>
    public static double RiseWithin(ReadOnlySpan<double> margins, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        Check(margins, 2);
        double greatest = double.NegativeInfinity;
        for (int t = 0; t + 1 < margins.Length; t++)
            for (int k = t + 1; k < margins.Length && k - t <= days; k++) greatest = Math.Max(greatest, (margins[k] / margins[t]) - 1.0);
        return greatest;
    }

    /// <summary>Standard deviation of ln m(t + 1)/m(t), with n − 1.</summary>
    /// <param name="margins">At least 3, in order of time, each finite and above 0.</param>
    /// <exception cref="ArgumentException">There are too few, or one is not above 0.</exception>
    public static double StandardDeviationOfLogChange(ReadOnlySpan<double> margins)
    {
        Check(margins, 3);
        double mean = 0.0, squares = 0.0;
        for (int t = 1; t < margins.Length; t++)
        {
            double change = Math.Log(margins[t] / margins[t - 1]);
            double gap = change - mean;
            mean += gap / t;
            squares += gap * (change - mean);
        }

        return Math.Sqrt(squares / (margins.Length - 2));
    }

    private static void Check(ReadOnlySpan<double> margins, int least)
    {
        Series.AtLeast(least, margins.Length, nameof(margins));
        foreach (double margin in margins)
            if (!(double.IsFinite(margin) && margin > 0.0)) throw new ArgumentException($"A margin is {margin}; ratios need finite margins above 0.", nameof(margins));
    }
}
