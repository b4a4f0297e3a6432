namespace Plimsoll.Volatility;

/// <summary>The volatility of the last days by one estimator.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Annualised">A fraction a year (365 days).</param>
public sealed record VolatilityEstimate(RangeEstimator Estimator, double Annualised);
