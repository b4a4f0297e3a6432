using Plimsoll.Core.Tests.Generators;
using Plimsoll.Validation;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Validation;

public class ForecastContestTests
{
    private static readonly Timestamp Day = Timestamp.Utc(2024, 1, 1);

    private static (double[] Realised, double[] Good, double[] Bad) Paths(int days)
    {
        var random = SplitMix.For(5, "contest");
        double[] realised = new double[days], good = new double[days], bad = new double[days];
        for (int i = 0; i < days; i++)
        {
            good[i] = Math.Exp(0.5 * random.Normal());
            realised[i] = good[i] * Math.Exp((0.3 * random.Normal()) - 0.045);
            bad[i] = good[i] * Math.Exp(0.8 * random.Normal());
        }

        return (realised, good, bad);
    }

    [Fact]
    public void Of_TrueForecastAndANoisyOne_TellsThemApart()
    {
        (double[] realised, double[] good, double[] bad) = Paths(500);

        ForecastContest contest = ForecastContest.Of(realised, [("good", good), ("bad", bad), ("short", [.. good.Select((value, i) => i < 400 ? double.NaN : value)])], "bad", 1);

        (ForecastScore first, ForecastScore second) = (contest.Scores[0], contest.Scores[1]);
        Assert.Equal(500, contest.Days);
        Assert.Equal(0, contest.Scores[2].Days);
        Assert.Equal(Enumerable.Range(0, 500).Average(i => ForecastLoss.QlikeDistance(realised[i], good[i])), first.Qlike, 1e-12);
        Assert.True(first is { IsBest: true, IsInConfidenceSet: true, AgainstBest: null } && first.AgainstReference!.Value.Statistic > 3);
        Assert.True(second is { IsBest: false, IsInConfidenceSet: false, AgainstReference: null } && second.AgainstBest!.Value.PValue < 0.01);
        Assert.InRange(first.Regression!.Value.Beta, 0.85, 1.15);
        Assert.InRange(second.Regression!.Value.Beta, 0.0, 0.8);
    }

    [Fact]
    public void Of_DaysWithoutMovementOrForecast_AreNotScored()
    {
        (double[] realised, double[] good, double[] bad) = Paths(100);
        realised[3] = 0.0;
        good[7] = double.NaN;

        Assert.Equal(98, ForecastContest.Of(realised, [("good", good), ("bad", bad)], "good", 1).Days);
        Assert.Equal(0, ForecastContest.Of(realised.AsSpan(0, 20), [("good", good[..20])], "good", 1).Days);
        Assert.Throws<ArgumentException>(() => ForecastContest.Of(realised, [("good", good), ("good", bad)], "good", 1));
    }

    [Fact]
    public void After_BetterChallenger_IsPromotedOnceItHasNinetyDays()
    {
        (double[] realised, double[] good, double[] bad) = Paths(200);
        ChampionState state = ChampionState.Begin("bad", Day);
        Promotion? promoted = null;
        int days = 0;
        for (int i = 0; i < 200 && promoted is null; i++)
        {
            (state, promoted) = ChampionRule.After(state, Day + TimeSpan.FromDays(i), [("bad", ForecastLoss.QlikeDistance(realised[i], bad[i])), ("good", ForecastLoss.QlikeDistance(realised[i], good[i]))]);
            days++;
        }

        Assert.Equal(90, days);
        Assert.Equal(("bad", "good", 90), (promoted!.From, promoted.To, promoted.Days));
        Assert.True(promoted.Test.PValue < 0.05);
        Assert.Equal(("good", 0), (state.Champion, state.Shadows.Length));
    }

    [Fact]
    public void After_ChallengerNoBetter_WaitsInTheShadow()
    {
        (double[] realised, double[] good, double[] bad) = Paths(400);
        ChampionState state = ChampionState.Begin("good", Day);
        for (int i = 0; i < 400; i++)
        {
            (state, Promotion? promoted) = ChampionRule.After(state, Day + TimeSpan.FromDays(i), [("good", ForecastLoss.QlikeDistance(realised[i], good[i])), ("bad", ForecastLoss.QlikeDistance(realised[i], bad[i]))]);
            Assert.Null(promoted);
        }

        ShadowRun run = Assert.Single(state.Shadows);
        Assert.Equal(("bad", 400, 365, Day), (run.Challenger, run.Days, run.Differences.Length, run.Since));
        Assert.Equal(Day, state.Since);
    }

    [Fact]
    public void After_DayWithoutTheChampion_ChangesNothing()
    {
        ChampionState state = ChampionState.Begin("one", Day);
        Assert.Same(state, ChampionRule.After(state, Day, [("two", 0.1)]).State);
        Assert.Throws<ArgumentException>(() => ChampionRule.After(state, Day, [("one", double.NaN)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChampionRule.After(state, Day, [("one", 0.1)], new() { FewestDays = 1 }));
    }

    [Fact]
    public void Monitor_TrueForecasts_StayQuietAndAStepIsNoticedInWeeks()
    {
        (double[] realised, double[] good, _) = Paths(700);
        ForecastMonitor monitor = ForecastMonitor.Start;
        int unsafeDays = 0;
        for (int i = 0; i < 600; i++)
        {
            monitor = monitor.After(realised[i], good[i]);
            if (monitor.IsUnsafe) unsafeDays++;
        }

        Assert.InRange(unsafeDays, 0, 30);
        Assert.Equal(-0.045, monitor.Mean, 0.1);
        Assert.Equal(0.3, monitor.Deviation, 0.06);
        int noticed = 0;
        for (; noticed < 100 && !monitor.Alarms.Contains(DriftAlarm.ForecastsTooLow); noticed++) monitor = monitor.After(realised[600 + noticed], 0.6 * good[600 + noticed]);
        Assert.InRange(noticed, 2, 14);
    }

    [Fact]
    public void Monitor_ForecastsTooHigh_AreNamedAndNotUnsafe()
    {
        (double[] realised, double[] good, _) = Paths(200);
        ForecastMonitor monitor = ForecastMonitor.Start;
        for (int i = 0; i < 200; i++) monitor = monitor.After(realised[i], i < 180 ? good[i] : 3.0 * good[i]);

        Assert.Contains(DriftAlarm.ForecastsTooHigh, monitor.Alarms);
        Assert.False(monitor.IsUnsafe);
        Assert.Throws<ArgumentOutOfRangeException>(() => monitor.After(0.0, 1.0));
    }

    [Fact]
    public void FeatureDrift_OneColumnMoved_IsTheOnlyOneAboveTheBound()
    {
        var random = SplitMix.For(6, "drift");
        float[][] training = [.. Enumerable.Range(0, 1000).Select(_ => new[] { (float)random.Normal(), (float)random.Normal(), 1f, float.NaN })];
        float[][] recent = [.. Enumerable.Range(0, 120).Select(_ => new[] { (float)random.Normal(), (float)random.Normal() + 1f, 1f, float.NaN })];

        double[] found = [.. FeatureDrift.Of(training, recent)];

        Assert.InRange(found[0], 0.0, PopulationStability.Moderate);
        Assert.True(found[1] > PopulationStability.Major);
        Assert.InRange(found[2], 0.0, 0.05);
        Assert.Equal(double.NaN, found[3]);
    }
}
