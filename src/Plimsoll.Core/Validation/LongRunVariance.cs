namespace Plimsoll.Validation;

/// <summary>Variances of sums of dependent values.</summary>
/// <remarks>W. K. Newey, K. D. West, Econometrica 55 (1987) 703–708: Bartlett weights 1 − k/(lags + 1), which never give a negative variance.</remarks>
internal static class LongRunVariance
{
    /// <summary>Σ over lags of w(k)·Σ x(t)·y(t − k), both directions, divided by n; of centred values.</summary>
    public static double Bartlett(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int lags)
    {
        int n = x.Length;
        double total = 0.0;
        for (int k = 0; k <= Math.Min(lags, n - 1); k++)
        {
            double sum = 0.0;
            for (int t = k; t < n; t++) sum += k == 0 ? x[t] * y[t] : (x[t] * y[t - k]) + (x[t - k] * y[t]);
            total += (1.0 - (k / (lags + 1.0))) * sum;
        }

        return total / n;
    }
}
