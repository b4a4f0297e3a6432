using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>Whether breaches can be foretold from past breaches, the VaR itself and the last squared return.</summary>
/// <remarks>
/// R. F. Engle, S. Manganelli, "CAViaR", J. Business and Economic Statistics 22 (2004) 367–381; out of sample with the regressors of R's GAS package:
/// a constant, the VaR, the lagged hits and the lagged squared return.
/// </remarks>
public static class DynamicQuantileTest
{
    /// <summary>Hit'X(X'X)⁺X'Hit/(a(1 − a)), χ² with one degree of freedom a regressor: 3 + lags.</summary>
    /// <param name="losses">T losses.</param>
    /// <param name="valuesAtRisk">T forecasts of VaR.</param>
    /// <param name="tailProbability">a in (0, 1). Hit is 1 − a in a breach, −a otherwise, 0 where the loss equals its VaR.</param>
    /// <param name="lags">Past hits that are regressors, at least 1; usually 4.</param>
    /// <exception cref="ArgumentException">The lengths differ, a number is not finite, or there are too few observations for the regressors.</exception>
    public static TestResult Of(ReadOnlySpan<double> losses, ReadOnlySpan<double> valuesAtRisk, double tailProbability, int lags)
    {
        Series.Probability(tailProbability, nameof(tailProbability));
        ArgumentOutOfRangeException.ThrowIfLessThan(lags, 1);
        Series.AtLeast((2 * lags) + 4, losses.Length, nameof(losses));
        Series.Same(losses.Length, valuesAtRisk.Length, nameof(valuesAtRisk));
        Series.Finite(losses, nameof(losses));
        Series.Finite(valuesAtRisk, nameof(valuesAtRisk));
        int n = losses.Length - lags;
        var hits = new double[losses.Length];
        for (int i = 0; i < hits.Length; i++)
            hits[i] = losses[i] > valuesAtRisk[i] ? 1.0 - tailProbability : losses[i] < valuesAtRisk[i] ? -tailProbability : 0.0;
        var columns = new double[lags + 3][];
        for (int j = 0; j < columns.Length; j++) columns[j] = new double[n];
        for (int i = 0; i < n; i++)
        {
            columns[0][i] = 1.0;
            columns[1][i] = valuesAtRisk[i + lags];
            for (int lag = 0; lag < lags; lag++) columns[2 + lag][i] = hits[i + lag];
            double previous = losses[i + lags - 1];
            columns[lags + 2][i] = previous * previous;
        }

        double statistic = Projection.Explained(columns, hits.AsSpan(lags)) / (tailProbability * (1.0 - tailProbability));
        return new TestResult(statistic, ChiSquare.Survival(statistic, columns.Length));
    }
}
