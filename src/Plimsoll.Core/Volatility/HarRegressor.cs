using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>A further column of a HAR regression: jump variance, downside semivariance, a past return, an implied variance.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Values">One value for each day of the realised variances, known at that day's end; used as it stands, in a regression of logarithms too.</param>
internal sealed record HarRegressor(string Name, ImmutableArray<double> Values);
