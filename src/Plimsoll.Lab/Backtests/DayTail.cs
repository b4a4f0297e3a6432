namespace Plimsoll.Lab.Backtests;

/// <summary>Where a day's result fell in the distribution that was forecast for it, and that distribution's worst losses.</summary>
/// <param name="Transform">Probability transform, low where money was lost, strictly between 0 and 1: (scenarios below + half of those equal + ½)/(n + 1). NaN where nothing was forecast.</param>
/// <param name="Scenarios">n, equally likely.</param>
/// <param name="Worst">The worst losses, greatest first, as fractions of notional; enough for the tail at 2.5 %.</param>
internal readonly record struct DayTail(double Transform, int Scenarios, float[] Worst)
{
    private const double Kept = 0.06;

    /// <summary>Nothing.</summary>
    public static DayTail None { get; } = new(double.NaN, 0, []);

    /// <summary>Whether there was a forecast.</summary>
    public bool IsKnown => !double.IsNaN(Transform);

    /// <summary>A result in a forecast of equally likely scenarios.</summary>
    /// <param name="pnl">The scenarios, in money.</param>
    /// <param name="loss">What was lost, as a fraction of notional.</param>
    /// <param name="notional">Notional in the scenarios' unit.</param>
    public static DayTail Of(ReadOnlySpan<double> pnl, double loss, double notional)
    {
        if (pnl.Length == 0 || double.IsNaN(loss)) return None;
        double came = -loss * notional;
        int below = 0, equal = 0, kept = Math.Max(1, (int)Math.Ceiling(Kept * pnl.Length)), filled = 0;
        Span<double> worst = kept <= 256 ? stackalloc double[kept] : new double[kept];
        foreach (double value in pnl)
        {
            if (value < came) below++;
            else if (value == came) equal++;
            if (filled == kept && !(value < worst[kept - 1])) continue;
            int at = filled < kept ? filled++ : kept - 1;
            for (; at > 0 && worst[at - 1] > value; at--) worst[at] = worst[at - 1];
            worst[at] = value;
        }

        var losses = new float[kept];
        for (int i = 0; i < kept; i++) losses[i] = (float)(-worst[i] / notional);
        return new DayTail((below + (0.5 * equal) + 0.5) / (pnl.Length + 1), pnl.Length, losses);
    }
}
