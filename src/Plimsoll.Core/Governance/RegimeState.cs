using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>What is carried from one look at a market to the next.</summary>
/// <param name="Regime">The regime in force.</param>
/// <param name="Since">When it came into force.</param>
/// <param name="Time">Of the last look.</param>
/// <param name="Called">What each ladder's indicator calls for, in the order of the ladders.</param>
/// <param name="MilderSince">Since when every indicator has been read and called for a milder regime; null where one does not.</param>
/// <param name="CalmedBy">The indicator that was the last to call for the regime; null while one does.</param>
public sealed record RegimeState(Regime Regime, Timestamp Since, Timestamp Time, ImmutableArray<Regime> Called, Timestamp? MilderSince, RegimeIndicator? CalmedBy);
