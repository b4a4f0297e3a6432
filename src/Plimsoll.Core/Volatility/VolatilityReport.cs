using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Volatility;

/// <summary>Volatility of one market: what it was, what it will be by each method, and which method has been right.</summary>
/// <param name="LastDay">Open of the last whole day.</param>
/// <param name="Days">Whole days used.</param>
/// <param name="Window">Days of the estimates.</param>
/// <param name="Estimates">By each estimator of bars.</param>
/// <param name="RealisedLastDay">Volatility realised within the last day, a fraction a year; null when bars are days.</param>
/// <param name="JumpStatistic">Standard normal if nothing jumped on the last day; null when bars are days or too few.</param>
/// <param name="JumpShare">Share of the last day's variance that jumped, 0 where the statistic is below 3.09; null as above.</param>
/// <param name="Forecasts">For the next day, in the order of the methods.</param>
/// <param name="ScoredDays">Days that losses are means of.</param>
public sealed record VolatilityReport(
    Timestamp LastDay,
    int Days,
    int Window,
    ImmutableArray<VolatilityEstimate> Estimates,
    double? RealisedLastDay,
    double? JumpStatistic,
    double? JumpShare,
    ImmutableArray<VolatilityForecast> Forecasts,
    int ScoredDays)
{
    /// <summary>The method with the least loss; null when nothing was scored.</summary>
    public VolatilityForecast? Champion => Forecasts.FirstOrDefault(forecast => forecast.IsChampion);
}
