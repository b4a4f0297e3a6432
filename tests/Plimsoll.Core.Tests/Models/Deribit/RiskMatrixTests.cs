using Plimsoll.Instruments;
using Plimsoll.Models;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Deribit;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Deribit;

public class RiskMatrixTests
{
    [Fact]
    public void Of_FarCallsSold_TakesTheWorstFromTheDampenedExtendedTable()
    {
        // Numbers from the Python script of worked example C: 400 calls at 150,000, 20 days, volatility 80 %.
        RiskMatrix matrix = RiskMatrix.Of([Pair(Option(-400, OptionSide.Call, 61_000, 150_000, 20, 0.8)) with { IndexUsd = 60_500m, SettleUsd = 60_500m }], DeribitPortfolio.Parameters);

        double[] before = [1.717406593809222e-06, -7.411881136511353e-05, -1.1627810820020927, -5.04711356006355, -18.155999875600415, -28.677329487809086, -35.083798058972505, -39.076937672119556];
        double[] counted = [0, 0, 0, 0, -1.7695649938677285, -3.385223474699938, -0.8860209144868989, 0];
        for (int k = 0; k < 8; k++)
        {
            Assert.Equal(before[k], matrix.Evidence.Pairs[0].Extended[k], 1e-10);
            Assert.Equal(counted[k], matrix.Evidence.Counted[0].Extended[k], 1e-10);
        }

        Assert.Equal(("extended", 6, 6, "right"), (matrix.Evidence.Worst.Source, matrix.Evidence.Worst.Index, matrix.Evidence.Worst.Bucket, matrix.Evidence.Worst.Side));
        Assert.Equal(3.385223475m, matrix.WorstCase);
    }

    [Fact]
    public void Of_NothingLost_HasAWorstCaseOfZero()
    {
        RiskMatrix matrix = RiskMatrix.Of([], DeribitPortfolio.Parameters);

        Assert.Equal(0m, matrix.Margin);
        Assert.Equal(1, matrix.Evidence.Worst.Index);
    }

    [Fact]
    public void Of_UnknownVolatility_IsRefused() =>
        Assert.Throws<OverflowException>(() => RiskMatrix.Of([Pair(Option(-1, OptionSide.Call, 61_000, 60_000, 20, double.NaN))], DeribitPortfolio.Parameters));

    // Long options may reduce the delta of futures and sold options, never raise it or turn it round.
    [Theory]
    [InlineData(30, -100, -70)]
    [InlineData(130, -100, 0)]
    [InlineData(-30, -100, -100)]
    [InlineData(-30, 100, 70)]
    [InlineData(-130, 100, 0)]
    [InlineData(30, 100, 100)]
    [InlineData(50, 0, 0)]
    public void DeltaAtRisk_OfBoughtOptionsAndTheRest_IsThatOfTheRestReduced(int bought, int rest, int atRisk) => Assert.Equal(atRisk, RiskMatrixPair.DeltaAtRisk(bought, rest));

    // 60,000 a coin: 300 coins are 18 m, below the threshold; 1,000 are 60 m: (60 m − 20 m)·1,000·0.00005 = 2 m USD; 5,000 are 300 m: 70 m, capped at a tenth of 300 m.
    [Theory]
    [InlineData(300, 0)]
    [InlineData(-1000, 2_000_000)]
    [InlineData(5000, 30_000_000)]
    public void DeltaShock_OfALargeFuture_RisesWithItsSizeUpToTheCap(int coins, int usd)
    {
        Assert.Equal(usd / 60_000m, Pair(Future(coins, null)).DeltaShock(), 12);
        RiskMatrixPair linear = Pair(Future(coins, null)) with { IsInverse = false, SettleUsd = 0.8m };
        Assert.Equal(usd / 0.8m, linear.DeltaShock(), 12);
    }

    [Fact]
    public void RollShock_OfACalendarSpread_IsGrossOverExpiriesAndRisesWithTime()
    {
        Timestamp near = Timestamp.Utc(2024, 6, 28, 8), far = Timestamp.Utc(2025, 6, 27, 8);
        RiskMatrixPair pair = Pair(Future(10, near), Future(-10, far), Future(3, null), Future(-1, null));

        // 0.075 a year is below the least move of 1 % for 11 days; for 375 days it is e^(0.075·375/365) − 1.
        decimal rate = (decimal)(Math.Exp(0.075 * 375 / 365) - 1);
        Assert.Equal((10m * 0.01m) + (10m * rate) + (2m * 0.01m), pair.RollShock(), 12);
        Assert.Equal(pair.RollShock(), pair.Positions.Sum(pair.RollShare), 12);
    }

    [Fact]
    public void Offset_OfAGain_CountsInPartUpToTheMost()
    {
        RiskMatrixPair pair = Pair() with { Currency = DeribitPortfolio.InBtc with { PnlOffset = 0.5, MaximumOffset = 120_000 } };

        Assert.Equal(1.5, pair.Offset(3));
        Assert.Equal(2, pair.Offset(30), 1e-12);
        Assert.Equal(-30, pair.Offset(-30));
    }

    [Fact]
    public void Dampened_OfAGainOrLoss_ComesNearerToZeroAndNotBeyond()
    {
        // At +100 %: (1/0.16 − 1)·100,000 USD at the end of the range, 1.16·60,000.
        double allowance = 5.25 * 100_000 / (1.16 * 60_000);
        RiskMatrixPair pair = Pair() with { Currency = DeribitPortfolio.InBtc with { PnlOffset = 1, MaximumOffset = 1e9 } };

        Assert.Equal(-20 + allowance, pair.Dampened(-20, 1), 1e-12);
        Assert.Equal(20 - allowance, pair.Dampened(20, 1), 1e-12);
        Assert.Equal(0, pair.Dampened(-5, 1));
        Assert.Equal(-5, pair.Dampened(-5, 0.1));
    }

    private static RiskMatrixPair Pair(params RiskMatrixPosition[] positions) => new("btc_btc", true, 60_000m, 60_000m, DeribitPortfolio.Btc, DeribitPortfolio.InBtc, [.. positions]);

    private static RiskMatrixPosition Future(int coins, Timestamp? expiry) =>
        RiskMatrixPosition.Future("future " + expiry + coins, InstrumentSymbol.Parse("BTC/USD:BTC"), expiry, coins, 60_000m, Timestamp.Utc(2024, 6, 17, 8));

    private static RiskMatrixPosition Option(double coins, OptionSide side, double forward, double strike, double days, double volatility) =>
        new("option", RepricedPosition.Option(true, coins, side, forward, strike, days / 365, volatility), 0m, Timestamp.Utc(2024, 7, 7, 8), days / 365);
}
