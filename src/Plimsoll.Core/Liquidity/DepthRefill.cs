namespace Plimsoll.Liquidity;

/// <summary>How much of a sudden loss of depth is back at the next record.</summary>
/// <param name="Falls">Records at which depth had fallen below a part of its mean of the day before.</param>
/// <param name="Recovered">Median share of the fall that was back one record later; above 1 it stood higher than before.</param>
/// <param name="HalfLifeAtMostHours">
/// Half-life of a steady recovery that brings back that share in one step: a bound from above, since what comes back within minutes is not told apart from what takes the whole step. Infinite where nothing came back.
/// </param>
public readonly record struct DepthRefill(int Falls, double Recovered, double HalfLifeAtMostHours)
{
    /// <summary>Looks for falls and for what followed.</summary>
    /// <param name="times">Seconds since 1970, rising.</param>
    /// <param name="depths">Depth at each, above 0.</param>
    /// <param name="stepHours">Regular distance of the records.</param>
    /// <param name="below">A fall is a depth below this part of the mean of the three records before.</param>
    /// <returns>Null with fewer than ten falls.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a number is out of range.</exception>
    public static DepthRefill? Of(ReadOnlySpan<long> times, ReadOnlySpan<double> depths, double stepHours, double below = 0.75)
    {
        if (times.Length != depths.Length) throw new ArgumentException($"There is one depth per time; found {depths.Length} depths and {times.Length} times.", nameof(depths));
        Require.Positive(stepHours);
        Require.Within(below, 0, 1);
        long step = (long)(stepHours * 3600);
        var recovered = new List<double>();
        for (int i = 3; i + 1 < times.Length; i++)
        {
            if (times[i + 1] - times[i - 3] != 4 * step) continue;
            double before = (depths[i - 1] + depths[i - 2] + depths[i - 3]) / 3;
            if (depths[i] < below * before) recovered.Add((depths[i + 1] - depths[i]) / (before - depths[i]));
        }

        if (recovered.Count < 10) return null;
        recovered.Sort();
        double median = recovered[recovered.Count / 2];
        return new(recovered.Count, median, median <= 0 ? double.PositiveInfinity : median >= 1 ? 0 : stepHours * Math.Log(2) / -Math.Log(1 - median));
    }
}
