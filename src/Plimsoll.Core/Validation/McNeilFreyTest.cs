using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>Whether losses beyond VaR exceed the forecast shortfall on average.</summary>
/// <remarks>
/// A. J. McNeil, R. Frey, "Estimation of tail-related risk measures for heteroscedastic financial time series", J. Empirical Finance 7 (2000) 271–300;
/// one-sided with the normal approximation, as rugarch's ESTest has it.
/// </remarks>
public static class McNeilFreyTest
{
    /// <summary>z = mean(L − ES)/(s/√x) over the x breaches, against the alternative of a mean above 0.</summary>
    /// <param name="losses">T losses.</param>
    /// <param name="valuesAtRisk">T forecasts of VaR.</param>
    /// <param name="expectedShortfalls">T forecasts of ES.</param>
    /// <returns>Null where fewer than 2 breaches, or equal residuals, leave nothing to test.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a number is refused.</exception>
    public static TestResult? Of(ReadOnlySpan<double> losses, ReadOnlySpan<double> valuesAtRisk, ReadOnlySpan<double> expectedShortfalls)
    {
        Series.TailForecasts(losses, valuesAtRisk, expectedShortfalls);
        int n = 0;
        double mean = 0.0, squares = 0.0;
        for (int i = 0; i < losses.Length; i++)
        {
            if (!(losses[i] > valuesAtRisk[i])) continue;
            double residual = losses[i] - expectedShortfalls[i];
            double gap = residual - mean;
            mean += gap / ++n;
            squares += gap * (residual - mean);
        }

        if (n < 2 || !(squares > 0.0)) return null;
        double z = mean / Math.Sqrt(squares / (n - 1) / n);
        return new TestResult(z, NormalDistribution.Survival(z));
    }
}
