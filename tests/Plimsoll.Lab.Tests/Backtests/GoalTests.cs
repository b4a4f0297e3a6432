using Plimsoll.Lab.Backtests;

namespace Plimsoll.Lab.Tests.Backtests;

public class GoalTests
{
    private static Goal Goal(double measured, double? least, double? most, GoalUnit unit = GoalUnit.Share) => new("group", "name", unit, measured, least, most);

    [Theory]
    [InlineData(0.010, 0.007, 0.013, "reached")]
    [InlineData(0.0065, 0.007, 0.013, "missed by 0.05 points")]
    [InlineData(0.014, 0.007, 0.013, "missed by 0.10 points")]
    [InlineData(double.NaN, 0.007, 0.013, "not measured")]
    public void Outcome_SaysHowFarOutside(double measured, double least, double most, string outcome) => Assert.Equal(outcome, Goal(measured, least, most).Outcome);

    [Fact]
    public void Targets_AreReadAsLimits()
    {
        Assert.Equal("0.70 % to 1.30 %", Goal(0, 0.007, 0.013).TargetText);
        Assert.Equal("at most -2.50", Goal(0, null, -2.5, GoalUnit.Number).TargetText);
        Assert.Equal("missed by 0.50", Goal(-2, null, -2.5, GoalUnit.Number).Outcome);
        Assert.Equal("at least 95.00 %", Goal(0, 0.95, null).TargetText);
    }
}
