using Plimsoll.Liquidity;

namespace Plimsoll.Core.Tests.Liquidity;

public class AlmgrenChrissTests
{
    // The test case of section 2.3 of the paper: 1m shares over five days, five trades.
    private static AlmgrenChriss Published(double riskAversion, int intervals = 5) =>
        AlmgrenChriss.Optimise(0.95, 2.5e-6, 2.5e-7, 0.0625, 1e6, 5, intervals, riskAversion);

    [Fact]
    public void Optimise_PublishedRiskAversion_GivesThePublishedUrgency() =>
        Assert.Equal(0.607, Published(1e-6).KappaPerDay, 5e-4);

    [Fact]
    public void Optimise_NoRiskAversion_IsTheStraightLineAtThePublishedCost()
    {
        AlmgrenChriss plan = Published(0);

        Assert.Equal([1e6, 8e5, 6e5, 4e5, 2e5, 0], plan.Holdings.Select(x => Math.Round(x, 6)));
        Assert.Equal(662_500, plan.ExpectedCost, 1e-6);
        Assert.Equal(1_040_673, Math.Sqrt(plan.Variance), 0.5);
    }

    [Fact]
    public void Optimise_AnyOtherSchedule_HasAWorseObjective()
    {
        const double lambda = 1e-6;
        AlmgrenChriss best = Published(lambda);
        double objective = best.ExpectedCost + lambda * best.Variance;

        for (int j = 1; j < 5; j++)
        {
            foreach (double shift in new[] { -1000.0, 1000.0 })
            {
                double[] other = [.. best.Holdings];
                other[j] += shift;
                Assert.True(Objective(other, lambda) > objective);
            }
        }
    }

    [Fact]
    public void Optimise_NearlyNoRiskAversion_MeetsTheStraightLineFromBothSides()
    {
        double straight = Published(0).ExpectedCost;

        Assert.Equal(straight, Published(1e-20).ExpectedCost, 1e-3);
        Assert.Equal(straight, Published(-1e-20).ExpectedCost, 1e-3);
    }

    [Fact]
    public void Optimise_ExtremeRiskAversion_SellsAtOnceWithoutOverflow()
    {
        AlmgrenChriss plan = Published(1e300);

        Assert.All(plan.Holdings, holding => Assert.True(double.IsFinite(holding)));
        Assert.Equal(0, plan.Holdings[1], 1e-6);
    }

    [Fact]
    public void Optimise_RiskSeekingBeyondAnyBestSchedule_IsRefused() =>
        Assert.ThrowsAny<ArgumentException>(() => Published(-1e-5));

    [Fact]
    public void Optimise_NaN_IsRefused() => Assert.ThrowsAny<ArgumentException>(() => Published(double.NaN));

    private static double Objective(double[] holdings, double lambda)
    {
        double cost = 0.5 * 2.5e-7 * 1e12, variance = 0;
        for (int j = 1; j < holdings.Length; j++)
        {
            double trade = holdings[j - 1] - holdings[j];
            cost += 0.0625 * Math.Abs(trade) + (2.5e-6 - 0.5 * 2.5e-7) * trade * trade;
            variance += 0.95 * 0.95 * holdings[j] * holdings[j];
        }

        return cost + lambda * variance;
    }
}
