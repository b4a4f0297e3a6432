using Plimsoll.Governance;
using Plimsoll.Governance.Monitoring;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Governance;

public class RecalibrationPlannerTests
{
    private static readonly Timestamp Start = Timestamp.Utc(2026, 1, 1);
    private static readonly RecalibrationPlanner Planner = RecalibrationPlanner.Create(RecalibrationRules.Default);

    private static RecalibrationReading Quiet(double day) => new(Start + TimeSpan.FromDays(day), 1, Regime.Calm, AlertLevel.Green, 100, 1000, 1000, false, false, false);

    private static List<(int Day, RecalibrationDecision Decision)> Path(int days, Func<int, RecalibrationReading> reading)
    {
        RecalibrationState state = Planner.Begin(reading(0));
        List<(int, RecalibrationDecision)> path = [];
        for (int day = 1; day <= days; day++)
        {
            (state, RecalibrationDecision decision) = Planner.Step(state, reading(day));
            if (!decision.Reasons.IsEmpty) path.Add((day, decision));
        }

        return path;
    }

    [Fact]
    public void Step_AQuietMarket_RunsOnSchedule()
    {
        var path = Path(100, day => Quiet(day));

        Assert.Equal([30, 60, 90], path.Select(entry => entry.Day));
        Assert.All(path, entry => Assert.Equal(RecalibrationTrigger.Schedule, Assert.Single(entry.Decision.Reasons).Trigger));
    }

    [Fact]
    public void Step_AVolatileSpell_CallsOnceUntilItHasBeenCalm()
    {
        // Above 2 on days 10 to 14, back at 1.8 (not below 1.5), again above on 20.
        var path = Path(25, day => Quiet(day) with { VolatilityRatio = day is >= 10 and < 15 or 20 ? 2.5 : day is >= 15 and < 20 ? 1.8 : 1 });

        (int day, RecalibrationDecision decision) = Assert.Single(path);
        Assert.Equal((10, true), (day, decision.IsDue));
        Assert.Equal("volatility 2.50 times its long-run level, from 2.00", decision.Reasons[0].ToString());
    }

    [Fact]
    public void Step_CalledForInACrisis_WaitsAndIsNotForgotten()
    {
        var path = Path(25, day => Quiet(day) with { Regime = day is >= 10 and < 15 ? Regime.Crisis : Regime.Calm, VolatilityRatio = day == 10 ? 4 : 1 });

        Assert.Equal([10, 11, 12, 13, 14, 15], path.Select(entry => entry.Day));
        Assert.All(path.Take(5), entry => Assert.Equal(RecalibrationHold.Regime, Assert.Single(entry.Decision.Holds)));
        Assert.True(path[^1].Decision.IsDue);
        Assert.Equal([RecalibrationTrigger.VolatilityRatio, RecalibrationTrigger.RegimeChange], path[^1].Decision.Reasons.Select(reason => reason.Trigger));
        Assert.Equal(Start + TimeSpan.FromDays(10), path[^1].Decision.Reasons[0].Time);
    }

    [Fact]
    public void Step_CalledForTooSoonUnreadOrWithAProposalOpen_Waits()
    {
        var path = Path(12, day => Quiet(day) with { Alert = day >= 2 ? AlertLevel.Amber : AlertLevel.Green, IsUnread = day == 7, HasOpenProposal = day == 8, IsEmergency = day == 9 });

        Assert.Equal(
            [RecalibrationHold.TooSoon, RecalibrationHold.TooSoon, RecalibrationHold.TooSoon, RecalibrationHold.TooSoon, RecalibrationHold.TooSoon, RecalibrationHold.Unread, RecalibrationHold.ProposalOpen, RecalibrationHold.Emergency],
            path.SkipLast(1).Select(entry => Assert.Single(entry.Decision.Holds)));
        Assert.Equal((10, true), (path[^1].Day, path[^1].Decision.IsDue));
    }

    [Fact]
    public void Step_DepthHalved_CallsWhenTheSmoothedLevelHasMovedEnough()
    {
        var path = Path(29, day => Quiet(day) with { Depth = day < 8 ? 100 : 50 });

        // 100 to 50 with a half-life of 5 days: 50 + 50 × 2^(−n/5) is at most 60 from n = 11.6 on, the twelfth day after day 7.
        Assert.Equal(19, Assert.Single(path).Day);
        Assert.StartsWith("depth −4", path[0].Decision.Reasons[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Step_AListingReaching250Days_CallsOnce()
    {
        var path = Path(29, day => Quiet(day) with { HistoryDays = 230 + day });

        Assert.Equal((20, RecalibrationTrigger.Listing), (path[0].Day, Assert.Single(Assert.Single(path).Decision.Reasons).Trigger));
    }
}
