using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>What is carried from one estimate to the next.</summary>
/// <param name="Level">The volatility published, annualised fraction.</param>
/// <param name="Time">Of the last estimate.</param>
/// <param name="LowerSince">The first of the estimates that have been lower than the level without a break; null where the last was not.</param>
public sealed record PublishedVolatilityState(double Level, Timestamp Time, Timestamp? LowerSince);
