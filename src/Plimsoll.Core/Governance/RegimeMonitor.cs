using System.Collections.Immutable;
using Plimsoll.Liquidity;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>
/// Tells the regime of a market by the worst of its indicators: up at once and as far as called for, down one regime at a time and only after every indicator
/// has been read and milder for the dwell time. Pure: state in, state out.
/// </summary>
public sealed class RegimeMonitor
{
    private readonly RegimeRules rules;

    private RegimeMonitor(RegimeRules rules) => this.rules = rules;

    /// <summary>From rules.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static RegimeMonitor Create(RegimeRules rules)
    {
        Checks.Refuse(rules.Problems());
        return new(rules);
    }

    /// <summary>The state before the first look. Each indicator is taken to call for the regime until it is read, so that none unseen calms the market.</summary>
    /// <param name="regime">The regime declared to be in force.</param>
    /// <param name="time">From when on.</param>
    public RegimeState Begin(Regime regime, Timestamp time) =>
        Enum.IsDefined(regime)
            ? new(regime, time, time, [.. rules.Ladders.Select(_ => regime)], null, null)
            : throw new ArgumentOutOfRangeException(nameof(regime), regime, "A regime is calm, elevated, stressed or crisis.");

    /// <summary>The state after one more look.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="readings">What was read: at most one of each indicator. Those that no ladder watches are passed over.</param>
    /// <param name="time">Now; not before the last look.</param>
    /// <exception cref="ArgumentOutOfRangeException">Time runs backwards, or a reading is not finite and 0 or more or lies in the future.</exception>
    /// <exception cref="ArgumentException">An indicator was read twice, or the state is of other rules.</exception>
    public RegimeStep Step(RegimeState state, ImmutableArray<RegimeReading> readings, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(state);
        Check(state, readings, time);
        var unread = ImmutableArray.CreateBuilder<UnreadIndicator>();
        var called = ImmutableArray.CreateBuilder<Regime>(rules.Ladders.Length);
        for (int i = 0; i < rules.Ladders.Length; i++)
        {
            RegimeLadder ladder = rules.Ladders[i];
            RegimeReading? reading = Of(readings, ladder.Indicator);
            bool isFresh = reading is not null && time - reading.Time <= ladder.MaximumAge;
            if (!isFresh) unread.Add(new(ladder.Indicator, reading is null ? null : time - reading.Time));
            Regime calls = reading is null ? state.Called[i] : ladder.After(state.Called[i], reading.Value);
            // Old news may alarm, but it does not reassure.
            called.Add(isFresh ? calls : Worse(calls, state.Called[i]));
        }

        ImmutableArray<Regime> now = called.MoveToImmutable();
        Regime worst = now.Max();
        (RegimeState next, RegimeIndicator? cause) = worst >= state.Regime ? Up(state, now, worst, time) : Down(state, now, worst, time, unread.Count > 0);
        RegimeTransition? change = cause is { } by ? new(state.Regime, next.Regime, time, by, Of(readings, by)!.Value) : null;
        return new(next, rules.Of(next.Regime), change, unread.ToImmutable());
    }

    private (RegimeState Next, RegimeIndicator? Cause) Up(RegimeState state, ImmutableArray<Regime> called, Regime worst, Timestamp time) =>
        worst == state.Regime
            ? (state with { Time = time, Called = called, MilderSince = null, CalmedBy = null }, null)
            : (new(worst, time, time, called, null, null), rules.Ladders[called.IndexOf(worst)].Indicator);

    private (RegimeState Next, RegimeIndicator? Cause) Down(RegimeState state, ImmutableArray<Regime> called, Regime worst, Timestamp time, bool isBlind)
    {
        RegimeIndicator calmedBy = state.CalmedBy ?? rules.Ladders[state.Called.IndexOf(state.Called.Max())].Indicator;
        RegimeState waiting = state with { Time = time, Called = called, CalmedBy = calmedBy };
        if (isBlind) return (waiting with { MilderSince = null }, null);

        Timestamp since = state.MilderSince is { } milder && time - state.Time <= rules.MaximumGap ? milder : time;
        if (time - since < rules.Of(state.Regime).Dwell) return (waiting with { MilderSince = since }, null);

        Regime to = state.Regime - 1;
        bool isDone = worst == to;
        return (new(to, time, time, called, isDone ? null : time, isDone ? null : calmedBy), calmedBy);
    }

    private void Check(RegimeState state, ImmutableArray<RegimeReading> readings, Timestamp time)
    {
        if (time < state.Time) throw new ArgumentOutOfRangeException(nameof(time), time, $"The last look was at {state.Time}; look in order of time.");
        if (state.Called.Length != rules.Ladders.Length)
            throw new ArgumentException($"The state is of {state.Called.Length} indicators, the rules watch {rules.Ladders.Length}; begin anew when rules change.", nameof(state));
        for (int i = 0; i < readings.Length; i++)
        {
            RegimeReading reading = readings[i];
            Require.NotNegative(reading.Value, $"readings[{i}], {reading.Indicator},");
            if (reading.Time > time) throw new ArgumentOutOfRangeException(nameof(readings), reading.Time, $"{reading.Indicator} was read after {time}, the time of the look.");
            if (Of(readings, reading.Indicator) != reading || readings.Take(i).Contains(reading)) throw new ArgumentException($"{reading.Indicator} was read twice; give one reading of each indicator.", nameof(readings));
        }
    }

    private static RegimeReading? Of(ImmutableArray<RegimeReading> readings, RegimeIndicator indicator) => readings.FirstOrDefault(reading => reading.Indicator == indicator);

    private static Regime Worse(Regime one, Regime other) => one > other ? one : other;
}
