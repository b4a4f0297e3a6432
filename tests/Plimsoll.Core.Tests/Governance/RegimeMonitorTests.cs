using System.Collections.Immutable;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Governance;

public class RegimeMonitorTests
{
    private static readonly Timestamp Start = Timestamp.Utc(2024, 1, 1);
    private static readonly RegimeRules Rules = RegimeRules.Default;
    private static readonly RegimeMonitor All = RegimeMonitor.Create(Rules);

    private static RegimeRules Watching(params RegimeIndicator[] indicators) => Rules with { Ladders = [.. Rules.Ladders.Where(ladder => indicators.Contains(ladder.Indicator))] };

    private static ImmutableArray<RegimeReading> Readings(Timestamp time, double volatility = 1, double index = 0.5, double depth = 1, double spread = 1) =>
    [
        new(RegimeIndicator.VolatilityRatio, volatility, time), new(RegimeIndicator.VolatilityIndex, index, time),
        new(RegimeIndicator.DepthRatio, depth, time), new(RegimeIndicator.SpreadRatio, spread, time),
    ];

    [Fact]
    public void Step_WorstIndicator_DecidesAtOnceAndIsNamed()
    {
        RegimeStep step = All.Step(All.Begin(Regime.Calm, Start), Readings(Start, volatility: 1.6, depth: 0.15), Start);

        Assert.Equal(new RegimeTransition(Regime.Calm, Regime.Crisis, Start, RegimeIndicator.DepthRatio, 0.15), step.Transition);
        Assert.Equal(1.5, step.Effects.MarginMultiplier);
    }

