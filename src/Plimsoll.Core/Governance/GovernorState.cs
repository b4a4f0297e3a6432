using System.Collections.Immutable;
using Plimsoll.Governance.Monitoring;
using Plimsoll.Market;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Governance;

/// <summary>What is known of a market at one time.</summary>
public sealed record GovernorReading
{
    /// <summary>Now.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>Estimate of volatility, annualised fraction above 0; null where there is none.</summary>
    public double? Volatility { get; init; }

    /// <summary>Indicators of the regime, each with the time of its data; those that no ladder watches are passed over.</summary>
    public ImmutableArray<RegimeReading> Indicators { get; init; } = [];

    /// <summary>Depth of the thinner side of the book, always in the same unit; null where it is not known.</summary>
    public double? Depth { get; init; }

    /// <summary>Open interest, always in the same unit; null where it is not known.</summary>
    public double? OpenInterest { get; init; }

    /// <summary>Days of own history.</summary>
    public int HistoryDays { get; init; }

    /// <summary>The market's monitor.</summary>
    public AlertLevel Alert { get; init; }

    /// <summary>Whether a proposal for the market is open.</summary>
    public bool HasOpenProposal { get; init; }

    /// <summary>Whether an emergency is in force.</summary>
    public bool IsEmergency { get; init; }
}

/// <summary>What is carried from one look at a market to the next.</summary>
/// <param name="Corridor">Within which volatility is published.</param>
/// <param name="Published">Published volatility; null before the first estimate.</param>
/// <param name="Regime">The regime.</param>
/// <param name="Notice">What notice counts from.</param>
/// <param name="Recalibration">What has called for a recalibration.</param>
public sealed record GovernorState(VolatilityCorridor Corridor, PublishedVolatilityState? Published, RegimeState Regime, NoticeState Notice, RecalibrationState Recalibration);

/// <summary>What one look did.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Volatility">What the estimate did, and why the level is not it; null where there was none.</param>
/// <param name="Published">The volatility that margins are computed with, annualised; null before the first estimate.</param>
/// <param name="IsStale">Whether the last estimate is so old that the level is raised.</param>
/// <param name="Regime">The regime and its change.</param>
/// <param name="Effects">What new and existing positions bear.</param>
/// <param name="Recalibration">Whether to calibrate now, and why.</param>
public sealed record GovernorStep(
    GovernorState State, PublishedVolatilityStep? Volatility, double? Published, bool IsStale, RegimeStep Regime, EffectsInForce Effects, RecalibrationDecision Recalibration);
