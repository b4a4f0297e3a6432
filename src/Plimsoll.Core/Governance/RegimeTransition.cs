using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>A change of regime.</summary>
/// <param name="From">Before.</param>
/// <param name="To">After.</param>
/// <param name="Time">When.</param>
/// <param name="Cause">Upwards the indicator that calls for the new regime, downwards the one that was the last to call for the old.</param>
/// <param name="Value">What the cause read at that time.</param>
public sealed record RegimeTransition(Regime From, Regime To, Timestamp Time, RegimeIndicator Cause, double Value);
