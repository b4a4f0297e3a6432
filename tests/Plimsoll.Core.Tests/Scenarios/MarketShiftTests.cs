using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Scenarios;

public class MarketShiftTests
{
    private static readonly Timestamp Now = Timestamp.Parse("2026-01-31T08:00:00Z");
    private static readonly Currency Btc = Currency.Of("BTC"), Usdt = Currency.Of("USDT");

    [Fact]
    public void Apply_SpotFall_MovesIndexFuturesBooksAndForwardsByTheSameFactor()
    {
        MarketSnapshot after = MarketShift.Spot(Market(), Btc, -0.10m);

        Assert.Equal(72_000m, after.Indices[(Btc, Currency.Usd)].Price);
        Assert.Equal(72_090m, Mark(after, "BTC/USDT:USDT"));
        Assert.Equal(72_180m, Mark(after, "BTC/USD:BTC-260327"));
        Assert.Equal(72_072m, after.Books[InstrumentSymbol.Parse("BTC/USDT:USDT")].Bids[0].Price);
        Assert.Equal(72_900m, after.Instruments[InstrumentSymbol.Parse("BTC/USD:BTC-260327-80000-C")].Forward);
        Assert.Equal(2_500m, after.Indices[(Currency.Of("ETH"), Currency.Usd)].Price);
        Assert.Equal(1m, after.Indices[(Usdt, Currency.Usd)].Price);
    }

    [Fact]
    public void Apply_SpotFall_KeepsTheSmileInMoneynessAndRepricesInCoin()
    {
        // The call struck at 80,000 under a forward of 72,900 has the moneyness that 88,888.9 has under 81,000: between the listed 80,000 (0.50) and 100,000 (0.70).
        MarketSnapshot after = MarketShift.Spot(Market(), Btc, -0.10m);
        double k = Math.Log(80_000.0 / 72_900), low = Math.Log(80_000.0 / 81_000), high = Math.Log(100_000.0 / 81_000);
        double volatility = 0.50 + (0.20 * (k - low) / (high - low));
        double years = Now.YearsTo(Timestamp.Parse("2026-03-27T08:00:00Z"));
        double expected = 0.06 + (Black76.Value(OptionSide.Call, 72_900, 80_000, years, volatility) / 72_900) - (Black76.Value(OptionSide.Call, 81_000, 80_000, years, 0.50) / 81_000);

        InstrumentMarket call = after.Instruments[InstrumentSymbol.Parse("BTC/USD:BTC-260327-80000-C")];

        Assert.Equal(volatility, call.MarkVolatility!.Value, 1e-12);
        Assert.Equal(expected, (double)call.MarkPrice!.Value, 1e-11);
    }

    [Fact]
    public void Apply_VolatilityRise_ScalesMarkVolatilitiesAndLeavesPrices()
    {
        MarketSnapshot after = MarketShift.Apply(Market(), [new MarketShock(Btc, ShockedFactor.Volatility, 0.30m)]);

        InstrumentMarket call = after.Instruments[InstrumentSymbol.Parse("BTC/USD:BTC-260327-80000-C")];
        Assert.Equal(0.65, call.MarkVolatility!.Value, 1e-12);
        Assert.True(call.MarkPrice > 0.06m);
        Assert.Equal(80_100m, Mark(after, "BTC/USDT:USDT"));
    }

    [Fact]
    public void Apply_MoveOfZero_KeepsEveryMark()
    {
        MarketSnapshot before = Market();
        MarketSnapshot after = MarketShift.Apply(before, [new MarketShock(null, ShockedFactor.Spot, 0m), new MarketShock(null, ShockedFactor.Volatility, 0m)]);

        Assert.All(before.Instruments, entry => Assert.Equal(entry.Value.MarkPrice, after.Instruments[entry.Key].MarkPrice));
    }

