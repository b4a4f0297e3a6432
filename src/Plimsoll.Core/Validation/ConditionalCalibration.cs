using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>
/// Whether forecasts of VaR and ES are calibrated, by their identification functions a − 1{L &gt; VaR} and VaR − ES + 1{L &gt; VaR}·(L − VaR)/a. Two-sided
/// tests reject any mean other than 0; one-sided ones a mean above 0, which is a shortfall forecast too low (second) or too few breaches (first).
/// </summary>
/// <param name="TwoSidedSimple">P-value, Wald test of both identification functions, χ² with 2 degrees of freedom; null where their covariance is singular.</param>
/// <param name="OneSidedSimple">P-value of the worse of the two, corrected for taking the worse.</param>
/// <param name="TwoSidedGeneral">P-value with weights (VaR − ES)/(a·σ) and 1/σ, χ² with 1 degree of freedom.</param>
/// <param name="OneSidedGeneral">P-value of the worst of four: both functions plain, the first times |VaR|, the second by σ; corrected.</param>
/// <remarks>
/// N. Nolde, J. F. Ziegel, "Elicitability and backtesting: perspectives for banking regulation", Ann. Applied Statistics 11 (2017) 1833–1874; the test
/// functions and corrections are those of R's esback.
/// </remarks>
public readonly record struct ConditionalCalibration(double? TwoSidedSimple, double OneSidedSimple, double? TwoSidedGeneral, double OneSidedGeneral)
{
    /// <summary>The four p-values.</summary>
    /// <param name="losses">T losses.</param>
    /// <param name="valuesAtRisk">T forecasts of VaR.</param>
    /// <param name="expectedShortfalls">T forecasts of ES.</param>
    /// <param name="volatilities">T forecasts of the standard deviation of the loss, above 0.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <param name="hommel">Hommel's correction of several tests, valid under any dependence; otherwise Bonferroni's.</param>
    /// <exception cref="ArgumentException">The lengths differ or a number is refused.</exception>
    public static ConditionalCalibration Of(
        ReadOnlySpan<double> losses,
        ReadOnlySpan<double> valuesAtRisk,
        ReadOnlySpan<double> expectedShortfalls,
        ReadOnlySpan<double> volatilities,
        double tailProbability,
        bool hommel)
    {
        Series.TailForecasts(losses, valuesAtRisk, expectedShortfalls);
        Series.Same(losses.Length, volatilities.Length, nameof(volatilities));
        double a = Series.Probability(tailProbability, nameof(tailProbability));
        int n = losses.Length;
        // Means and second moments of: the two identification functions, their weighted sum, and the two weighted ones.
        var mean = new double[5];
        var second = new double[5];
        double cross = 0.0;
        for (int i = 0; i < n; i++)
        {
            double sigma = volatilities[i];
            if (!(double.IsFinite(sigma) && sigma > 0.0)) throw new ArgumentException($"volatilities[{i}] is {sigma}; a volatility is finite and above 0.", nameof(volatilities));
            bool breach = losses[i] > valuesAtRisk[i];
            double first = a - (breach ? 1.0 : 0.0);
            double other = valuesAtRisk[i] - expectedShortfalls[i] + (breach ? (losses[i] - valuesAtRisk[i]) / a : 0.0);
            double joint = ((expectedShortfalls[i] - valuesAtRisk[i]) / a / sigma * first) + (other / sigma);
            ReadOnlySpan<double> values = [first, other, joint, Math.Abs(valuesAtRisk[i]) * first, other / sigma];
            for (int k = 0; k < 5; k++)
            {
                mean[k] += values[k] / n;
                second[k] += values[k] * values[k] / n;
            }

            cross += first * other / n;
        }

        double? wald = Projection.QuadraticForm(new[,] { { second[0], cross }, { cross, second[1] } }, [mean[0], mean[1]]);
        double[] tails = new double[5];
        for (int k = 0; k < 5; k++) tails[k] = second[k] > 0.0 ? NormalDistribution.Survival(Math.Sqrt(n) * mean[k] / Math.Sqrt(second[k])) : 1.0;
        return new ConditionalCalibration(
            wald is { } statistic ? ChiSquare.Survival(n * statistic, 2.0) : null,
            Corrected([tails[0], tails[1]], hommel),
            second[2] > 0.0 ? ChiSquare.Survival(n * mean[2] * mean[2] / second[2], 1.0) : null,
            Corrected([tails[0], tails[3], tails[1], tails[4]], hommel));
    }

    private static double Corrected(double[] pValues, bool hommel)
    {
        Array.Sort(pValues);
        if (!hommel) return Math.Min(1.0, pValues.Length * pValues[0]);
        double harmonic = 0.0, least = double.PositiveInfinity;
        for (int i = 0; i < pValues.Length; i++)
        {
            harmonic += 1.0 / (i + 1);
            least = Math.Min(least, pValues[i] / (i + 1));
        }

        return Math.Min(1.0, pValues.Length * harmonic * least);
    }
}
