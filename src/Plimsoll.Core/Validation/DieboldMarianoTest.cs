using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>Whether one model's forecasts lose less than another's on average.</summary>
/// <param name="MeanDifference">Mean of loss 1 − loss 2; above 0 model 2 is better.</param>
/// <param name="Statistic">The mean over its long-run standard error.</param>
/// <param name="PValue">Two-sided.</param>
/// <remarks>F. X. Diebold, R. S. Mariano, J. Business and Economic Statistics 13 (1995) 253–263; D. Harvey, S. Leybourne, P. Newbold, Int. J. Forecasting 13 (1997) 281–291.</remarks>
public readonly record struct DieboldMarianoTest(double MeanDifference, double Statistic, double PValue)
{
    /// <summary>The test with a Bartlett long-run variance, normal.</summary>
    /// <param name="differences">N differences of loss, loss 1 − loss 2, in order of time; at least 2.</param>
    /// <param name="lags">Autocovariances counted, 0 or more.</param>
    /// <returns>Statistic 0 and p-value 1 where all differences are 0; infinite where they are equal and not 0.</returns>
    /// <exception cref="ArgumentException">There are too few differences, one is not finite, or lags is negative.</exception>
    public static DieboldMarianoTest Of(ReadOnlySpan<double> differences, int lags)
    {
        (double mean, double statistic) = Statistics(differences, lags);
        return new DieboldMarianoTest(mean, statistic, Math.Min(1.0, 2.0 * NormalDistribution.Survival(Math.Abs(statistic))));
    }

    /// <summary>The same for forecasts h steps ahead, corrected for small samples: times √((N + 1 − 2h + h(h − 1)/N)/N), against Student's t with N − 1.</summary>
    /// <param name="differences">N differences of loss in order of time.</param>
    /// <param name="lags">Autocovariances counted; h − 1 is usual.</param>
    /// <param name="horizon">h, at least 1 and below N.</param>
    /// <exception cref="ArgumentException">As of the plain test, or the horizon is out of range.</exception>
    public static DieboldMarianoTest Corrected(ReadOnlySpan<double> differences, int lags, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(horizon, differences.Length);
        (double mean, double statistic) = Statistics(differences, lags);
        double n = differences.Length, h = horizon;
        statistic *= Math.Sqrt((n + 1.0 - (2.0 * h) + (h * (h - 1.0) / n)) / n);
        return new DieboldMarianoTest(mean, statistic, Math.Min(1.0, 2.0 * StudentT.Survival(Math.Abs(statistic), n - 1.0)));
    }

    private static (double Mean, double Statistic) Statistics(ReadOnlySpan<double> differences, int lags)
    {
        Series.AtLeast(2, differences.Length, nameof(differences));
        Series.Finite(differences, nameof(differences));
        ArgumentOutOfRangeException.ThrowIfNegative(lags);
        double mean = Series.Mean(differences);
        if (mean == 0.0) return (0.0, 0.0);
        var centred = new double[differences.Length];
        for (int i = 0; i < centred.Length; i++) centred[i] = differences[i] - mean;
        return (mean, mean / Math.Sqrt(LongRunVariance.Bartlett(centred, centred, lags) / centred.Length));
    }
}
