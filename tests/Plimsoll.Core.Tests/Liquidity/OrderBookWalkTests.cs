using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Liquidity;

namespace Plimsoll.Core.Tests.Liquidity;

public class OrderBookWalkTests
{
    private static readonly double[] AskPrices = [100, 100.5, 101, 103];
    private static readonly double[] BidPrices = [99.5, 99, 98.5, 96.5];
    private static readonly double[] Sizes = [2, 3, 5, 10];
    private const double Mid = 99.75;

    private static OrderBookWalk Buy(double quantity) => OrderBookWalk.ForQuantity(BookSide.Asks, AskPrices, Sizes, Mid, quantity);

    private static OrderBookWalk Sell(double quantity) => OrderBookWalk.ForQuantity(BookSide.Bids, BidPrices, Sizes, Mid, quantity);

    [Fact]
    public void ForQuantity_SpanningThreeLevels_PaysTheWeightedAverage()
    {
        OrderBookWalk walk = Buy(7);

        Assert.Equal((2 * 100 + 3 * 100.5 + 2 * 101) / 7, walk.Vwap, 1e-12);
        Assert.Equal(101, walk.LastPrice);
        Assert.Equal(7 * (walk.Vwap - Mid), walk.Cost, 1e-10);
        Assert.True(walk.IsFilled);
    }

    [Fact]
    public void ForQuantity_MirroredBids_CostTheSameAsTheAsks()
    {
        OrderBookWalk bought = Buy(7), sold = Sell(7);

        Assert.Equal(bought.Cost, sold.Cost, 1e-10);
        Assert.Equal(bought.SlippageBps, sold.SlippageBps, 1e-9);
        Assert.Equal(98.5, sold.LastPrice);
    }

    [Fact]
    public void ForQuantity_BeyondTheVisibleBook_PricesTheRestAtTheLastLevelAndSaysHowMuch()
    {
        OrderBookWalk walk = Buy(30);

        Assert.Equal(10, walk.Unfilled, 1e-12);
        Assert.False(walk.IsFilled);
        Assert.Equal(2 * 100 + 3 * 100.5 + 5 * 101 + 20 * 103, walk.Notional, 1e-9);
        Assert.Equal(103, walk.LastPrice);
    }

    [Fact]
    public void ForQuantity_Nothing_CostsNothingAtTheBestPrice()
    {
        OrderBookWalk walk = Buy(0);

        Assert.Equal(0, walk.Cost);
        Assert.Equal(100, walk.Vwap);
        Assert.Equal(0, walk.Unfilled);
    }

    [Fact]
    public void ForQuantity_EmptyLevelOnTop_StartsAtTheFirstThatHoldsSomething()
    {
        OrderBookWalk walk = OrderBookWalk.ForQuantity(BookSide.Asks, AskPrices, [0, 3, 5, 10], Mid, 1);

        Assert.Equal(100.5, walk.Vwap, 1e-12);
    }

    [Fact]
    public void ForNotional_OfAKnownQuantity_FindsThatQuantity()
    {
        OrderBookWalk byQuantity = Buy(7);

        OrderBookWalk byNotional = OrderBookWalk.ForNotional(BookSide.Asks, AskPrices, Sizes, Mid, byQuantity.Notional);

        Assert.Equal(7, byNotional.Quantity, 1e-12);
        Assert.Equal(byQuantity.Cost, byNotional.Cost, 1e-9);
    }

    [Fact]
    public void ForNotional_BeyondTheVisibleBook_TakesTheWholeNotional()
    {
        OrderBookWalk walk = OrderBookWalk.ForNotional(BookSide.Asks, AskPrices, Sizes, Mid, 5000);

        Assert.Equal(5000, walk.Notional, 1e-9);
        Assert.Equal((5000 - (2 * 100 + 3 * 100.5 + 5 * 101 + 10 * 103)) / 103, walk.Unfilled, 1e-12);
    }

    [Fact]
    public void ForQuantity_MoreSize_NeverCostsLessPerUnit() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<ushort>(), (a, b) =>
        {
            double small = Math.Min(a, b) / 1000.0, large = Math.Max(a, b) / 1000.0;
            return Buy(large).Vwap >= Buy(small).Vwap - 1e-12 && Buy(large).Cost >= Buy(small).Cost - 1e-12;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void ForQuantity_EmptySide_IsRefusedAndNeverFree()
    {
        Assert.Throws<ArgumentException>(() => OrderBookWalk.ForQuantity(BookSide.Asks, [], [], Mid, 1));
        Assert.Throws<ArgumentException>(() => OrderBookWalk.ForQuantity(BookSide.Asks, [100], [0], Mid, 1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void ForQuantity_QuantityThatIsNoSize_IsRefused(double quantity) =>
        Assert.ThrowsAny<ArgumentException>(() => Buy(quantity));

    [Fact]
    public void ForQuantity_NaNInTheBook_IsRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => OrderBookWalk.ForQuantity(BookSide.Asks, [100, double.NaN], [1, 1], Mid, 1));
        Assert.ThrowsAny<ArgumentException>(() => OrderBookWalk.ForQuantity(BookSide.Asks, [100, 101], [1, double.NaN], Mid, 1));
        Assert.ThrowsAny<ArgumentException>(() => OrderBookWalk.ForQuantity(BookSide.Asks, [100, 101], [1, 1], double.NaN, 1));
    }

    [Fact]
    public void ForQuantity_BidsGivenAsAsks_AreRefusedAndTheLevelIsNamed()
    {
        var refusal = Assert.Throws<ArgumentException>(() => OrderBookWalk.ForQuantity(BookSide.Asks, BidPrices, Sizes, Mid, 1));

        Assert.Contains("level 1 (99)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_LevelsAtTheEdgeOfTheBand_CountAndThoseBeyondDoNot()
    {
        VisibleDepth depth = VisibleDepth.Measure([99.5, 98, 97.9], [1, 2, 4], [100.5, 102, 102.1], [3, 5, 7]);

        Assert.Equal(100, depth.Mid);
        Assert.Equal(99.5 + 2 * 98, depth.Bids, 1e-9);
        Assert.Equal(3 * 100.5 + 5 * 102, depth.Asks, 1e-9);
        Assert.Equal(depth.Asks, depth.Of(BookSide.Asks));
    }

    [Fact]
    public void Measure_CrossedBook_IsRefused() =>
        Assert.Throws<ArgumentException>(() => VisibleDepth.Measure([101], [1], [100], [1]));
}
