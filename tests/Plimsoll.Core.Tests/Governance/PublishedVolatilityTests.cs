using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance;
using Plimsoll.Scaling;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Governance;

public class PublishedVolatilityTests
{
    private static readonly Timestamp Start = Timestamp.Utc(2024, 1, 1);
    private static readonly VolatilityCorridor Wide = new(0.2, 5, "by hand");
    private static readonly PublishedVolatility Usual = PublishedVolatility.Create(new PublicationRules(), Wide);

    [Fact]
    public void Step_HigherEstimate_IsPublishedAtOnceWithNothingHeld()
    {
        PublishedVolatilityStep step = Usual.Step(Usual.Begin(0.5, Start).State, 3, Start + TimeSpan.FromSeconds(1));

        Assert.Equal(3, step.State.Level);
        Assert.Empty(step.Holds);
    }

    [Fact]
    public void Step_LowerForLessThanThreeDays_KeepsTheLevelAndSaysPatience()
    {
        PublishedVolatilityState state = Usual.Begin(1, Start).State;
        PublishedVolatilityStep step = null!;
        for (int day = 1; day <= 4; day++) state = (step = Usual.Step(state, 0.6, Start + TimeSpan.FromDays(day))).State;

        Assert.Equal(1, state.Level);
        Assert.Equal(new VolatilityHold(HoldReason.Patience, 0.4), Assert.Single(step.Holds));
    }

    [Fact]
    public void Step_OneHigherEstimateWithinThreeDays_BeginsPatienceAnew()
    {
        PublishedVolatilityState state = Usual.Begin(1, Start).State;
        for (int day = 1; day <= 6; day++) state = Usual.Step(state, day == 3 ? 1 : 0.6, Start + TimeSpan.FromDays(day)).State;

        Assert.Equal(1, state.Level);
        Assert.Equal(Start + TimeSpan.FromDays(4), state.LowerSince);
    }

    [Fact]
    public void Step_DailyEstimates_FallAsTheSlowReleaseOfScalingDoes()
    {
        // Its counterpart in steps, put to work once patience is over: an independent path to the same levels.
        var steps = new SlowRelease { Patience = 1 };
        PublishedVolatilityState state = Usual.Begin(1, Start).State;
        for (int day = 1; day <= 4; day++) state = Usual.Step(state, 0.6, Start + TimeSpan.FromDays(day)).State;
        var twin = new SlowRelease.State(1, 0);
        for (int day = 5; day <= 40; day++)
        {
            state = Usual.Step(state, 0.6, Start + TimeSpan.FromDays(day)).State;
            twin = steps.Next(twin, 0.6);
            Assert.Equal(twin.Level, state.Level, 1e-12);
        }

        Assert.Equal(0.6 + (0.4 * Math.Pow(0.5, 3.6)), state.Level, 1e-12);
    }

    [Fact]
    public void Step_FarLowerEstimate_FallsByFivePercentADayAndSaysWhatTheLimitHeld()
    {
        PublishedVolatilityState state = Usual.Begin(4, Start).State;
        for (int day = 1; day <= 4; day++) state = Usual.Step(state, 0.3, Start + TimeSpan.FromDays(day)).State;
        PublishedVolatilityStep step = Usual.Step(state, 0.3, Start + TimeSpan.FromDays(5));

        Assert.Equal(3.8, step.State.Level, 1e-12);
        Assert.Equal([HoldReason.HalfLife, HoldReason.MaximumFall], step.Holds.Select(hold => hold.Reason));
        Assert.Equal(3.8 - (0.3 + (3.7 * Math.Pow(0.5, 0.1))), step.Holds[1].Amount, 1e-12);
    }

    [Fact]
    public void Step_AnySplitOfTheTime_LeadsToTheSameLevel() => Law.Holds(seed =>
    {
        var random = SplitMix.For(seed, "split");
        double level = random.Uniform(0.3, 5), target = random.Uniform(0.2, level);
        PublishedVolatilityState coarse = Usual.Begin(level, Start).State, fine = coarse;
        int hours = 24 * random.Whole(1, 60);
        for (int hour = 24; hour <= hours; hour += 24) coarse = Usual.Step(coarse, target, Start + TimeSpan.FromHours(hour)).State;
        // The first lower estimate is the same, as patience runs from it.
        fine = Usual.Step(fine, target, Start + TimeSpan.FromHours(24)).State;
        for (int hour = 24; hour < hours;)
        {
            hour = Math.Min(hours, hour + random.Whole(1, 30));
            fine = Usual.Step(fine, target, Start + TimeSpan.FromHours(hour)).State;
        }

        Assert.Equal(coarse.Level, fine.Level, 1e-9);
    });

