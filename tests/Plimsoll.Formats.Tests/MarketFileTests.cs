using System.IO.Compression;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class MarketFileTests
{
    // The example of the contract without its history.
    private const string Contract = """
        { "asOf": "2024-06-28T08:00:00Z",
          "indices": { "BTC/USD": "60000", "USDT/USD": { "price": "0.9998", "time": "2024-06-28T07:59:58Z", "sources": 5 } },
          "instruments": [
            { "symbol": "BTC/USDT:USDT", "contractSize": "1", "markPrice": "60010", "fundingRate": "0.0001", "fundingIntervalHours": 8, "openInterest": "81000", "volume24h": "250000" },
            { "symbol": "BTC/USD:BTC-240927-60000-C", "markPrice": "0.081", "markVolatility": "0.62", "forward": "61000" } ],
          "books": { "BTC/USDT:USDT": { "bids": [["59999", "2.1"]], "asks": [["60001", "1.8"]] } },
          "volatility": { "BTC": { "forecast": "0.031", "longRun": "0.028", "index": "0.55" } } }
        """;

    private static readonly Timestamp AsOf = Timestamp.Utc(2024, 6, 28, 8);

    [Fact]
    public void Parse_TheExampleOfTheContract_ReadsEveryField()
    {
        MarketSnapshot market = MarketFile.Parse(Contract, "market.json");
        Assert.Equal((AsOf, AsOf), (market.AsOf, market.ValuationTime));
        Assert.Equal(new IndexPrice(60000m, AsOf, null), market.Indices[(Currency.Of("BTC"), Currency.Usd)]);
        Assert.Equal(new IndexPrice(0.9998m, Timestamp.Utc(2024, 6, 28, 7, 59, 58), 5), market.Indices[(Currency.Of("USDT"), Currency.Usd)]);
        InstrumentSymbol perpetual = InstrumentSymbol.Parse("BTC/USDT:USDT"), option = InstrumentSymbol.Parse("BTC/USD:BTC-240927-60000-C");
        Assert.Equal(
            new InstrumentMarket { Instrument = Instrument.Of(perpetual), Time = AsOf, MarkPrice = 60010m, FundingRate = 0.0001, FundingIntervalHours = 8, OpenInterest = 81000m, Volume24h = 250000m },
            market.Instruments[perpetual]);
        Assert.Equal(new InstrumentMarket { Instrument = Instrument.Of(option), Time = AsOf, MarkPrice = 0.081m, MarkVolatility = 0.62, Forward = 61000m }, market.Instruments[option]);
        Assert.Equal([new BookLevel(59999m, 2.1m)], market.Books[perpetual].Bids.ToArray());
        Assert.Equal([new BookLevel(60001m, 1.8m)], market.Books[perpetual].Asks.ToArray());
        Assert.Equal(new VolatilityState(0.031, 0.028, 0.55, AsOf), market.Volatilities[Currency.Of("BTC")]);
    }

    [Theory]
    [InlineData("calm", Regime.Calm)]
    [InlineData("elevated", Regime.Elevated)]
    [InlineData("stressed", Regime.Stressed)]
    [InlineData("crisis", Regime.Crisis)]
    public void Parse_ARegime_IsReadBesideNothingElse(string word, Regime regime)
    {
        MarketSnapshot market = MarketFile.Parse($$"""{ "asOf": "2024-06-28T08:00:00Z", "volatility": { "BTC": { "regime": "{{word}}" } } }""", "market.json");
        Assert.Equal(new VolatilityState(null, null, null, AsOf) { Regime = regime }, market.Volatilities[Currency.Of("BTC")]);
    }

    [Fact]
    public void Parse_WithAValuationTime_CountsAgesToIt()
    {
        MarketSnapshot market = MarketFile.Parse(Contract, "market.json", AsOf + TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.FromSeconds(302), market.AgeOf(market.Indices[(Currency.Of("USDT"), Currency.Usd)].Time));
    }

    [Fact]
    public void Parse_DepthQuotesAndExpiry_AreReadWithTheirTimes()
    {
        MarketSnapshot market = MarketFile.Parse("""
            { "asOf": "2024-06-28T08:00:00Z",
              "instruments": [ { "symbol": "ETH-28JUN24", "expiry": "2024-06-28T16:00:00Z", "bid": "3400", "ask": "3401", "time": "2024-06-28T07:00:00Z" } ],
              "depth": { "ETH-28JUN24": { "withinPercent": 1, "bid": "120", "ask": "110", "time": "2024-06-28T07:30:00Z" } } }
            """, "market.json");
        InstrumentSymbol future = InstrumentSymbol.Parse("ETH/USD:ETH-240628");
        Assert.Equal(
            new InstrumentMarket { Instrument = new Instrument(future, 1m, Timestamp.Utc(2024, 6, 28, 16)), Time = Timestamp.Utc(2024, 6, 28, 7), Bid = 3400m, Ask = 3401m },
            market.Instruments[future]);
        Assert.Equal(new DepthSummary(0.01, 120m, 110m, Timestamp.Utc(2024, 6, 28, 7, 30)), market.Depths[future]);
    }

    [Fact]
    public void Read_GzippedFileWithHistory_UnpacksAndReadsTheFolderBesideIt()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "prices"));
            File.WriteAllText(Path.Combine(folder, "prices", "BTC-USDT.binance-spot.1h.csv"), "timestamp,close\n2024-06-28T06:00:00Z,1\n2024-06-28T07:00:00Z,2\n2024-06-28T08:00:00Z,3\n");
            using (var packed = new GZipStream(File.Create(Path.Combine(folder, "market.json.gz")), CompressionLevel.Fastest))
                packed.Write("{ \"asOf\": \"2024-06-28T08:00:00Z\", \"history\": \"prices/\" }"u8);
            MarketSnapshot market = MarketFile.Read(Path.Combine(folder, "market.json.gz"));
            Assert.Equal([1.0, 2.0], Assert.Single(market.History.Series).Close.ToArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private const string Chain = """
        timestamp,underlying,instrument,expiry,strike,type,bid,ask,mark,mark_iv,underlying_price,index_price,open_interest,volume_24h,delta,vega
        2026-01-29T04:22:27Z,BTC,BTC-30JAN26-80000-C,2026-01-30T08:00:00Z,80000,C,0.088,0.09,0.0888742,0.9633,87803.46,87774.46,4.9,4.7,1,0.00009
        2026-01-29T04:22:27Z,BTC,BTC-30JAN26-80000-P,2026-01-30T08:00:00Z,80000,P,,0.0001,,0,87803.46,87794.14,147.6,183.4,0,0.00009
        2026-01-29T10:22:27Z,BTC,BTC-30JAN26-80000-C,2026-01-30T08:00:00Z,80000,C,0.1,0.104,,0.9,88000,87900,5,4,1,0
        2026-01-29T10:23:00Z,BTC,BTC-30JAN26-80000-P,2026-01-30T08:00:00Z,80000,P,,0.0001,0,0.9,88000,87901,147,183,0,0
        """;

    [Theory]
    [InlineData(null, "2026-01-29T10:23:00Z", "0.102", "87901")]
    [InlineData("2026-01-29T10:22:59Z", "2026-01-29T04:22:27Z", "0.0888742", "87794.14")]
    [InlineData("2026-01-30T00:00:00Z", "2026-01-29T10:23:00Z", "0.102", "87901")]
    public void Parse_ChainOfSeveralSnapshots_TakesTheLatestWholeOneNotAfterTheValuation(string? at, string asOf, string mark, string index)
    {
        MarketSnapshot market = MarketFile.Parse(Chain, "chain.csv", at is null ? null : Timestamp.Parse(at));
        Assert.Equal(Timestamp.Parse(asOf), market.AsOf);
        Assert.Equal(decimal.Parse(mark, System.Globalization.CultureInfo.InvariantCulture), market.Instruments[InstrumentSymbol.Parse("BTC-30JAN26-80000-C")].MarkPrice);
        Assert.Equal(decimal.Parse(index, System.Globalization.CultureInfo.InvariantCulture), market.Indices[(Currency.Of("BTC"), Currency.Usd)].Price);
        Assert.Equal(2, market.Instruments.Count);
    }

    [Fact]
    public void Parse_ChainRowWithoutMark_TakesTheMidOfTwoSidesAndNothingOfOne()
    {
        MarketSnapshot market = MarketFile.Parse(Chain, "chain.csv", Timestamp.Parse("2026-01-29T05:00:00Z"));
        InstrumentMarket put = market.Instruments[InstrumentSymbol.Parse("BTC-30JAN26-80000-P")];
        Assert.Equal((null, null, 0.0001m, null, 87803.46m), (put.MarkPrice, put.Bid, put.Ask, put.MarkVolatility, put.Forward));
    }
}
