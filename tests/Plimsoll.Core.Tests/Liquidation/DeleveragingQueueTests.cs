using Plimsoll.Liquidation;

namespace Plimsoll.Core.Tests.Liquidation;

public class DeleveragingQueueTests
{
    // The six longs of BitMEX's page on examples of automatic deleveraging, 100 contracts in all.
    private static readonly DeleveragingCandidate[] Longs =
    [
        new("1", 10m, 3m), new("2", 10m, 6m), new("3", 20m, 1m), new("4", 30m, 4m), new("5", 20m, 5m), new("6", 10m, 2m),
    ];

    [Fact]
    public void Lights_OfTheVenuesExample_AreFifthsOfTheQuantityAndNotOfTheAccounts()
    {
        Assert.Equal([("2", 0.2m), ("5", 0.4m), ("4", 0.6m), ("1", 0.8m), ("6", 0.8m), ("3", 1m)], DeleveragingQueue.Lights(Longs).ToArray());
    }

    [Fact]
    public void Fills_OfTheVenuesExample_TakeTheFirstWholeAndTheSecondInPart()
    {
        Assert.Equal([new("2", 10m, 650m), new("5", 10m, 650m)], DeleveragingQueue.Fills(Longs, 20m, 650m).ToArray());
    }

    [Fact]
    public void Fills_OfMoreThanTheSideHolds_CloseAllOfIt()
    {
        Assert.Equal(100m, DeleveragingQueue.Fills(Longs, 250m).Sum(fill => fill.Quantity));
    }

    [Fact]
    public void Fills_OfEqualRanks_KeepTheOrderTheyCameIn()
    {
        Assert.Equal(["a", "b"], DeleveragingQueue.Fills([new("a", 1m, 2m), new("b", 1m, 2m)], 2m).Select(fill => fill.Account));
    }

    [Theory]
    [InlineData(110, 100, 60, 0.22)] // gains 10 %, leverage 110/50 = 2.2: the product
    [InlineData(90, 100, 60, -0.03333333)] // loses 10 %, leverage 90/30 = 3: the quotient
    public void Rank_MultipliesGainsByLeverageAndDividesLosses(double mark, double entry, double bankrupt, double expected)
    {
        Assert.Equal((decimal)expected, DeleveragingQueue.Rank((decimal)mark, (decimal)entry, (decimal)bankrupt), 8);
    }

    [Fact]
    public void Rank_AtTheBankruptcyPrice_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => DeleveragingQueue.Rank(100m, 90m, 100m));
}

public class InsurancePoolTriggerTests
{
    private static readonly InsurancePoolTrigger Bybit = new(1m, -0.3m, -0.25m);

    [Fact]
    public void Decide_AFallBeyondTheRatio_HandsOverWhatExceedsIt()
    {
        // Bybit's first example: a pool of a million, the symbol 350,000 below its high.
        Assert.Equal(new InsurancePoolDecision(-0.35m, true, 50_000m, false), Bybit.Decide(1_000_000m, -350_000m, 1_000_000m));
    }

    [Fact]
    public void Decide_AFallToTheRatioItself_StartsWithNothingToHandOver()
    {
        // The second: a pool whose high was two millions, 600,000 below.
        InsurancePoolDecision decision = Bybit.Decide(2_000_000m, -600_000m, 1_400_000m);
        Assert.True(decision.Triggered);
        Assert.Equal(0m, decision.Loss);
    }

    [Theory]
    [InlineData(-240_000, true)]
    [InlineData(-250_000, false)]
    [InlineData(-280_000, false)]
    public void Decide_AboveTheTrigger_StopsOnlyAboveTheStopRatio(int change, bool stopped)
    {
        InsurancePoolDecision decision = Bybit.Decide(1_000_000m, change, 900_000m);
        Assert.False(decision.Triggered);
        Assert.Equal(stopped, decision.Stopped);
    }

    [Fact]
    public void Decide_AnEmptyPool_StartsWhateverTheRatio()
    {
        InsurancePoolDecision decision = Bybit.Decide(1_000_000m, -10_000m, -5_000m);
        Assert.True(decision.Triggered);
        Assert.Equal(5_000m, decision.Loss);
    }
}
