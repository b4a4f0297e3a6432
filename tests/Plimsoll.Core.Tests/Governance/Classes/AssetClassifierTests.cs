using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance.Classes;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Governance.Classes;

public class AssetClassifierTests
{
    private static readonly Timestamp Start = Timestamp.Utc(2026, 1, 1);
    private static readonly AssetClassifier Classifier = AssetClassifier.Create(AssetClassRules.Default);

    private static AssetFacts Facts(double days, double volume = 5e8, double? depth = 5e6) => new(Start + TimeSpan.FromDays(days), volume, 2000, depth, 0.0002, 2000, 0.8);

    private static AssetClassStep Last(AssetClassState state, int from, int to, Func<int, AssetFacts> facts)
    {
        AssetClassStep step = Classifier.Step(state, facts(from));
        for (int day = from + 1; day <= to; day++) step = Classifier.Step(step.State, facts(day));
        return step;
    }

    [Theory]
    [InlineData(5e9, 5e7, "majors")]
    [InlineData(5e9, 5e6, "large")]
    [InlineData(5e7, 5e6, "mid")]
    [InlineData(5e6, 5e6, "small")]
    public void Begin_OfFacts_GivesTheBestClassThatAsksNoMore(double volume, double depth, string expected) => Assert.Equal(expected, Classifier.Begin(Facts(0, volume, depth)).State.AssetClass);

    [Fact]
    public void Step_BetterForThirtyDays_RisesByOneClass()
    {
        AssetClassState small = Classifier.Begin(Facts(0, 1e6)).State;

        // Better from day 1 on, so that thirty days are held on day 31.
        Assert.Equal("small", Last(small, 1, 30, day => Facts(day, 5e9, 5e7)).State.AssetClass);
        Assert.Equal("mid", Last(small, 1, 31, day => Facts(day, 5e9, 5e7)).State.AssetClass);
        Assert.Equal("small", Last(small, 1, 60, day => Facts(day, day % 20 == 0 ? 1e6 : 5e9, 5e7)).State.AssetClass);
    }

    [Fact]
    public void Step_MissedBeyondTheSlackForThreeDays_FallsAsFarAsTheFactsSay()
    {
        AssetClassState large = Classifier.Begin(Facts(0)).State;

        Assert.Equal("large", Last(large, 1, 100, day => Facts(day, 2.25e8)).State.AssetClass);
        Assert.Equal("large", Last(large, 1, 3, day => Facts(day, 2.24e8)).State.AssetClass);
        Assert.Equal("mid", Last(large, 1, 4, day => Facts(day, 2.24e8)).State.AssetClass);
        AssetClassStep collapse = Last(large, 1, 4, day => Facts(day, 1e6));
        Assert.Equal(("small", "large"), (collapse.State.AssetClass, collapse.From));
        AssetClassPoint volume = collapse.Points.First(point => point is { AssetClass: "mid", Fact: "volume" });
        Assert.Equal(new AssetClassPoint("mid", "volume", 1e6, 3e7, false, false), volume);
    }

    [Fact]
    public void Step_UnknownDepth_MeetsNothingAndCostsTheClass() =>
        Assert.Equal("small", Last(Classifier.Begin(Facts(0)).State, 1, 4, day => Facts(day, depth: null)).State.AssetClass);

    [Fact]
    public void Step_NobodyLookedForLong_WaitsAnewForABetterClass()
    {
        AssetClassState waiting = Last(Classifier.Begin(Facts(0, 5e7)).State, 1, 29, day => Facts(day)).State;

        Assert.Equal("mid", Classifier.Step(waiting, Facts(40)).State.AssetClass);
        Assert.Equal("large", Last(Classifier.Step(waiting, Facts(40)).State, 41, 70, day => Facts(day)).State.AssetClass);
    }

    [Fact]
    public void Step_AnyPath_NeverRisesFasterThanByPromotionAndNeverFallsOnOneBadDay() => Law.Holds(
        seed =>
        {
            var random = SplitMix.For(seed, "classes");
            AssetClassState state = Classifier.Begin(Facts(0, random.Scale(1e6, 1e10), 5e7)).State;
            string[] names = ["majors", "large", "mid", "small"];
            for (int day = 1; day < 80; day++)
            {
                AssetClassStep step = Classifier.Step(state, Facts(day, random.Chance(0.1) ? random.Scale(1e6, 1e10) : 4e9, 5e7));
                int before = Array.IndexOf(names, state.AssetClass), after = Array.IndexOf(names, step.State.AssetClass);
                Assert.Equal(before != after, step.From is not null);
                if (after < before) Assert.True(after == before - 1 && state.BetterSince is { } since && step.State.Time - since >= TimeSpan.FromDays(30));
                if (after > before) Assert.True(state.WorseSince is { } bad && step.State.Time - bad >= TimeSpan.FromDays(3));
                state = step.State;
            }
        },
        cases: 300);
}
