using Plimsoll.Models.Paradex;

namespace Plimsoll.Core.Tests.Models.Paradex;

public class OrderRulesTests
{
    // The three steps of the page on risk checks: 80 USD do not cover 98 of initial margin; a sell order of 5 against 10 held passes, one more of 8 does not.
    [Fact]
    public void RiskCheck_OffsettingOrders_PassUntilTheyExceedThePosition()
    {
        Assert.Equal((true, 98m, 98m), OrderRules.RiskCheck(80m, new(10m, 0m, 0m), -5m, 0.1m, 98m));
        Assert.Equal((false, 98m, 127.4m), OrderRules.RiskCheck(80m, new(10m, 0m, 5m), -8m, 0.1m, 98m));
    }

    [Fact]
    public void Deleverage_WithoutPosition_CancelsEverything() => Assert.Equal<int>([0, 1], OrderRules.Deleverage(0m, [(1m, 100m), (-1m, 110m)]));

    [Fact]
    public void Deleverage_Short_CancelsTheCheapestBuyOrdersFirst() => Assert.Equal<int>([0, 2], OrderRules.Deleverage(-3m, [(2m, 90m), (3m, 95m), (-1m, 105m)]));

    [Fact]
    public void Smallest_WhereNoShareIsEnough_IsAll()
    {
        PartialLiquidation all = PartialLiquidation.Smallest(100m, 20m, 0.7m, 0.2m, 0.9m);

        Assert.Equal((1m, 0m, 70m, -50m), (all.Share, all.MaintenanceMargin, all.Penalty, all.AccountValue));
        Assert.Null(all.MarginRatio);
    }

    [Fact]
    public void SocialisedLoss_FormulaAndExample_DivideByDifferentTotals()
    {
        SocialisedLoss loss = SocialisedLoss.Of(1_000m, [-2_000m, 4_000m, 1_000m], 4_000m);

        Assert.Equal((0.2m, 0.25m), (loss.Factor, loss.ExampleFactor));
    }
}
