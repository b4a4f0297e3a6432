using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Liquidity;

namespace Plimsoll.Core.Tests.Liquidity;

public class LiquidationCostTests
{
    private static LiquidationCost Cost(double notional, double? walk = null) =>
        LiquidationCost.Of(notional, stressedSpread: 0.002, impactCoefficient: 1, dailyVolatility: 0.04, dailyVolume: 1e8, walk);

    [Fact]
    public void Of_KnownMarket_AddsHalfTheSpreadAndTheSquareRootImpact()
    {
        LiquidationCost cost = Cost(1e6);

        Assert.Equal(1000, cost.SpreadCost, 1e-9);
        Assert.Equal(1e6 * 0.04 * 0.1, cost.ImpactCost, 1e-8);
        Assert.Equal(5000, cost.Amount, 1e-8);
        Assert.False(cost.IsBoundByBook);
    }

    [Fact]
    public void Of_DearerVisibleBook_ChargesTheWalk()
    {
        LiquidationCost cost = Cost(1e6, walk: 7000);

        Assert.Equal(7000, cost.Amount);
        Assert.True(cost.IsBoundByBook);
    }

    [Fact]
    public void Of_WalkThatWouldEarn_IsNoCredit() => Assert.Equal(5000, Cost(1e6, walk: -200).Amount, 1e-8);

    [Fact]
    public void Of_NoPosition_CostsNothing() => Assert.Equal(0, Cost(0).Amount);

    [Fact]
    public void Of_LargerPosition_CostsMoreThanInProportion() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), ArbMap.Default.ArbFor<byte>(), (notional, by) =>
        {
            double factor = 1 + by / 16.0;
            return Cost(notional * factor).Amount >= factor * Cost(notional).Amount * (1 - 1e-12);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Of_MissingVolume_IsRefusedAndNeverFree() =>
        Assert.ThrowsAny<ArgumentException>(() => LiquidationCost.Of(1e6, 0.002, 1, 0.04, dailyVolume: 0));

    [Fact]
    public void Of_NaN_IsRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => Cost(double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => Cost(1e6, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => LiquidationCost.Of(1e6, 0.002, 1, double.NaN, 1e8));
    }

    [Fact]
    public void LinearBook_OpenInterestAtItsCap_EarnsTheManipulatorNothing()
    {
        ManipulationBound bound = ManipulationBound.LinearBook(depthPerUnitMove: 1e6, move: 0.2, openInterest: 100_000);

        Assert.Equal(100_000, bound.OpenInterestCap, 1e-9);
        Assert.Equal(0, bound.Profit, 1e-9);
    }

    [Fact]
    public void SquareRootLaw_OpenInterestAtItsCap_EarnsTheManipulatorNothing()
    {
        double cap = ManipulationBound.SquareRootLaw(1e8, 1, 0.1, 0.05, 0).OpenInterestCap;

        Assert.Equal(1e8 * 0.25 * 2 / 3, cap, 1e-6);
        Assert.Equal(0, ManipulationBound.SquareRootLaw(1e8, 1, 0.1, 0.05, cap).Profit, 1e-6);
    }

    [Fact]
    public void Stricter_OfBothLaws_IsTheSmallerCap()
    {
        ManipulationBound linear = ManipulationBound.LinearBook(1e6, 0.2, 0), root = ManipulationBound.SquareRootLaw(1e8, 1, 0.1, 0.2, 0);

        Assert.Equal(linear, root.Stricter(linear));
        Assert.Equal(linear, linear.Stricter(root));
    }
}
