using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Monitoring;

/// <summary>What was predicted for one subject and what came, over one margin period. What is not known is null and is passed over, never taken for good.</summary>
/// <param name="Time">End of the period.</param>
/// <param name="Loss">What was lost; below 0 a gain.</param>
/// <param name="ValueAtRisk">Forecast before it, as a loss.</param>
/// <param name="ExpectedShortfall">Forecast before it, as a loss; not below VaR.</param>
/// <param name="Margin">Margin held, 0 or more; null where none was.</param>
/// <param name="RealisedVariance">Of the period, above or at 0.</param>
/// <param name="ForecastVariance">Forecast before it, above 0.</param>
/// <param name="Inputs">Values of the inputs watched, in the order of the rules; empty where they are not known.</param>
public sealed record MarginObservation(
    Timestamp Time, double Loss, double ValueAtRisk, double ExpectedShortfall, double? Margin = null, double? RealisedVariance = null, double? ForecastVariance = null, ImmutableArray<double> Inputs = default);