    [Theory]
    [InlineData(1.4999, 0)]
    [InlineData(1.5, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Step_AtAThreshold_TheRegimeBegins(double ratio, int expected)
    {
        RegimeStep step = All.Step(All.Begin(Regime.Calm, Start), Readings(Start, volatility: ratio), Start);

        Assert.Equal((Regime)expected, step.State.Regime);
    }

    [Fact]
    public void Step_BetweenExitAndEnter_KeepsTheRegimeForEver()
    {
        RegimeState state = All.Step(All.Begin(Regime.Calm, Start), Readings(Start, volatility: 1.6), Start).State;
        for (int day = 1; day <= 30; day++) state = All.Step(state, Readings(Start + TimeSpan.FromDays(day), volatility: 1.2), Start + TimeSpan.FromDays(day)).State;

        Assert.Equal(Regime.Elevated, state.Regime);
    }

    [Fact]
    public void Step_AfterACrisis_ComesDownOneRegimeAtATimeAfterEachDwell()
    {
        RegimeState state = All.Step(All.Begin(Regime.Calm, Start), Readings(Start, depth: 0.1), Start).State;
        List<RegimeTransition> changes = [];
        for (int hour = 1; hour <= 100; hour++)
        {
            Timestamp time = Start + TimeSpan.FromHours(hour);
            RegimeStep step = All.Step(state, Readings(time), time);
            state = step.State;
            if (step.Transition is { } change) changes.Add(change);
        }

        // 48, 24 and 12 hours after the first calm look at hour 1.
        Assert.Equal([49.0, 73.0, 85.0], changes.Select(change => (change.Time - Start).TotalHours));
        Assert.Equal([Regime.Stressed, Regime.Elevated, Regime.Calm], changes.Select(change => change.To));
        Assert.All(changes, change => Assert.Equal(RegimeIndicator.DepthRatio, change.Cause));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Step_MissingOrStaleIndicator_IsNamedAndKeepsTheRegime(bool isStale)
    {
        RegimeState state = All.Step(All.Begin(Regime.Calm, Start), Readings(Start, volatility: 1.6), Start).State;
        for (int hour = 1; hour <= 100; hour++)
        {
            Timestamp time = Start + TimeSpan.FromHours(hour);
            ImmutableArray<RegimeReading> readings = [.. Readings(time).Where(reading => reading.Indicator != RegimeIndicator.SpreadRatio)];
            if (isStale) readings = readings.Add(new(RegimeIndicator.SpreadRatio, 1, time + TimeSpan.FromHours(-3)));
            RegimeStep step = All.Step(state, readings, time);
            state = step.State;

            Assert.Equal(new UnreadIndicator(RegimeIndicator.SpreadRatio, isStale ? TimeSpan.FromHours(3) : null), Assert.Single(step.Unread));
            Assert.Equal(Regime.Elevated, state.Regime);
        }
    }

    [Fact]
    public void Step_StaleButAlarmingReading_StillAlarms()
    {
        Timestamp time = Start + TimeSpan.FromHours(5);
        RegimeStep step = All.Step(All.Begin(Regime.Calm, Start), Readings(Start, spread: 9), time);

        Assert.Equal(Regime.Crisis, step.State.Regime);
        Assert.Equal([RegimeIndicator.VolatilityRatio, RegimeIndicator.VolatilityIndex, RegimeIndicator.SpreadRatio], step.Unread.Select(one => one.Indicator));
    }

    [Fact]
    public void Step_AnyPath_RisesAtOnceFallsByOneAndNeverLowersItselfUnread() => Law.Holds(seed =>
    {
        var random = SplitMix.For(seed, "regime");
        RegimeState state = All.Begin(random.Pick(Enum.GetValues<Regime>()), Start);
        for (int i = 0; i < 60; i++)
        {
            Timestamp time = state.Time + TimeSpan.FromHours(random.Uniform(0, 20));
            double worse = random.Chance(0.3) ? random.Uniform(1, 3) : 1;
            ImmutableArray<RegimeReading> readings = [.. Readings(time, worse, 0.5 * worse, 1 / worse, worse).Where(_ => random.Chance(0.98))];
            RegimeStep step = All.Step(state, readings, time);
            Regime called = step.State.Called.Max();

            Assert.True(step.State.Regime >= called, "The regime is never milder than what is called for.");
            Assert.True(step.State.Regime >= state.Regime - 1, "Down by one at most.");
            Assert.Equal(step.State.Regime != state.Regime, step.Transition is not null);
            if (!step.Unread.IsEmpty) Assert.True(step.State.Regime >= state.Regime, "An unread indicator calms nothing.");
            if (step.State.Regime < state.Regime) Assert.True(state.MilderSince is not null && time - state.MilderSince >= Rules.Of(state.Regime).Dwell, "The dwell is kept.");
            // Order: a worse market under the same state never has a milder regime.
            ImmutableArray<RegimeReading> harder = [.. readings.Select(one => one with { Value = one.Indicator == RegimeIndicator.DepthRatio ? one.Value / 2 : one.Value * 2 })];
            Assert.True(All.Step(state, harder, time).State.Regime >= step.State.Regime, "Worse readings, milder regime.");
            state = step.State;
        }
    }, 200);

    [Fact]
    public void Step_Btc2020_FindsTheCrisisOfTwelveMarchAndLeavesItByStages()
    {
        // Times by a separate computation in Python from the same bars.
        Assert.Equal(
            [
                (Timestamp.Utc(2020, 3, 10, 16), Regime.Elevated), (Timestamp.Utc(2020, 3, 12, 11), Regime.Crisis), (Timestamp.Utc(2020, 3, 20, 12), Regime.Stressed),
                (Timestamp.Utc(2020, 3, 23, 5), Regime.Elevated), (Timestamp.Utc(2020, 3, 26, 14), Regime.Calm),
            ],
            Run(Watching(RegimeIndicator.VolatilityRatio), "2020-03-01", "2020-04-20"));
    }

    [Fact]
    public void Step_Btc2025_IsElevatedAfterTheCrashAndKeptSoWhileDepthIsNotRecorded()
    {
        Assert.Equal(
            [(Timestamp.Utc(2025, 10, 11, 3), Regime.Elevated), (Timestamp.Utc(2025, 10, 13, 18), Regime.Calm), (Timestamp.Utc(2025, 10, 21, 15), Regime.Elevated), (Timestamp.Utc(2025, 10, 24, 3), Regime.Calm)],
            Run(Watching(RegimeIndicator.VolatilityRatio), "2025-10-01", "2025-11-01"));

        // The recorder of depth stood still from 10 October 08:00 to 15 October 16:00; twelve hours after that the dwell is over. On the 16th the offers were thin.
        Assert.Equal(
            [(Timestamp.Utc(2025, 10, 11, 3), Regime.Elevated), (Timestamp.Utc(2025, 10, 16, 4), Regime.Calm), (Timestamp.Utc(2025, 10, 16, 8), Regime.Elevated), (Timestamp.Utc(2025, 10, 17, 20), Regime.Calm)],
            Run(Watching(RegimeIndicator.VolatilityRatio, RegimeIndicator.DepthRatio), "2025-10-01", "2025-10-20"));
    }

    [Fact]
    public void Create_SeveralThingsWrong_NamesEveryOne()
    {
        RegimeLadder ladder = Rules.Ladders[0];
        RegimeRules wrong = Rules with
        {
            Ladders = [ladder with { Elevated = new(1.5, 1.5), Crisis = new(1.9, 1.8) }, ladder, Rules.Ladders[2] with { Stressed = new(0.4, 0.3), MaximumAge = TimeSpan.Zero }],
            Effects = [Rules.Effects[0], Rules.Effects[1] with { MarginMultiplier = 0.9 }, Rules.Effects[2] with { OpeningLimit = double.NaN, Notice = TimeSpan.FromDays(9) }, Rules.Effects[3]],
        };

        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => RegimeMonitor.Create(wrong));

        Assert.Equal(
            [
                "ladders[0].elevated.exit", "ladders[0].crisis.enter", "ladders[1].indicator", "ladders[2].maximumAge", "ladders[2].stressed.exit", "ladders[2].crisis.exit",
                "effects[1].marginMultiplier", "effects[1].liquidationThresholdScale", "effects[1].marginMultiplier", "effects[2].openingLimit", "effects[2].notice",
            ],
            refused.Problems.Select(problem => problem.Place));
    }

    [Fact]
    public void Step_NonsenseTwiceReadOrFromTheFuture_IsRefused()
    {
        RegimeState state = All.Begin(Regime.Calm, Start);
        RegimeReading reading = new(RegimeIndicator.DepthRatio, 1, Start);

        Assert.Throws<ArgumentOutOfRangeException>(() => All.Step(state, [reading with { Value = double.NaN }], Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => All.Step(state, [reading with { Time = Start + TimeSpan.FromHours(1) }], Start));
        Assert.Throws<ArgumentException>(() => All.Step(state, [reading, reading], Start));
        Assert.Throws<ArgumentException>(() => All.Step(state, [reading, reading with { Value = 2 }], Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => All.Step(state, [], Start + TimeSpan.FromHours(-1)));
    }

    private static List<(Timestamp, Regime)> Run(RegimeRules rules, string from, string to)
    {
        RegimeMonitor monitor = RegimeMonitor.Create(rules);
        (Timestamp Time, double Ratio)[] depth = RecordedMarket.Depth.Value;
        RegimeState state = monitor.Begin(Regime.Calm, Timestamp.Parse(from));
        List<(Timestamp, Regime)> changes = [];
        foreach ((Timestamp time, double now, double longRun) in RecordedMarket.Between(from, to))
        {
            (Timestamp read, double ratio) = depth.LastOrDefault(row => row.Time <= time);
            RegimeReading volatility = new(RegimeIndicator.VolatilityRatio, now / longRun, time);
            RegimeStep step = monitor.Step(state, ratio > 0 ? [volatility, new(RegimeIndicator.DepthRatio, ratio, read)] : [volatility], time);
            state = step.State;
            if (step.Transition is { } change) changes.Add((change.Time, change.To));
        }

        return changes;
    }
}