    [Fact]
    public void Apply_AllSpot_MovesEveryCoinButTheOnesOthersAreQuotedIn()
    {
        MarketSnapshot after = MarketShift.Apply(Market(), [new MarketShock(null, ShockedFactor.Spot, -0.20m)]);

        Assert.Equal(64_000m, after.Indices[(Btc, Currency.Usd)].Price);
        Assert.Equal(2_000m, after.Indices[(Currency.Of("ETH"), Currency.Usd)].Price);
        Assert.Equal(1m, after.Indices[(Usdt, Currency.Usd)].Price);
    }

    [Fact]
    public void Apply_PegBreaks_RaisesMarksQuotedInItAndKeepsTheirDollarValue()
    {
        MarketSnapshot after = MarketShift.Spot(Market(), Usdt, -0.20m);

        Assert.Equal(0.8m, after.Indices[(Usdt, Currency.Usd)].Price);
        Assert.Equal(100_125m, Mark(after, "BTC/USDT:USDT"));
        Assert.Equal(80_000m, after.Indices[(Btc, Currency.Usd)].Price);
    }

    [Fact]
    public void Apply_OptionWithoutForwardOrVolatility_HasNoMarkAfterwards()
    {
        MarketSnapshot market = Market();
        var put = InstrumentSymbol.Parse("ETH/USD:ETH-260327-2000-P");
        InstrumentMarket bare = new() { Instrument = Instrument.Of(put), Time = Now, MarkVolatility = null, MarkPrice = null };
        market = market with { Instruments = market.Instruments.Append(new(put, bare)).ToFrozenDictionary() };

        Assert.Null(MarketShift.Spot(market, Currency.Of("ETH"), -0.1m).Instruments[put].MarkPrice);
    }

    [Fact]
    public void Apply_UnknownCoinAndImpossibleMove_NamesBoth()
    {
        var refused = Assert.Throws<InvalidInputException>(() => MarketShift.Apply(
            Market(), [new MarketShock(Currency.Of("XYZ"), ShockedFactor.Spot, 0.1m), new MarketShock(Btc, ShockedFactor.Spot, -1m)]));

        Assert.Collection(
            refused.Problems,
            problem => Assert.Equal("shock \"XYZ spot +10 %\": the market holds no XYZ; it holds BTC, ETH, USDT.", problem.ToString()),
            problem => Assert.Contains("leaves no price", problem.Message, StringComparison.Ordinal));
    }

    private static decimal? Mark(MarketSnapshot market, string symbol) => market.Instruments[InstrumentSymbol.Parse(symbol)].MarkPrice;

    private static MarketSnapshot Market()
    {
        static InstrumentMarket Option(string symbol, decimal mark, double volatility) =>
            new() { Instrument = Instrument.Of(InstrumentSymbol.Parse(symbol)), Time = Now, MarkPrice = mark, Forward = 81_000m, MarkVolatility = volatility };
        static InstrumentMarket Future(string symbol, decimal mark) =>
            new() { Instrument = Instrument.Of(InstrumentSymbol.Parse(symbol)), Time = Now, MarkPrice = mark };
        InstrumentMarket[] instruments =
        [
            Future("BTC/USDT:USDT", 80_100m), Future("BTC/USD:BTC-260327", 80_200m), Future("ETH/USDT:USDT", 2_501m),
            Option("BTC/USD:BTC-260327-80000-C", 0.06m, 0.50), Option("BTC/USD:BTC-260327-100000-C", 0.02m, 0.70),
        ];
        return new MarketSnapshot
        {
            AsOf = Now,
            ValuationTime = Now,
            Indices = new Dictionary<(Currency, Currency), IndexPrice>
            {
                [(Btc, Currency.Usd)] = new(80_000m, Now, null),
                [(Currency.Of("ETH"), Currency.Usd)] = new(2_500m, Now, null),
                [(Usdt, Currency.Usd)] = new(1m, Now, null),
            }.ToFrozenDictionary(),
            Instruments = instruments.ToFrozenDictionary(one => one.Instrument.Symbol),
            Books = new Dictionary<InstrumentSymbol, OrderBook>
            {
                [InstrumentSymbol.Parse("BTC/USDT:USDT")] = new([new(80_080m, 2m)], [new(80_120m, 2m)], Now),
            }.ToFrozenDictionary(),
        };
    }
}
