using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>What a learnt model sees of a market at the end of a day, all of it known then. NaN where a history is too short.</summary>
public static class TreeFeatures
{
    private const int LongestMean = 66;

    private static readonly ImmutableArray<int> Means = [3, 5, 7, 14, 22, 30, LongestMean];

    /// <summary>Names of the features, in the order of a row.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "ln RV", "ln RV lag 1", "ln RV lag 2", .. Means.Select(days => $"ln mean RV {days}"),
        "square", "fall squared", "size", "return 5", "return 22", "fall 22", "ln volume ratio 22", "ln volume ratio 5", "day of week", "range", "deviation of ln RV 22",
        "ln downside 1", "ln downside 5", "jump share 1", "jump share 5", "ln implied",
    ];

    /// <summary>
    /// Places of the features whose law should stay as it is when markets become calmer or wilder. Where one of them has moved, what feeds it has changed: a venue, a unit, the bars.
    /// The others move with every regime and say nothing of the feed.
    /// </summary>
    public static ImmutableArray<int> LevelFree { get; } = [.. ((string[])["ln volume ratio 22", "jump share 1"]).Select(name => Names.IndexOf(name))];

    /// <summary>The features of each day.</summary>
    /// <returns>One row a day, each with one value a name.</returns>
    public static float[][] Of(DailyHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        double[] variances = history.Variances, returns = history.Returns;
        ReadOnlySpan<DayMeasures> days = history.Measures;
        int n = variances.Length;
        double[] logs = [.. variances.Select(Logarithm)];
        double[] volumes = new double[n], downsides = new double[n], jumps = new double[n];
        for (int i = 0; i < n; i++) (volumes[i], downsides[i], jumps[i]) = (days[i].Volume, days[i].Downside, history.IsIntraday ? days[i].JumpShare : double.NaN);
        var rows = new float[n][];
        for (int i = 0; i < n; i++)
        {
            double last = i > 0 ? returns[i - 1] : double.NaN;
            double[] row =
            [
                logs[i], At(logs, i - 1), At(logs, i - 2), .. Means.Select(length => Logarithm(Mean(variances, i, length))),
                last * last, Math.Min(last, 0.0) * last, Math.Abs(last), Sum(returns, i - 1, 5), Sum(returns, i - 1, 22), Math.Min(0.0, Sum(returns, i - 1, 22)),
                Logarithm(volumes[i] / Mean(volumes, i, 22)), Logarithm(Mean(volumes, i, 5) / Mean(volumes, i, 22)),
                // 1 January 1970 was a Thursday.
                (history.Days[i] / 86_400) % 7, Math.Log(history.Bars[i].High / history.Bars[i].Low), Deviation(logs, i, 22),
                Logarithm(downsides[i]), Logarithm(Mean(downsides, i, 5)), jumps[i], Mean(jumps, i, 5), Logarithm(history.Implied[i]),
            ];
            rows[i] = [.. row.Select(value => double.IsFinite(value) ? (float)value : float.NaN)];
        }

        return rows;
    }

    private static double Logarithm(double value) => value > 0.0 ? Math.Log(value) : double.NaN;

    private static double At(double[] values, int i) => i >= 0 ? values[i] : double.NaN;

    private static double Sum(double[] values, int last, int length)
    {
        if (last - length + 1 < 0) return double.NaN;
        double sum = 0.0;
        for (int i = last - length + 1; i <= last; i++) sum += values[i];
        return sum;
    }

    private static double Mean(double[] values, int last, int length) => Sum(values, last, length) / length;

    private static double Deviation(double[] values, int last, int length)
    {
        double mean = Mean(values, last, length), sum = 0.0;
        if (!double.IsFinite(mean)) return double.NaN;
        for (int i = last - length + 1; i <= last; i++) sum += (values[i] - mean) * (values[i] - mean);
        return Math.Sqrt(sum / (length - 1));
    }
}
