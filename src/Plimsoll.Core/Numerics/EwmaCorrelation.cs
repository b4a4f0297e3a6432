namespace Plimsoll.Numerics;

/// <summary>Correlations of an exponentially weighted covariance Cₜ₊₁ = λCₜ + (1 − λ)rₜrₜᵀ about means of zero: one λ for all pairs keeps the matrix positive semi-definite.</summary>
internal static class EwmaCorrelation
{
    /// <summary>The forecast after the last return.</summary>
    /// <param name="returns">d series of n returns, oldest first, number i of each of one date; no NaN.</param>
    /// <param name="decay">λ in (0, 1); 0.97 is usual for daily returns.</param>
    /// <exception cref="ArgumentException">No returns, different lengths, or a series that never moves.</exception>
    /// <exception cref="ArgumentOutOfRangeException">λ lies outside (0, 1).</exception>
    /// <remarks>J.P. Morgan, "RiskMetrics — Technical Document" (1996). Seeded with the mean of rrᵀ over the window.</remarks>
    public static CorrelationMatrix Forecast(ReadOnlySpan<double[]> returns, double decay)
    {
        if (!(decay is > 0.0 and < 1.0)) throw new ArgumentOutOfRangeException(nameof(decay), decay, "λ lies between 0 and 1; 0.97 is usual for daily returns.");
        if (returns.IsEmpty || returns[0].Length == 0) throw new ArgumentException("A correlation needs at least one series of one return.", nameof(returns));
        int d = returns.Length;
        var covariance = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            if (returns[i].Length != returns[0].Length)
                throw new ArgumentException($"Series {i} holds {returns[i].Length} returns and series 0 {returns[0].Length}; all must be of the same dates.", nameof(returns));
            for (int j = 0; j <= i; j++) covariance[(i * d) + j] = Covariance(returns[i], returns[j], decay);
            if (!(covariance[(i * d) + i] > 0.0 && double.IsFinite(covariance[(i * d) + i])))
                throw new ArgumentException($"Series {i} never moves or is not finite; every series must vary.", nameof(returns));
        }

        var entries = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            entries[(i * d) + i] = 1.0;
            for (int j = 0; j < i; j++)
            {
                double correlation = covariance[(i * d) + j] / Math.Sqrt(covariance[(i * d) + i]) / Math.Sqrt(covariance[(j * d) + j]);
                entries[(i * d) + j] = entries[(j * d) + i] = Math.Clamp(correlation, -1.0, 1.0);
            }
        }

        return CorrelationMatrix.Create(entries, d);
    }

    private static double Covariance(double[] a, double[] b, double decay)
    {
        double seed = 0.0;
        for (int i = 0; i < a.Length; i++) seed += a[i] * b[i];
        double covariance = seed / a.Length;
        for (int i = 0; i < a.Length; i++) covariance = (decay * covariance) + ((1.0 - decay) * (a[i] * b[i]));
        return covariance;
    }
}
