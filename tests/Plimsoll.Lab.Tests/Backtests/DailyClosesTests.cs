using Plimsoll.Lab.Backtests;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Lab.Tests.Backtests;

public class DailyClosesTests
{
    [Fact]
    public void Of_HourlyBars_TakesTheCloseAtMidnight()
    {
        long midnight = Timestamp.Utc(2024, 3, 2).UnixSeconds;
        var series = new BarSeries
        {
            Base = Currency.Of("BTC"), Quote = Currency.Of("USDT"), Venue = "v", Kind = MarketKind.Spot, Step = TimeSpan.FromHours(1),
            OpenTimes = new[] { midnight - 7200, midnight - 3600, midnight }, Close = new[] { 10.0, 11.0, 12.0 }, Volume = new[] { 2.0, 3.0, 4.0 },
        };
        DailyCloses closes = DailyCloses.Of(new PriceHistory([series]), null);

        int day = closes.DayAt(Timestamp.Utc(2024, 3, 2));
        Assert.Equal(11.0, closes.Assets[0].Coin[day]);
        Assert.Equal((2 * 10.0) + (3 * 11.0), closes.Assets[0].Volume[day]);
    }

    [Fact]
    public void Of_MissingDay_LeavesAGapAndBridgesNothing()
    {
        DailyCloses closes = DailyCloses.Of(new PriceHistory([Bars.Daily("BTC", MarketKind.Spot, "USDT", "v", ("2024-03-01", 10), ("2024-03-02", 11), ("2024-03-04", 20), ("2024-03-05", 22))]), null);

        AssetCloses btc = closes.Assets[0];
        Assert.Equal([double.NaN, Math.Log(1.1), double.NaN, double.NaN, Math.Log(1.1)], btc.CoinReturn.Select(move => Math.Round(move, 12)), (a, b) => double.IsNaN(a) ? double.IsNaN(b) : Math.Abs(a - b) < 1e-11);
        Assert.Equal(2, btc.Known(4));
    }

    [Fact]
    public void Of_TwoSources_JoinsThemByReturnsAndNeverByLevels()
    {
        // The perpetual stands 10 % above spot; the day that spot is gone has the perpetual's return and no jump.
        DailyCloses closes = DailyCloses.Of(
            new PriceHistory(
            [
                Bars.Daily("BTC", MarketKind.Spot, "USDT", "v", ("2024-03-01", 100), ("2024-03-02", 101)),
                Bars.Daily("BTC", MarketKind.Perpetual, "USDT", "v", ("2024-03-02", 111.1), ("2024-03-03", 113.322)),
            ]), null);

        Assert.Equal(Math.Log(1.01), closes.Assets[0].CoinReturn[1], 12);
        Assert.Equal(Math.Log(1.02), closes.Assets[0].CoinReturn[2], 12);
        Assert.Equal(0.0, closes.Assets[0].BasisReturn[2]);
        Assert.False(closes.Assets[0].HasBasis(2));
    }

    [Fact]
    public void Of_PerpetualBesideSpot_GivesTheBasisReturn()
    {
        DailyCloses closes = DailyCloses.Of(
            new PriceHistory(
            [
                Bars.Daily("BTC", MarketKind.Spot, "USDT", "v", ("2024-03-01", 100), ("2024-03-02", 110)),
                Bars.Daily("BTC", MarketKind.Perpetual, "USDT", "v", ("2024-03-01", 100), ("2024-03-02", 111)),
            ]), null);

        Assert.Equal(0.11, closes.Assets[0].PerpetualGain(1), 12);
        Assert.Equal(0.10, closes.Assets[0].CoinGain(1), 12);
        Assert.True(closes.Assets[0].HasBasis(1));
    }

    [Fact]
    public void Of_AssetWithoutBars_IsRefusedByName()
    {
        var wrong = Assert.Throws<InvalidInputException>(() => DailyCloses.Of(new PriceHistory([Bars.Daily("BTC", MarketKind.Spot, "USDT", "v", ("2024-03-01", 100))]), [Currency.Of("ETH")]));
        Assert.Contains("there are no bars of ETH; there are BTC", wrong.Problems[0].ToString(), StringComparison.Ordinal);
    }
}
