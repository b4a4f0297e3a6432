using Plimsoll.Lab.Backtests;

namespace Plimsoll.Lab.Tests.Backtests;

public class DayTailTests
{
    [Fact]
    public void Of_ResultAmongScenarios_GivesItsMiddleRankAndTheWorstLosses()
    {
        double[] pnl = [.. Enumerable.Range(0, 99).Select(i => (i * 37 % 99) - 49.0)];

        // −49 … 49: 9 lie below −40, one equals it.
        DayTail tail = DayTail.Of(pnl, 0.4, 100);
        Assert.Equal((9 + 0.5 + 0.5) / 100, tail.Transform, 12);
        Assert.Equal(99, tail.Scenarios);
        Assert.Equal([0.49f, 0.48f, 0.47f, 0.46f, 0.45f, 0.44f], tail.Worst);
    }

    [Fact]
    public void Of_LossBeyondEveryScenario_StaysAboveNought() => Assert.Equal(0.5 / 101, DayTail.Of(new double[100], 1, 100).Transform, 12);

    [Fact]
    public void Of_NothingForecast_IsUnknown() => Assert.False(DayTail.Of([], 0.1, 100).IsKnown);
}
