using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>Tells when a market is to be calibrated anew, and why. What calls while it must wait is remembered. Pure: state in, state out.</summary>
public sealed class RecalibrationPlanner
{
    private readonly RecalibrationRules rules;

    private RecalibrationPlanner(RecalibrationRules rules) => this.rules = rules;

    /// <summary>From rules.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static RecalibrationPlanner Create(RecalibrationRules rules)
    {
        Checks.Refuse(rules.Problems());
        return new(rules);
    }

    /// <summary>The state of a market just calibrated.</summary>
    public RecalibrationState Begin(RecalibrationReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new(
            reading.Time, reading.Time, [], reading.VolatilityRatio >= rules.VolatilityRatio, reading.Regime, reading.Alert,
            Tracked(null, reading.Depth, reading.Time), Tracked(null, reading.OpenInterest, reading.Time), reading.HistoryDays >= rules.ListingDays);
    }

    /// <summary>The state after one more look, and whether to calibrate now.</summary>
    /// <remarks>Where it is due, the state is that of a market whose calibration has run: the interval and the changes of depth and open interest count from now.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Time runs backwards.</exception>
    public (RecalibrationState State, RecalibrationDecision Decision) Step(RecalibrationState state, RecalibrationReading reading)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Time < state.Time) throw new ArgumentOutOfRangeException(nameof(reading), reading.Time, $"The last look was at {state.Time}; look in order of time.");
        TrackedLevel? depth = Tracked(state.Depth, reading.Depth, reading.Time), interest = Tracked(state.OpenInterest, reading.OpenInterest, reading.Time);
        var reasons = state.Pending.ToBuilder();
        void Call(bool calls, RecalibrationTrigger trigger, double figure, double threshold)
        {
            if (calls && reasons.All(reason => reason.Trigger != trigger)) reasons.Add(new(trigger, reading.Time, figure, threshold));
        }

        TimeSpan since = reading.Time - state.LastRun;
        bool isBadRegime = reading.Regime >= rules.RegimeFrom || state.Regime >= rules.RegimeFrom;
        Call(since >= rules.Interval, RecalibrationTrigger.Schedule, since.TotalDays, rules.Interval.TotalDays);
        Call(!state.IsRatioHigh && reading.VolatilityRatio >= rules.VolatilityRatio, RecalibrationTrigger.VolatilityRatio, reading.VolatilityRatio ?? 0, rules.VolatilityRatio);
        Call(reading.Regime != state.Regime && isBadRegime, RecalibrationTrigger.RegimeChange, (double)reading.Regime, (double)rules.RegimeFrom);
        Call(reading.Alert > state.Alert && reading.Alert >= rules.AlertFrom, RecalibrationTrigger.Alert, (double)reading.Alert, (double)rules.AlertFrom);
        Call(Math.Abs(depth?.Change ?? 0) >= rules.DepthChange, RecalibrationTrigger.Depth, depth?.Change ?? 0, rules.DepthChange);
        Call(Math.Abs(interest?.Change ?? 0) >= rules.OpenInterestChange, RecalibrationTrigger.OpenInterest, interest?.Change ?? 0, rules.OpenInterestChange);
        Call(!state.IsListed && reading.HistoryDays >= rules.ListingDays, RecalibrationTrigger.Listing, reading.HistoryDays, rules.ListingDays);
        bool isRatioHigh = reading.VolatilityRatio is { } ratio ? ratio >= (state.IsRatioHigh ? rules.VolatilityRatioUntil : rules.VolatilityRatio) : state.IsRatioHigh;
        RecalibrationState next = state with
        {
            Time = reading.Time, IsRatioHigh = isRatioHigh, Regime = reading.Regime, Alert = reading.Alert, Depth = depth, OpenInterest = interest, IsListed = state.IsListed || reading.HistoryDays >= rules.ListingDays,
        };
        if (reasons.Count == 0) return (next, new(false, [], []));
        ImmutableArray<RecalibrationReason> calling = [.. reasons.OrderBy(reason => reason.Trigger)];
        ImmutableArray<RecalibrationHold> holds = [.. Holds(reading, since)];
        return holds.IsEmpty
            ? (next with { LastRun = reading.Time, Pending = [], Depth = depth is null ? null : depth with { Base = depth.Level }, OpenInterest = interest is null ? null : interest with { Base = interest.Level } }, new(true, calling, []))
            : (next with { Pending = calling }, new(false, calling, holds));
    }

    private IEnumerable<RecalibrationHold> Holds(RecalibrationReading reading, TimeSpan since)
    {
        if (since < rules.Spacing) yield return RecalibrationHold.TooSoon;
        if (reading.Regime >= rules.WaitFrom) yield return RecalibrationHold.Regime;
        if (reading.IsUnread) yield return RecalibrationHold.Unread;
        if (reading.HasOpenProposal) yield return RecalibrationHold.ProposalOpen;
        if (reading.IsEmergency) yield return RecalibrationHold.Emergency;
    }

    private TrackedLevel? Tracked(TrackedLevel? before, double? value, Timestamp time)
    {
        // What is not a number above 0 is a fault of the feed, not a market without depth: the level stays.
        if (value is not { } known || !(double.IsFinite(known) && known > 0)) return before;
        if (before is null) return new(known, time, known);
        double kept = Math.Pow(0.5, (time - before.Time) / rules.Smoothing);
        return before with { Level = (kept * before.Level) + ((1 - kept) * known), Time = time };
    }
}
