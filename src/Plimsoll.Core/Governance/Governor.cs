using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Governance;

/// <summary>
/// Governs one market: from its estimate of volatility and its indicators to what is published, the regime, the effects that existing and new positions bear, and whether to calibrate anew.
/// Pure: state and reading in, state and outcome out; the same readings give the same path, live or over recorded data.
/// </summary>
public sealed class Governor
{
    private readonly GovernanceRules rules;
    private readonly RegimeMonitor regimes;
    private readonly RecalibrationPlanner planner;

    private Governor(GovernanceRules rules) => (this.rules, regimes, planner) = (rules, RegimeMonitor.Create(rules.Regimes), RecalibrationPlanner.Create(rules.Recalibration));

    /// <summary>From rules.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static Governor Create(GovernanceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Checks.Refuse(rules.Problems());
        return new(rules);
    }

    /// <summary>The state of a market just calibrated, before its first look.</summary>
    /// <param name="corridor">Within which its volatility is published; null for that of young assets.</param>
    /// <param name="regime">The regime declared to be in force, its notice passed.</param>
    /// <param name="reading">What is known; the estimate, if any, is the first published.</param>
    public GovernorState Begin(VolatilityCorridor? corridor, Regime regime, GovernorReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        VolatilityCorridor within = corridor ?? rules.Young.Corridor;
        PublishedVolatilityState? published = reading.Volatility is { } estimate ? Publisher(within).Begin(estimate, reading.Time).State : null;
        return new(within, published, regimes.Begin(regime, reading.Time), NoticeState.Settled(regime), planner.Begin(Look(reading, regime, true)));
    }

    /// <summary>The state after one more look, and everything that follows from it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time runs backwards, or a number is not one.</exception>
    public GovernorStep Step(GovernorState state, GovernorReading reading)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(reading);
        PublishedVolatility publisher = Publisher(state.Corridor);
        PublishedVolatilityStep? volatility = reading.Volatility is not { } estimate ? null
            : state.Published is { } before ? publisher.Step(before, estimate, reading.Time) : publisher.Begin(estimate, reading.Time);
        PublishedVolatilityState? published = volatility?.State ?? state.Published;
        bool isStale = published is not null && reading.Time - published.Time > rules.Publication.StaleAfter;
        double? level = published is null ? null : isStale ? Math.Clamp(published.Level * rules.Publication.StaleFactor, published.Level, Math.Max(published.Level, state.Corridor.Cap)) : published.Level;
        RegimeStep regime = regimes.Step(state.Regime, reading.Indicators, reading.Time);
        NoticeState notice = state.Notice.After(regime.State.Regime, reading.Time);
        (RecalibrationState recalibration, RecalibrationDecision decision) = planner.Step(state.Recalibration, Look(reading, regime.State.Regime, !regime.Unread.IsEmpty));
        return new(
            new(state.Corridor, published, regime.State, notice, recalibration), volatility, level, isStale, regime, notice.Effects(regime.State.Regime, rules.Regimes, reading.Time), decision);
    }

    /// <summary>The state under another corridor, as a parameter set that took effect brings it: a level below a raised floor is lifted by the next estimate, one above a lowered cap comes down like any other.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with the corridor.</exception>
    public static GovernorState Under(GovernorState state, VolatilityCorridor corridor)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(corridor);
        Checks.Refuse(corridor.Problems());
        return state with { Corridor = corridor };
    }

    private PublishedVolatility Publisher(VolatilityCorridor corridor) => PublishedVolatility.Create(rules.Publication, corridor);

    private static RecalibrationReading Look(GovernorReading reading, Regime regime, bool isUnread) => new(
        reading.Time, reading.Indicators.FirstOrDefault(one => one.Indicator == RegimeIndicator.VolatilityRatio)?.Value, regime, reading.Alert, reading.Depth, reading.OpenInterest, reading.HistoryDays,
        isUnread, reading.HasOpenProposal, reading.IsEmergency);
}
