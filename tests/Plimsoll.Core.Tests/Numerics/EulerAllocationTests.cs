using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class EulerAllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_AnyBook_ComponentsSumToTheTotal_AndNoneExceedsItsStandalone(int seed)
    {
        double[] pnl = Book(positions: 5, scenarios: 333, seed);
        foreach (double a in new[] { 0.001, 0.01, 0.025, 0.3 })
        {
            EulerAllocation allocation = EulerAllocation.Of(pnl, 5, a);

            Assert.Equal(allocation.Total, allocation.Components.Sum(), 1e-12);
            Assert.InRange(allocation.DiversificationBenefit, 0.0, 1.0);
            for (int j = 0; j < 5; j++)
            {
                Assert.True(allocation.Components[j] <= allocation.Standalone[j] + 1e-12);
                Assert.True(allocation.Incremental[j] <= allocation.Components[j] + 1e-12);
            }
        }
    }

    [Fact]
    public void Of_APositionAndItsHedge_GivesTheHedgeANegativeComponent()
    {
        double[] pnl = [-10, -5, 1, 2, 3, /* hedge */ 4, 2, -0.4, -0.8, -1.2];

        EulerAllocation allocation = EulerAllocation.Of(pnl, 2, 0.2);

        Assert.Equal([10.0, -4.0], allocation.Components.ToArray());
        Assert.Equal(6.0, allocation.Total);
        Assert.Equal(1.2, allocation.Standalone[1]);
    }

    [Fact]
    public void Select_EquallyBadScenarios_TakesTheLowerIndexes()
    {
        double[] pnl = [0, -3, -1, -3, -1, -1, 2, -3, 1, 1];
        int[] scenarios = new int[5];
        double[] weights = new double[5];

        TailScenarios.Select(pnl, 0.45, scenarios, weights);

        Assert.Equal([1, 3, 7, 2, 4], scenarios);
        Assert.Equal([1 / 4.5, 1 / 4.5, 1 / 4.5, 1 / 4.5, 0.5 / 4.5], weights);
        Assert.Equal(1.0, weights.Sum(), 1e-15);
    }

    [Fact]
    public void Select_TailOfLessThanOneScenario_IsTheWorstAlone()
    {
        Assert.Equal(1, TailScenarios.Count(50, 0.01));
        int[] scenarios = new int[1];
        double[] weights = new double[1];

        TailScenarios.Select([3, -1, -2, 5], 0.01, scenarios, weights);

        Assert.Equal([2], scenarios);
        Assert.Equal([1.0], weights);
    }

    [Fact]
    public void Of_NumbersThatDoNotDivide_IsRefused() =>
        Assert.Throws<ArgumentException>(() => EulerAllocation.Of(new double[7], 2, 0.1));

    private static double[] Book(int positions, int scenarios, int seed)
    {
        var random = new Random(seed);
        double[] common = [.. Enumerable.Range(0, scenarios).Select(_ => random.NextDouble() - 0.5)];
        return [.. Enumerable.Range(0, positions).SelectMany(j => common.Select(c => ((j - 1) * c) + (Math.Pow(random.NextDouble(), 5) * -2.0) + 0.3))];
    }
}
