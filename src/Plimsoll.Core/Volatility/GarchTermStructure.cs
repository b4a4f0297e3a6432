namespace Plimsoll.Volatility;

/// <summary>Expected variances of the periods ahead of a GARCH(1,1) or GJR process: E hₜ₊ₖ = v + pᵏ⁻¹(hₜ₊₁ − v), v = ω/(1 − p).</summary>
/// <param name="LongRun">v, the variance that forecasts approach; infinite at a persistence of 1 or above.</param>
/// <param name="Variances">E hₜ₊ₖ for each k asked for.</param>
/// <param name="Cumulative">Σ of E hₜ₊₁ … E hₜ₊ₖ: the variance of the sum of k returns.</param>
internal sealed record GarchTermStructure(double LongRun, double[] Variances, double[] Cumulative)
{
    /// <summary>Forecasts for the periods named.</summary>
    /// <param name="omega">ω, 0 or above, in the square of the returns' unit.</param>
    /// <param name="persistence">p, 0 or above: α + β, or α + γ/2 + β.</param>
    /// <param name="next">hₜ₊₁, the variance of the next period, 0 or above.</param>
    /// <param name="periods">k, each at least 1, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static GarchTermStructure Of(double omega, double persistence, double next, ReadOnlySpan<int> periods)
    {
        if (!(omega >= 0.0)) throw new ArgumentOutOfRangeException(nameof(omega), omega, "ω is 0 or above.");
        if (!(persistence >= 0.0)) throw new ArgumentOutOfRangeException(nameof(persistence), persistence, "A persistence is 0 or above; 0.98 is usual for daily returns.");
        if (!(next >= 0.0)) throw new ArgumentOutOfRangeException(nameof(next), next, "A variance is 0 or above.");
        int last = 0;
        foreach (int k in periods)
        {
            if (k < 1) throw new ArgumentOutOfRangeException(nameof(periods), k, "The next period is number 1.");
            last = Math.Max(last, k);
        }

        // Stepping needs no division by 1 − p, which the closed form loses its digits to when p is near 1.
        var path = new double[last];
        var sums = new double[last];
        for (int k = 0; k < last; k++)
        {
            path[k] = k == 0 ? next : omega + (persistence * path[k - 1]);
            sums[k] = k == 0 ? next : sums[k - 1] + path[k];
        }

        var variances = new double[periods.Length];
        var cumulative = new double[periods.Length];
        for (int i = 0; i < periods.Length; i++) (variances[i], cumulative[i]) = (path[periods[i] - 1], sums[periods[i] - 1]);
        return new(persistence < 1.0 ? omega / (1.0 - persistence) : double.PositiveInfinity, variances, cumulative);
    }
}
