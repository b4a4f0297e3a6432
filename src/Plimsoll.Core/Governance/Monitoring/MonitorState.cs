using System.Collections.Immutable;
using Plimsoll.Validation;
using Plimsoll.Values;

namespace Plimsoll.Governance.Monitoring;

/// <summary>What is carried from one observation to the next: bounded by the window.</summary>
/// <param name="Time">Of the last observation.</param>
/// <param name="Window">Whether each of the latest observations was a breach, oldest first.</param>
/// <param name="Total">Breaches since the beginning.</param>
/// <param name="Disclosure">Coverage of the margin held since the beginning.</param>
/// <param name="Bet">The bet against VaR and ES.</param>
/// <param name="Above">CUSUM of volatility above its forecast.</param>
/// <param name="Below">CUSUM of volatility below its forecast.</param>
/// <param name="Bins">By input, the bin of each of its latest values, oldest first.</param>
/// <param name="Alerts">One a rule, in their order.</param>
public sealed record MonitorState(
    Timestamp Time, ImmutableArray<bool> Window, BreachCount Total, CoverageDisclosure Disclosure, EBacktest Bet, Cusum Above, Cusum Below,
    ImmutableArray<ImmutableArray<int>> Bins, ImmutableArray<Alert> Alerts);

/// <summary>Where one measure stands.</summary>
/// <param name="Measure">Which.</param>
/// <param name="Level">Green, amber or red.</param>
/// <param name="Since">Since when.</param>
/// <param name="Figure">What it reads now; null where it is not judged yet.</param>
/// <param name="Threshold">Where the level begins; null of green.</param>
/// <param name="Calm">Observations for which a better level has been called for without a break.</param>
public sealed record Alert(AlertMeasure Measure, AlertLevel Level, Timestamp Since, double? Figure, double? Threshold, int Calm);

/// <summary>A change of an alert.</summary>
/// <param name="From">Before.</param>
/// <param name="To">After, with the figure, the threshold and the time.</param>
public sealed record AlertChange(AlertLevel From, Alert To);