    [Fact]
    public void Step_AnyPath_StaysInTheCorridorFallsSlowlyAndExplainsTheDifference() => Law.Holds(seed =>
    {
        var random = SplitMix.For(seed, "path");
        var rules = new PublicationRules { MaximumRise = random.Chance(0.5) ? 0.25 : null };
        PublishedVolatility published = PublishedVolatility.Create(rules, Wide);
        PublishedVolatilityStep step = published.Begin(random.Uniform(0.05, 8), Start);
        for (int i = 0; i < 60; i++)
        {
            PublishedVolatilityState before = step.State;
            TimeSpan passed = TimeSpan.FromHours(random.Uniform(0, 60));
            double estimate = random.Uniform(0.05, random.Chance(0.2) ? 8 : 1);
            step = published.Step(before, estimate, before.Time + passed);

            Assert.InRange(step.State.Level, Wide.Floor, Wide.Cap);
            Assert.Equal(step.State.Level - estimate, step.Holds.Sum(hold => hold.Amount), 1e-12);
            Law.AtMost(before.Level * Math.Pow(0.95, passed.TotalDays), step.State.Level, 1e-12, "The slowest way down");
            // Monotone: a higher estimate never publishes less.
            Law.AtMost(step.State.Level, published.Step(before, estimate * random.Uniform(1, 2), before.Time + passed).State.Level, 1e-12, "The level under a higher estimate");
            if (rules.MaximumRise is null) Law.AtMost(Math.Clamp(estimate, Wide.Floor, Wide.Cap), step.State.Level, 0, "The estimate in its corridor");
            else Law.AtMost(step.State.Level, before.Level * Math.Pow(1.25, passed.TotalDays), 1e-12, "The level under a cap on rises");
        }
    }, 200);

    [Fact]
    public void Step_CapOnRises_StatesTheShortfall()
    {
        PublishedVolatility capped = PublishedVolatility.Create(new PublicationRules { MaximumRise = 0.25 }, Wide);
        PublishedVolatilityStep step = capped.Step(capped.Begin(0.8, Start).State, 3, Start + TimeSpan.FromDays(1));

        Assert.Equal(1, step.State.Level, 1e-12);
        Assert.Equal(2, step.Shortfall, 1e-12);
        Assert.Equal(HoldReason.MaximumRise, Assert.Single(step.Holds).Reason);
    }

    [Fact]
    public void Step_BeyondTheCorridor_NamesFloorOrCapWithItsReason()
    {
        VolatilityHold floor = Assert.Single(Usual.Begin(0.1, Start).Holds), cap = Assert.Single(Usual.Begin(6, Start).Holds);

        Assert.Equal(new VolatilityHold(HoldReason.Floor, 0.1, "by hand"), floor);
        Assert.Equal(new VolatilityHold(HoldReason.Cap, -1, "by hand"), cap);
    }

    [Fact]
    public void Step_AfterAGapInTheEstimates_BeginsPatienceAnew()
    {
        PublishedVolatilityState state = Usual.Begin(1, Start).State;
        for (int day = 1; day <= 4; day++) state = Usual.Step(state, 0.6, Start + TimeSpan.FromDays(day)).State;

        Assert.Equal(1, Usual.Step(state, 0.6, Start + TimeSpan.FromDays(20)).State.Level);
    }

    [Fact]
    public void Step_NonsenseOrTimeRunningBackwards_IsRefused()
    {
        PublishedVolatilityState state = Usual.Begin(1, Start).State;

        Assert.Throws<ArgumentOutOfRangeException>(() => Usual.Step(state, double.NaN, Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => Usual.Step(state, 0, Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => Usual.Step(state, 1, Start + TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void Create_SeveralThingsWrong_NamesEveryOne()
    {
        var rules = new PublicationRules { HalfLife = TimeSpan.Zero, MaximumFall = 5, MaximumRise = double.NaN };

        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => PublishedVolatility.Create(rules, new VolatilityCorridor(2, 1, "")));

        Assert.Equal(["rules.halfLife", "rules.maximumFall", "rules.maximumRise", "corridor.cap", "corridor.reason"], refused.Problems.Select(problem => problem.Place));
    }

    [Fact]
    public void OfHistory_ThreeYears_TakesQuarterMedianOrLeastAndSixMedians()
    {
        double[] history = [.. Enumerable.Range(0, 1095).Select(i => i < 600 ? 1.0 : 0.6)];

        VolatilityCorridor corridor = VolatilityCorridor.OfHistory(history);

        Assert.Equal(0.6, corridor.Floor);
        Assert.Equal(6, corridor.Cap);
        history[^1] = 0.1;
        Assert.Equal(0.25, VolatilityCorridor.OfHistory(history).Floor);
        Assert.Throws<ArgumentException>(() => VolatilityCorridor.OfHistory(history.AsSpan(0, 249)));
    }

    [Theory]
    [InlineData("2020-03-01", "2020-04-20")]
    [InlineData("2025-10-01", "2025-11-01")]
    public void Step_BtcThroughACrash_IsNeverBelowItsEstimateAndNeverFallsFasterThanFivePercentADay(string from, string to)
    {
        (Timestamp Time, double Now, double Long)[] hours = RecordedMarket.Between(from, to);
        PublishedVolatilityState state = Usual.Begin(hours[0].Now, hours[0].Time).State;
        List<double> levels = [state.Level];
        foreach ((Timestamp time, double now, _) in hours[1..])
        {
            PublishedVolatilityStep step = Usual.Step(state, now, time);
            state = step.State;
            levels.Add(state.Level);
            Assert.True(state.Level >= Math.Min(now, Wide.Cap), $"{time}: {state.Level} is below {now}.");
        }

        for (int i = 24; i < levels.Count; i++) Law.AtMost(levels[i - 24] * 0.95, levels[i], 1e-12, $"Five percent a day, {hours[i].Time}");
        Assert.True(levels[^1] < levels.Max(), "A level that never comes down would pass as well.");
    }
}
