using System.Globalization;
using System.IO.Compression;
using System.Text;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public sealed class HistoryFolderTests : IDisposable
{
    private static readonly Timestamp Later = Timestamp.Utc(2100, 1, 1);
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    [Fact]
    public void Read_BarFile_GivesItsColumnsByNameInAnyOrder()
    {
        Write("BTC-USDT.binance-perp.1h.csv", "timestamp,close,volume,open,high,low,mark_close\r\n2024-01-01T00:00:00Z,2,10,1.5,3,1,2.1\r\n2024-01-01T03:00:00Z,2.5,,2,2.6,,\r\n");
        BarSeries series = Assert.Single(HistoryFolder.Read(folder, Later).Series);
        Assert.Equal(("BTC", "USDT", "binance", MarketKind.Perpetual, TimeSpan.FromHours(1)), (series.Base.Code, series.Quote.Code, series.Venue, series.Kind, series.Step));
        Assert.Equal([Timestamp.Utc(2024, 1, 1).UnixSeconds, Timestamp.Utc(2024, 1, 1, 3).UnixSeconds], series.OpenTimes.ToArray());
        Assert.Equal([1.5, 2.0], series.Open.ToArray());
        Assert.Equal([3, 2.6], series.High.ToArray());
        Assert.Equal([1, double.NaN], series.Low.ToArray());
        Assert.Equal([2, 2.5], series.Close.ToArray());
        Assert.Equal([10, double.NaN], series.Volume.ToArray());
    }

    [Fact]
    public void Read_BarsThatCloseAfterUntil_AreLeftOut()
    {
        Write("BTC-USDT.binance-spot.1h.csv", "timestamp,close\n2024-01-01T00:00:00Z,1\n2024-01-01T01:00:00Z,2\n2024-01-01T02:00:00Z,broken\n");
        Assert.Equal([1.0], Assert.Single(HistoryFolder.Read(folder, Timestamp.Utc(2024, 1, 1, 1, 59, 59)).Series).Close.ToArray());
        Assert.Empty(HistoryFolder.Read(folder, Timestamp.Utc(2024, 1, 1)).Series);
    }

    [Fact]
    public void Read_PanelAndFileOfOneMarket_AreJoinedAndTheFileCountsWhereBothHaveABar()
    {
        Write("BTC-USDT.binance-spot.1h.csv", "timestamp,close,volume\n2024-01-01T01:00:00Z,7,5\n2024-01-01T03:00:00Z,8,6\n");
        Write("panel.binance-spot.close.1h.csv", "timestamp,BTC\n2024-01-01T00:00:00Z,1\n2024-01-01T01:00:00Z,2\n2024-01-01T02:00:00Z,3\n2024-01-01T04:00:00Z,4\n");
        BarSeries series = Assert.Single(HistoryFolder.Read(folder, Later).Series);
        Assert.Equal([0, 1, 2, 3, 4], series.OpenTimes.ToArray().Select(time => (int)((time - Timestamp.Utc(2024, 1, 1).UnixSeconds) / 3600)));
        Assert.Equal([1.0, 7, 3, 8, 4], series.Close.ToArray());
        Assert.Equal([double.NaN, 5, double.NaN, 6, double.NaN], series.Volume.ToArray());
        Assert.True(series.High.IsEmpty);
    }

    [Fact]
    public void Read_Panel_GivesOneSeriesACoinWithoutFillingGaps()
    {
        Write("panel.binance-spot.close.1h.csv", "timestamp,BTC,USDC,LUNA\n2024-01-01T00:00:00Z,1,,\n2024-01-01T01:00:00Z,2,0.99,\n");
        Write("BTC-USDT.binance-spot.1h.csv", "timestamp,close\n2024-01-01T00:00:00Z,7\n");
        PriceHistory history = HistoryFolder.Read(folder, Later);
        Assert.Equal(["BTC", "USDC"], history.Series.Select(series => series.Base.Code));
        Assert.Equal([7.0, 2.0], history.Series[0].Close.ToArray());
        Assert.Equal([Timestamp.Utc(2024, 1, 1, 1).UnixSeconds], history.Series[1].OpenTimes.ToArray());
        Assert.Equal("USDT", history.Series[1].Quote.Code);
    }

    [Fact]
    public void ReadChains_FileWithTwoSnapshots_GivesAMarketForEach()
    {
        Write("BTC.deribit-chain.daily.csv", "timestamp,underlying,instrument,expiry,strike,type,bid,ask,mark,mark_iv,underlying_price,index_price\n"
            + "2026-01-01T09:18:35Z,BTC,BTC-30JAN26-90000-C,2026-01-30T08:00:00Z,90000,C,0.04,0.05,0.045,0.5,90100,90000\n"
            + "2026-01-01T09:18:36Z,BTC,BTC-30JAN26-90000-P,2026-01-30T08:00:00Z,90000,P,0.04,0.05,0.044,0.5,90100,90001\n"
            + "2026-01-02T09:18:00Z,BTC,BTC-30JAN26-90000-C,2026-01-30T08:00:00Z,90000,C,0.05,0.06,0.055,0.5,91100,91000\n");
        Write("ETH.deribit-chain.daily.csv", "nonsense");
        Write("BTC.deribit-quotes.csv", "nonsense");
        var markets = OptionChainFolder.Read(folder, [Currency.Of("BTC")]);
        Assert.Equal(["2026-01-01T09:18:36Z", "2026-01-02T09:18:00Z"], markets.Select(market => market.AsOf.ToString()));
        Assert.Equal([2, 1], markets.Select(market => market.Instruments.Count));
        Assert.Equal(91_000m, markets[1].Indices[(Currency.Of("BTC"), Currency.Usd)].Price);
        Assert.Throws<InvalidInputException>(() => OptionChainFolder.Read(folder, [Currency.Of("ETH")]));
    }

    [Theory]
    [InlineData("BTC-USDT.binance-perp.funding.csv")]
    [InlineData("BTC-USDT.binance-perp.depth1pct.8h.csv")]
    [InlineData("BTC-USD.yahoo.1d.csv")]
    [InlineData("BTC-USDT.bybit-perp.oi.1h.csv.gz")]
    [InlineData("README.md")]
    public void Read_FileOfAnotherKind_IsLeftAlone(string name)
    {
        Write(name, "nonsense");
        Assert.Empty(HistoryFolder.Read(folder, Later).Series);
    }

    [Fact]
    public void Read_ManyBrokenRows_TellsTwentyAndCountsTheRest()
    {
        Write("BTC-USDT.binance-spot.1h.csv", "timestamp,close\n" + string.Concat(Enumerable.Repeat("yesterday,1\n", 33)));
        var thrown = Assert.Throws<InvalidInputException>(() => HistoryFolder.Read(folder, Later));
        Assert.Equal(21, thrown.Problems.Length);
        Assert.Equal("BTC-USDT.binance-spot.1h.csv:2, timestamp: 'yesterday' is no ISO-8601 UTC time; write the open of the bar, as 2024-06-28T08:00:00Z.", thrown.Problems[0].ToString());
        Assert.Equal("BTC-USDT.binance-spot.1h.csv: 13 more rows or fields are wrong; mend the ones above first.", thrown.Problems[20].ToString());
    }

    [Fact]
    public void Read_DamagedGzip_SaysSo()
    {
        using (var packed = new GZipStream(File.Create(Path.Combine(folder, "BTC-USDT.binance-spot.1h.csv.gz")), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(Hourly(1000)));
        string path = Path.Combine(folder, "BTC-USDT.binance-spot.1h.csv.gz");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..2000]);
        var thrown = Assert.Throws<InvalidInputException>(() => HistoryFolder.Read(folder, Later));
        Assert.Equal("BTC-USDT.binance-spot.1h.csv.gz: the gzip data is damaged or cut off; fetch or pack the file again.", Assert.Single(thrown.Problems).ToString());
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("2000-02-29T23:59:59Z")]
    [InlineData("2024-02-29T08:00:00Z")]
    [InlineData("2023-12-31T12:34:56Z")]
    [InlineData("2026-03-01T00:00:00Z")]
    [InlineData("1969-12-31T00:00:00Z")]
    public void TryTime_QuickForm_AgreesWithTheTimestampOfTheCore(string text)
    {
        Assert.True(RowScanner.TryTime(Encoding.UTF8.GetBytes(text), out long seconds));
        Assert.Equal(Timestamp.Parse(text).UnixSeconds, seconds);
    }

    [Theory]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("2023-13-01T00:00:00Z")]
    [InlineData("2023-01-01T24:00:00Z")]
    [InlineData("2023-01-0xT00:00:00Z")]
    [InlineData("1700000000")]
    [InlineData("")]
    public void TryTime_NoTime_IsRefused(string text) => Assert.False(RowScanner.TryTime(Encoding.UTF8.GetBytes(text), out _));

    internal static string Hourly(int hours)
    {
        var text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        Timestamp time = Timestamp.Utc(2018, 1, 1);
        for (int i = 0; i < hours; i++, time += TimeSpan.FromHours(1))
            text.Append(CultureInfo.InvariantCulture, $"{time},{30000.12 + i},{30100.5 + i},{29900.25 + i},{30050.75 + i},{1234.567 + (i % 97)}\n");
        return text.ToString();
    }
}
