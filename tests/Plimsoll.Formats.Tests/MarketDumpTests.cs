using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class MarketDumpTests
{
    private static readonly InstrumentSymbol Call = InstrumentSymbol.Parse("BTC-27SEP24-60000-C");
    private static readonly InstrumentSymbol Inverse = InstrumentSymbol.Parse("BTC-PERPETUAL");
    private static readonly Timestamp AsOf = Timestamp.Utc(2024, 6, 28, 8);

    private const string BookSummary = """
        { "jsonrpc": "2.0", "usIn": 1, "result": [
          { "volume_usd": 250000.0, "volume": 4.1, "quote_currency": "USD", "open_interest": 81000, "mid_price": 60000.5, "mark_price": 60001.2, "instrument_name": "BTC-PERPETUAL",
            "estimated_delivery_price": 59990.1, "creation_timestamp": 1719561600000, "bid_price": 60000, "ask_price": 60001, "base_currency": "BTC", "funding_8h": 0.00002, "current_funding": 0.0001 },
          { "volume_usd": 1000, "volume": 7.5, "quote_currency": "BTC", "open_interest": 12.5, "mark_price": 0.081, "mark_iv": 62.0, "instrument_name": "BTC-27SEP24-60000-C", "underlying_index": "BTC-27SEP24",
            "underlying_price": 61000.5, "estimated_delivery_price": 59990.0, "creation_timestamp": 1719561599000, "bid_price": 0.08, "ask_price": null, "interest_rate": 0 },
          { "instrument_name": "BTC_USDC", "creation_timestamp": 1719561600000, "mark_price": 60000 } ] }
        """;

    [Fact]
    public void Parse_DeribitBookSummary_ConvertsUnits()
    {
        MarketSnapshot market = MarketFile.Parse(BookSummary, "x.json");
        Assert.Equal(AsOf, market.AsOf);
        Assert.Equal(
            new InstrumentMarket { Instrument = Instrument.Of(Inverse), Time = AsOf, MarkPrice = 60001.2m, Bid = 60000m, Ask = 60001m, FundingRate = 0.0001, FundingIntervalHours = 8, OpenInterest = 81000m, Volume24h = 250000m },
            market.Instruments[Inverse]);
        Assert.Equal(
            new InstrumentMarket { Instrument = Instrument.Of(Call), Time = Timestamp.FromUnixSeconds(1719561599), MarkPrice = 0.081m, Bid = 0.08m, Forward = 61000.5m, MarkVolatility = 0.62, OpenInterest = 12.5m, Volume24h = 7.5m },
            market.Instruments[Call]);
        Assert.Equal(new IndexPrice(59990.1m, AsOf, null), Assert.Single(market.Indices).Value);
        Assert.Equal(2, market.Instruments.Count);
    }

    [Fact]
    public void Parse_ResultsOfTwoCurrenciesInOneList_AreJoined()
    {
        string ether = BookSummary.Replace("BTC", "ETH", StringComparison.Ordinal);
        MarketSnapshot market = MarketFile.Parse($"[ {BookSummary}, {ether} ]", "x.json");
        Assert.Equal(["BTC", "ETH"], market.Indices.Keys.Select(pair => pair.Base.Code).Order());
    }

    private const string Tardis = """
        exchange,symbol,timestamp,local_timestamp,type,strike_price,expiration,open_interest,last_price,bid_price,bid_amount,bid_iv,ask_price,ask_amount,ask_iv,mark_price,mark_iv,underlying_index,underlying_price,delta,gamma,vega,theta,rho
        deribit,BTC-27SEP24-60000-C,1719561599000000,1719561599100000,call,60000,1727424000000000,12.5,0.08,0.08,5,61,0.082,6,63,0.081,62,SYN.BTC-27SEP24,61000.5,0.5,0,0,0,0
        deribit,BTC-28JUN24-60000-P,1719561500000000,1719561500100000,put,60000,1719561600000000,3,,,,,0.001,1,90,0.0005,60,index_price,59990,0,0,0,0,0
        deribit,BTC-27SEP24-60000-C,1719561600000000,1719561600100000,call,60000,1727424000000000,12.5,0.08,0.081,5,61,0.083,6,63,,62.5,SYN.BTC-27SEP24,61001,0.5,0,0,0,0
        """;

    [Theory]
    [InlineData("2024-06-28T08:00:00Z", "0.081", 0.62)]
    [InlineData("2024-06-28T08:00:01Z", "0.082", 0.625)]
    public void Parse_TardisStream_TakesWhatHadArrived(string at, string mark, double volatility)
    {
        MarketSnapshot market = MarketFile.Parse(Tardis, "x.csv", Timestamp.Parse(at));
        Assert.Equal(decimal.Parse(mark, System.Globalization.CultureInfo.InvariantCulture), market.Instruments[Call].MarkPrice);
        Assert.Equal(volatility, market.Instruments[Call].MarkVolatility);
        Assert.Equal(new IndexPrice(59990m, Timestamp.FromUnixSeconds(1719561500), null), market.Indices[(Currency.Of("BTC"), Currency.Usd)]);
        Assert.Equal(2, market.Instruments.Count);
    }

    [Fact]
    public void Parse_CcxtTickers_TakeMarkThenMidThenLast()
    {
        string text = """
            { "BTC/USDT:USDT": { "symbol": "BTC/USDT:USDT", "timestamp": 1719561600000, "datetime": "2024-06-28T08:00:00.000Z", "bid": 59999, "ask": 60001, "last": 60002, "markPrice": 60010, "indexPrice": 60000, "baseVolume": 250000, "quoteVolume": 1.5e10, "info": {} },
              "ETH/USDT:USDT": { "symbol": "ETH/USDT:USDT", "timestamp": null, "datetime": "2024-06-28T07:59:00.000Z", "bid": 3400, "ask": 3401, "last": 3390, "info": {} },
              "BTC/USD:BTC": { "symbol": "BTC/USD:BTC", "timestamp": 1719561600000, "bid": null, "ask": null, "last": 60020, "baseVolume": 4, "quoteVolume": 240000, "info": {} },
              "SOL/USDT": { "symbol": "SOL/USDT", "timestamp": 1719561600000, "bid": 149, "ask": 151, "last": 140, "info": {} } }
            """;
        MarketSnapshot market = MarketFile.Parse(text, "x.json");
        decimal? Mark(string symbol) => market.Instruments[InstrumentSymbol.Parse(symbol)].MarkPrice;
        Assert.Equal((60010m, 3400.5m, 60020m), (Mark("BTC/USDT:USDT"), Mark("ETH/USDT:USDT"), Mark("BTC/USD:BTC")));
        Assert.Equal((250000m, 240000m), (market.Instruments[InstrumentSymbol.Parse("BTC/USDT:USDT")].Volume24h, market.Instruments[Inverse].Volume24h));
        Assert.Equal((60000m, 150m), (market.Indices[(Currency.Of("BTC"), Currency.Of("USDT"))].Price, market.Indices[(Currency.Of("SOL"), Currency.Of("USDT"))].Price));
        Assert.Equal((AsOf, 3), (market.AsOf, market.Instruments.Count));
    }

    [Fact]
    public void Parse_CcxtOptionChain_ReadsVolatilityFromTheVenuesAnswer()
    {
        string text = """
            { "BTC/USD:BTC-240927-60000-C": { "info": { "mark_iv": "62.0", "estimated_delivery_price": "59990", "creation_timestamp": "1719561600000" }, "currency": "BTC", "symbol": "BTC/USD:BTC-240927-60000-C",
                "timestamp": 1719561600000, "datetime": "2024-06-28T08:00:00.000Z", "impliedVolatility": null, "openInterest": 12.5, "bidPrice": 0.08, "askPrice": 0, "midPrice": 0.081, "markPrice": 0.081, "lastPrice": 0.08,
                "underlyingPrice": 61000.5, "change": null, "percentage": 1, "baseVolume": 7.5, "quoteVolume": 1 } }
            """;
        MarketSnapshot market = MarketFile.Parse(text, "x.json");
        Assert.Equal(
            new InstrumentMarket { Instrument = Instrument.Of(Call), Time = AsOf, MarkPrice = 0.081m, Bid = 0.08m, Forward = 61000.5m, MarkVolatility = 0.62, OpenInterest = 12.5m, Volume24h = 7.5m },
            market.Instruments[Call]);
        Assert.Equal(59990m, market.Indices[(Currency.Of("BTC"), Currency.Usd)].Price);
    }

    [Fact]
    public void Parse_TickerWithoutTime_IsOfTheValuationTimeOrRefused()
    {
        string text = """[ { "symbol": "BTC/USDT:USDT", "timestamp": null, "datetime": null, "last": 60000, "info": {} } ]""";
        Assert.Equal(AsOf, MarketFile.Parse(text, "x.json", AsOf).AsOf);
        var thrown = Assert.Throws<InvalidInputException>(() => MarketFile.Parse(text, "x.json"));
        Assert.Equal("x.json:1, [0]: the item carries no time; state the valuation time, which then counts as its time.", Assert.Single(thrown.Problems).ToString());
    }
}
