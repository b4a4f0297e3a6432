using System.Collections.Immutable;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance;
using Plimsoll.Market;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Governance;

public class GovernorTests
{
    private static readonly Timestamp Start = Timestamp.Utc(2026, 1, 1);
    private static readonly GovernanceRules Rules = GovernanceRules.Default with { Regimes = RegimeRules.Default with { Ladders = [RegimeRules.Default.Ladders[0]] } };
    private static readonly Governor Governor = Governor.Create(Rules);
    private static readonly VolatilityCorridor Corridor = new(0.3, 4, "test");

    private static GovernorReading Reading(double hours, double? volatility = 0.6, double ratio = 1) => new()
    {
        Time = Start + TimeSpan.FromHours(hours), Volatility = volatility, HistoryDays = 1000, Indicators = [new(RegimeIndicator.VolatilityRatio, ratio, Start + TimeSpan.FromHours(hours))],
    };

    [Fact]
    public void Step_ACrisis_IsBornByNewPositionsAtOnceAndByOldOnesAfterFourHours()
    {
        GovernorStep at = Governor.Step(Governor.Begin(Corridor, Regime.Calm, Reading(0)), Reading(1, 1.8, 3.2));
        GovernorStep later = Governor.Step(at.State, Reading(5, 1.8, 3.2));

        Assert.Equal((1.5, 1.0), (at.Effects.New.MarginMultiplier, at.Effects.Existing.MarginMultiplier));
        Assert.Equal([Regime.Elevated, Regime.Stressed, Regime.Crisis], at.Effects.Coming.Select(one => one.Regime));
        Assert.Equal(Start + TimeSpan.FromHours(5), at.Effects.Coming[^1].Due);
        Assert.Equal((1.5, Regime.Crisis), (later.Effects.Existing.MarginMultiplier, later.Effects.Borne));
        Assert.Empty(later.Effects.Coming);
        Assert.Equal(1.8, at.Published);
    }

    [Fact]
    public void Step_NoEstimateForLong_PublishesTheLastWithAnAddition()
    {
        GovernorState state = Governor.Begin(Corridor, Regime.Calm, Reading(0, 2));

        Assert.Equal((2.0, false), (Governor.Step(state, Reading(36, null)).Published, Governor.Step(state, Reading(36, null)).IsStale));
        Assert.Equal((2.3, true), (Math.Round(Governor.Step(state, Reading(37, null)).Published!.Value, 12), Governor.Step(state, Reading(37, null)).IsStale));
        Assert.Equal(4, Governor.Step(Governor.Begin(Corridor, Regime.Calm, Reading(0, 3.9)), Reading(37, null)).Published);
    }

    [Fact]
    public void Under_ARaisedFloor_LiftsThePublishedLevelWithTheNextEstimate()
    {
        GovernorState state = Governor.Under(Governor.Begin(Corridor, Regime.Calm, Reading(0, 0.4)), new(0.5, 4, "recalibrated"));

        Assert.Equal(0.5, Governor.Step(state, Reading(1, 0.4)).Published);
    }

    [Fact]
    public void Step_AnyPath_ExistingPositionsNeverBearMoreThanNewOnesNorBeforeTheirNotice() => Law.Holds(
        seed =>
        {
            var random = SplitMix.For(seed, "governor");
            GovernorState state = Governor.Begin(Corridor, Regime.Calm, Reading(0));
            double hours = 0;
            Dictionary<Regime, double> since = [];
            for (int i = 0; i < 60; i++)
            {
                hours += random.Uniform(0.5, 12);
                GovernorStep step = Governor.Step(state, Reading(hours, random.Scale(0.2, 5), random.Chance(0.4) ? random.Uniform(1, 3.5) : 1));
                Regime regime = step.State.Regime.Regime;
                for (Regime one = Regime.Elevated; one <= Regime.Crisis; one++)
                {
                    if (one > regime) since.Remove(one);
                    else since.TryAdd(one, hours);
                }

                Assert.True(step.Effects.Existing.MarginMultiplier <= step.Effects.New.MarginMultiplier);
                Assert.True(step.Effects.Borne <= regime);
                if (step.Effects.Borne > Regime.Calm) Assert.True(hours - since[step.Effects.Borne] >= Rules.Regimes.Of(step.Effects.Borne).Notice.TotalHours - 1e-6, "Notice is kept.");
                foreach (Regime one in since.Keys)
                    if (hours - since[one] >= Rules.Regimes.Of(one).Notice.TotalHours + 1e-6) Assert.True(step.Effects.Borne >= one, "And then it is over.");
                Assert.InRange(step.Published!.Value, Corridor.Floor, Corridor.Cap);
                state = step.State;
            }
        },
        cases: 300);

    [Fact]
    public void After_HourlyAndDailyReturnsOfOnePath_WeighAlike()
    {
        VolatilityTracker daily = new(1e-4, Start, TimeSpan.FromDays(10)), hourly = daily;
        for (int day = 1; day <= 30; day++)
        {
            // Hourly returns of alternating sign with the variance of the day.
            daily = daily.After(0.04, Start + TimeSpan.FromDays(day));
            for (int hour = 1; hour <= 24; hour++) hourly = hourly.After(0.04 / Math.Sqrt(24) * (hour % 2 == 0 ? 1 : -1), Start + TimeSpan.FromHours((24 * (day - 1)) + hour));
        }

        Assert.Equal(daily.Variance, hourly.Variance, 12);
        Assert.Equal(Math.Sqrt(365) * 0.04, new VolatilityTracker(0.0016, Start, TimeSpan.FromDays(1)).Volatility, 12);
    }

    [Fact]
    public void Problems_OfTheDefaults_AreNone() => Assert.Empty(GovernanceRules.Default.Problems());
}
