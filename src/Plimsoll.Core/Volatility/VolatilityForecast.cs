using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>What one method says of the next day, and how well it did.</summary>
/// <param name="Method">The method.</param>
/// <param name="Annualised">Volatility of the next day as a fraction a year (365 days); null where there are too few days.</param>
/// <param name="Loss">Mean QLIKE of its forecasts, y/f − ln(y/f) − 1, over the days scored: each made from days before it alone. Null where none was scored.</param>
/// <param name="Rejections">Why its estimate is not to be used; empty if it is.</param>
/// <param name="IsChampion">Whether it has the least loss of those that may be used.</param>
public sealed record VolatilityForecast(VolatilityMethod Method, double? Annualised, double? Loss, ImmutableArray<GarchRejection> Rejections, bool IsChampion);
