using Plimsoll.Numerics;

namespace Plimsoll.Liquidity;

/// <summary>For how long a recorded depth says something about the depth now: autocorrelation of its logarithm, ρ(t) = c·e^(−t/τ).</summary>
/// <param name="HalfLifeHours">τ·ln 2: age at which what the record still says has halved.</param>
/// <param name="Lower">Lower end of its 95 % interval, hours.</param>
/// <param name="Upper">Upper end; infinite where the decay is not told apart from none.</param>
/// <param name="Lasting">c, ρ at age 0 of the fitted curve: 1 − c is noise that is gone at the next record.</param>
/// <param name="DayTail">5 % quantile of depth a day later over the depth recorded; NaN with fewer than 20 pairs.</param>
/// <param name="Observations">Records used.</param>
public readonly record struct DepthMemory(double HalfLifeHours, double Lower, double Upper, double Lasting, double DayTail, int Observations)
{
    /// <summary>Autocorrelations are counted over this many days.</summary>
    public const int LagDays = 7;

    private const int TrendDays = 90, LeastRecords = 400;

    /// <summary>Fits the autocorrelations of log depth about its mean over 90 days before, up to a week.</summary>
    /// <param name="times">Seconds since 1970, rising.</param>
    /// <param name="depths">Depth at each, above 0.</param>
    /// <param name="stepHours">Regular distance of the records; pairs that are further apart by a gap are left out.</param>
    /// <returns>Null with fewer than 400 records after the first 90 days, or where correlation does not fall with age.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a number is out of range.</exception>
    public static DepthMemory? Of(ReadOnlySpan<long> times, ReadOnlySpan<double> depths, double stepHours)
    {
        if (times.Length != depths.Length) throw new ArgumentException($"There is one depth per time; found {depths.Length} depths and {times.Length} times.", nameof(depths));
        long step = (long)(Require.Positive(stepHours) * 3600), trend = TrendDays * 86_400L;
        var deviation = new Dictionary<long, double>();
        var level = new Dictionary<long, double>();
        double sum = 0;
        int from = 0;
        for (int i = 0; i < times.Length; i++)
        {
            double log = Math.Log(Require.Positive(depths[i]));
            sum += log;
            for (; times[from] < times[i] - trend; from++) sum -= Math.Log(depths[from]);
            level[times[i] / step] = log;
            if (times[i] - times[0] >= trend) deviation[times[i] / step] = log - (sum / (i - from + 1));
        }

        if (deviation.Count < LeastRecords) return null;
        double mean = deviation.Values.Average(), variance = deviation.Values.Sum(value => (value - mean) * (value - mean)) / deviation.Count;
        var design = new List<double>();
        var target = new List<double>();
        for (int lag = 1; lag * step <= LagDays * 86_400L; lag++)
        {
            var products = deviation.Where(pair => deviation.ContainsKey(pair.Key + lag)).Select(pair => (pair.Value - mean) * (deviation[pair.Key + lag] - mean)).ToArray();
            if (products.Length < LeastRecords / 2 || products.Average() <= 0) break;
            design.AddRange([1, lag * stepHours]);
            target.Add(Math.Log(products.Average() / variance));
        }

        if (target.Count < 4) return null;
        LeastSquares fit = LeastSquares.Fit(design.ToArray(), target.ToArray());
        double slope = fit.Coefficients[1], error = fit.HacStandardErrors(Math.Min(3, target.Count - 3))[1];
        if (slope >= 0) return null;
        double halfLife = Math.Log(2) / -slope;
        long age = Math.Max(1, (long)Math.Round(24 / stepHours));
        double[] changes = [.. level.Where(pair => level.ContainsKey(pair.Key + age)).Select(pair => Math.Exp(level[pair.Key + age] - pair.Value))];
        double upper = slope + (1.96 * error);
        return new(halfLife, Math.Log(2) / (-slope + (1.96 * error)), upper < 0 ? Math.Log(2) / -upper : double.PositiveInfinity, Math.Min(1, Math.Exp(fit.Coefficients[0])), changes.Length < 20 ? double.NaN : Quantile.HyndmanFan(changes, 0.05, 1), deviation.Count);
    }
}
