using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Validation;

/// <summary>A challenger that forecasts beside the champion without being used.</summary>
/// <param name="Challenger">Its name.</param>
/// <param name="Since">First day on which both were scored.</param>
/// <param name="Days">Days on which both were scored.</param>
/// <param name="Differences">The champion's loss less the challenger's, oldest first; the latest days, at most the window of the rules.</param>
public sealed record ShadowRun(string Challenger, Timestamp Since, int Days, ImmutableArray<double> Differences);
