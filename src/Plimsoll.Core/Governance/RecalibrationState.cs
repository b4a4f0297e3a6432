using System.Collections.Immutable;
using Plimsoll.Governance.Monitoring;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>What recalibration is judged by at one time. What is not known is null and calls for nothing.</summary>
/// <param name="Time">Now.</param>
/// <param name="VolatilityRatio">Volatility now over its long-run level.</param>
/// <param name="Regime">In force.</param>
/// <param name="Alert">Of the market's monitor.</param>
/// <param name="Depth">Depth of the thinner side of the book, USD or coin, always the same.</param>
/// <param name="OpenInterest">USD or coin, always the same.</param>
/// <param name="HistoryDays">Days of own history.</param>
/// <param name="IsUnread">Whether an indicator of the regime is missing or old.</param>
/// <param name="HasOpenProposal">Whether a proposal for the market is open.</param>
/// <param name="IsEmergency">Whether an emergency is in force.</param>
public sealed record RecalibrationReading(
    Timestamp Time, double? VolatilityRatio, Regime Regime, AlertLevel Alert, double? Depth, double? OpenInterest, int HistoryDays, bool IsUnread, bool HasOpenProposal, bool IsEmergency);

/// <summary>A quantity smoothed in time and what it was at the last recalibration.</summary>
/// <param name="Level">Smoothed.</param>
/// <param name="Time">Of its last value.</param>
/// <param name="Base">At the last recalibration, or when first seen.</param>
public sealed record TrackedLevel(double Level, Timestamp Time, double Base)
{
    /// <summary>Level over base less 1.</summary>
    public double Change => (Level / Base) - 1;
}

/// <summary>What is carried from one look to the next.</summary>
/// <param name="Time">Of the last look.</param>
/// <param name="LastRun">When parameters were last calibrated.</param>
/// <param name="Pending">What has called since, one reason a trigger.</param>
/// <param name="IsRatioHigh">Whether the volatility ratio has called and not been low since.</param>
/// <param name="Regime">At the last look.</param>
/// <param name="Alert">At the last look.</param>
/// <param name="Depth">Depth; null until seen.</param>
/// <param name="OpenInterest">Open interest; null until seen.</param>
/// <param name="IsListed">Whether the market has enough days of its own.</param>
public sealed record RecalibrationState(
    Timestamp Time, Timestamp LastRun, ImmutableArray<RecalibrationReason> Pending, bool IsRatioHigh, Regime Regime, AlertLevel Alert, TrackedLevel? Depth, TrackedLevel? OpenInterest, bool IsListed);

/// <summary>Whether to calibrate now.</summary>
/// <param name="IsDue">Whether.</param>
/// <param name="Reasons">What calls for it; empty where nothing does.</param>
/// <param name="Holds">Why it waits though called for; empty where it is due or not called for.</param>
public sealed record RecalibrationDecision(bool IsDue, ImmutableArray<RecalibrationReason> Reasons, ImmutableArray<RecalibrationHold> Holds);
