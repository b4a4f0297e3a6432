using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>Regression of what happened on what was forecast, y = α + β·h: an unbiased forecast has α = 0 and β = 1.</summary>
/// <param name="Alpha">Intercept, in the target's unit.</param>
/// <param name="Beta">Slope.</param>
/// <param name="RSquared">Share of variance explained.</param>
/// <param name="Wald">Statistic of (α, β) = (0, 1) with a Bartlett covariance; +∞ where the fit is perfect and another line.</param>
/// <param name="PValue">χ² with 2 degrees of freedom.</param>
/// <remarks>J. A. Mincer, V. Zarnowitz, "The evaluation of economic forecasts", NBER (1969).</remarks>
public readonly record struct MincerZarnowitz(double Alpha, double Beta, double RSquared, double Wald, double PValue)
{
    /// <summary>The regression of a series.</summary>
    /// <param name="target">N values that happened; at least 3.</param>
    /// <param name="forecast">N forecasts, not all equal.</param>
    /// <param name="lags">Autocovariances of the scores counted; 5 is usual for daily data.</param>
    /// <exception cref="ArgumentException">The lengths differ, a number is not finite, or the forecasts are all equal.</exception>
    public static MincerZarnowitz Of(ReadOnlySpan<double> target, ReadOnlySpan<double> forecast, int lags = 5)
    {
        Series.AtLeast(3, target.Length, nameof(target));
        Series.Same(target.Length, forecast.Length, nameof(forecast));
        Series.Finite(target, nameof(target));
        Series.Finite(forecast, nameof(forecast));
        ArgumentOutOfRangeException.ThrowIfNegative(lags);
        int n = target.Length;
        double meanTarget = Series.Mean(target), meanForecast = Series.Mean(forecast);
        double variance = 0.0, covariance = 0.0, total = 0.0;
        for (int i = 0; i < n; i++)
        {
            double x = forecast[i] - meanForecast, y = target[i] - meanTarget;
            variance += x * x;
            covariance += x * y;
            total += y * y;
        }

        if (!(variance > 0.0)) throw new ArgumentException("The forecasts are all equal; a slope on them is undefined.", nameof(forecast));
        double beta = covariance / variance, alpha = meanTarget - (beta * meanForecast);
        var level = new double[n];
        var slope = new double[n];
        double unexplained = 0.0;
        for (int i = 0; i < n; i++)
        {
            level[i] = target[i] - alpha - (beta * forecast[i]);
            // On centred forecasts the two coefficients are orthogonal.
            slope[i] = level[i] * (forecast[i] - meanForecast);
            unexplained += level[i] * level[i];
        }

        // Coefficients of y = c + β(h − h̄): c − c₀ with c₀ = h̄, and β − 1; their scores' long-run covariance, scaled by the diagonal X'X/n = (1, V).
        double v = variance / n;
        double[,] scores =
        {
            { LongRunVariance.Bartlett(level, level, lags), LongRunVariance.Bartlett(level, slope, lags) },
            { LongRunVariance.Bartlett(slope, level, lags), LongRunVariance.Bartlett(slope, slope, lags) },
        };
        double[] gap = [meanTarget - meanForecast, (beta - 1.0) * v];
        double wald = gap is [0.0, 0.0] ? 0.0 : n * (Projection.QuadraticForm(scores, gap) ?? double.PositiveInfinity);
        return new MincerZarnowitz(alpha, beta, total > 0.0 ? 1.0 - (unexplained / total) : 0.0, wald, ChiSquare.Survival(wald, 2.0));
    }
}
