using Plimsoll.Liquidation;

namespace Plimsoll.Core.Tests.Liquidation;

public class LiquidationCascadeTests
{
    private static readonly LiquidationTrigger[] Positions = [new(0.05, 50e6), new(0.03, 20e6), new(0.06, 100e6)];

    [Theory]
    [InlineData(1e9)]
    [InlineData(2e9)]
    public void LinearAmplification_DensityOfTheDepthOrMore_IsExplosive(double density)
    {
        AmplifiedMove move = LiquidationCascade.LinearAmplification(0.01, density, 1e9);

        Assert.Equal(new AmplifiedMove(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity), move);
        Assert.Equal(0.0, LiquidationCascade.LinearAmplification(0.0, density, 1e9).TotalMove);
    }

    [Fact]
    public void LinearAmplification_NobodyToLiquidate_IsTheShock() =>
        Assert.Equal(new AmplifiedMove(0.05, 1.0, 0.0), LiquidationCascade.LinearAmplification(0.05, 0.0, 1e9));

    [Fact]
    public void Discrete_ShockAtExactlyATrigger_ReachesItWhateverTheOrderOfPositions()
    {
        CascadeOutcome outcome = LiquidationCascade.Discrete(0.03, Positions, 2e9);

        Assert.Equal(20e6, outcome.LiquidatedNotional);
        Assert.Equal(0.04, outcome.TotalMove, 1e-15);
        Assert.Equal(2, outcome.Rounds.Length);
    }

    [Fact]
    public void Discrete_NoPositions_EndsWithTheShock() => Assert.Equal([0.5], LiquidationCascade.Discrete(0.5, [], 1e9).Rounds.ToArray());

    [Fact]
    public void Resilience_FastRecovery_ComesBackToTheShockAndSlowReachesThePermanentMove()
    {
        Assert.Equal(0.05, LiquidationCascade.Resilience(0.05, Positions, 2e9, 1.0, 100.0, 20)[^1], 1e-12);
        Assert.Equal(LiquidationCascade.Discrete(0.05, Positions, 2e9).TotalMove, LiquidationCascade.Resilience(0.05, Positions, 2e9, 1e12, 1.0, 20)[^1], 1e-9);
    }

    [Fact]
    public void Discrete_NegativeNotionalOrNoDepth_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LiquidationCascade.Discrete(0.05, [new(0.05, -1.0)], 1e9));
        Assert.Throws<ArgumentOutOfRangeException>(() => LiquidationCascade.Discrete(0.05, Positions, 0.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LiquidationCascade.Discrete(double.NaN, Positions, 1e9));
    }
}
