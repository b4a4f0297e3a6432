namespace Plimsoll.Numerics;

/// <summary>A sample correlation matrix drawn towards a target that has less noise, by the part that Ledoit and Wolf show to lose least.</summary>
/// <param name="Correlation">(1 − δ)·R + δ·T: positive semi-definite, definite where δ is above 0 and T is.</param>
/// <param name="Sample">R as observed.</param>
/// <param name="Intensity">δ in [0, 1].</param>
/// <remarks>
/// The samples are brought to unit variance first, so that the coin that moves most does not set δ alone.
/// O. Ledoit and M. Wolf, "A well-conditioned estimator for large-dimensional covariance matrices", J. Multivariate Analysis 88 (2004) 365–411;
/// "Honey, I shrunk the sample covariance matrix", J. Portfolio Management 30 (2004) 110–119.
/// </remarks>
internal sealed record ShrinkageCorrelation(CorrelationMatrix Correlation, CorrelationMatrix Sample, double Intensity)
{
    /// <summary>Towards no correlation at all.</summary>
    /// <param name="series">d samples of n numbers, number i of each observed together; means are removed.</param>
    /// <exception cref="ArgumentException">Fewer than two numbers, different lengths, a constant sample or a NaN.</exception>
    public static ShrinkageCorrelation ToIdentity(ReadOnlySpan<double[]> series)
    {
        double[][] x = Standardised(series);
        CorrelationMatrix sample = Correlate(x);
        double noise = 0.0, distance = 0.0;
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; j < x.Length; j++)
            {
                noise += Noise(x[i], x[j], sample[i, j]);
                if (i != j) distance += sample[i, j] * sample[i, j];
            }

        double intensity = Part(noise, distance, x[0].Length);
        return new ShrinkageCorrelation(sample.StressedToIdentity(intensity), sample, intensity);
    }

    /// <summary>Towards the mean correlation r̄ of all pairs: right for coins, which all follow one market.</summary>
    /// <param name="series">d samples of n numbers, number i of each observed together; means are removed.</param>
    /// <exception cref="ArgumentException">Fewer than two numbers, different lengths, a constant sample or a NaN.</exception>
    public static ShrinkageCorrelation ToConstantCorrelation(ReadOnlySpan<double[]> series)
    {
        double[][] x = Standardised(series);
        CorrelationMatrix sample = Correlate(x);
        int d = x.Length;
        double mean = 0.0;
        for (int i = 0; i < d; i++)
            for (int j = 0; j < i; j++) mean += sample[i, j] / (0.5 * d * (d - 1.0));
        double noise = 0.0, distance = 0.0, targetNoise = 0.0;
        for (int i = 0; i < d; i++)
        {
            double own = Noise(x[i], x[i], 1.0);
            noise += own;
            targetNoise += own;
            for (int j = 0; j < d; j++)
            {
                if (i == j) continue;
                noise += Noise(x[i], x[j], sample[i, j]);
                distance += (sample[i, j] - mean) * (sample[i, j] - mean);
                // How the target, made of the same variances, errs together with the sample.
                double third = 0.0;
                for (int n = 0; n < x[i].Length; n++) third += x[i][n] * x[i][n] * x[i][n] * x[j][n];
                targetNoise += mean * ((third / x[i].Length) - sample[i, j]);
            }
        }

        double intensity = Part(noise - targetNoise, distance, x[0].Length);
        return new ShrinkageCorrelation(sample.Blended(intensity, (_, _) => mean), sample, intensity);
    }

    /// <summary>Mean square of x_i·x_j about its mean: n times the variance of a sample covariance.</summary>
    private static double Noise(double[] a, double[] b, double covariance)
    {
        double sum = 0.0;
        for (int n = 0; n < a.Length; n++) sum += a[n] * a[n] * b[n] * b[n];
        return (sum / a.Length) - (covariance * covariance);
    }

    private static double Part(double noise, double distance, int n) => distance > 1e-30 ? Math.Clamp(noise / distance / n, 0.0, 1.0) : 0.0;

    private static double[][] Standardised(ReadOnlySpan<double[]> series)
    {
        if (series.IsEmpty || series[0].Length < 2) throw new ArgumentException("A correlation needs at least one sample of two numbers.", nameof(series));
        var scaled = new double[series.Length][];
        for (int i = 0; i < series.Length; i++)
        {
            double[] one = series[i];
            if (one.Length != series[0].Length)
                throw new ArgumentException($"Sample {i} holds {one.Length} numbers and sample 0 {series[0].Length}; all must be observed together.", nameof(series));
            double mean = one.Average(), square = 0.0;
            foreach (double value in one) square += (value - mean) * (value - mean) / one.Length;
            if (!(square > 0.0 && double.IsFinite(square))) throw new ArgumentException($"Sample {i} is constant or not finite; every sample must vary.", nameof(series));
            double root = Math.Sqrt(square);
            scaled[i] = [.. one.Select(value => (value - mean) / root)];
        }

        return scaled;
    }

    private static CorrelationMatrix Correlate(double[][] x)
    {
        int d = x.Length;
        var entries = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            entries[(i * d) + i] = 1.0;
            for (int j = 0; j < i; j++)
            {
                double sum = 0.0;
                for (int n = 0; n < x[i].Length; n++) sum += x[i][n] * x[j][n];
                entries[(i * d) + j] = entries[(j * d) + i] = Math.Clamp(sum / x[i].Length, -1.0, 1.0);
            }
        }

        return CorrelationMatrix.Create(entries, d);
    }
}
