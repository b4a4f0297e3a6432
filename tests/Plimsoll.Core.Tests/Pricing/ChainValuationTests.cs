using System.Collections.Frozen;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Pricing;

public class ChainValuationTests
{
    private static readonly Timestamp Now = Timestamp.Parse("2026-01-31T08:00:00Z");
    private static readonly Currency Btc = Currency.Of("BTC");

    [Fact]
    public void Of_InverseOptionPricedAtAVolatility_FindsThatVolatilityAndValuesItAtItsMark()
    {
        InstrumentValuation put = Chain().Expiries[0].Options.Single(one => one.Market.Instrument.Symbol.ToString() == "BTC/USD:BTC-260327-70000-P");
        double years = Now.YearsTo(Timestamp.Parse("2026-03-27T08:00:00Z"));
        OptionGreeks expected = Black76.Greeks(OptionSide.Put, 80_500, 70_000, years, 0.62);

        Assert.Equal(0.62, put.ImpliedVolatility!.Value, 1e-9);
        Assert.Equal((double)put.Market.MarkPrice!.Value, put.Value!.Value, 1e-10);
        Assert.Equal(expected.Vega, put.Greeks!.Value.Vega, 1e-6);
        Assert.Equal(0.1 * (expected.Delta - (expected.Value / 80_500)), put.CoinDelta!.Value, 1e-9);
    }

    [Fact]
    public void Of_Chain_OrdersExpiriesAndStrikesAndFitsEachOnce()
    {
        ChainValuation chain = Chain();

        ChainExpiry expiry = Assert.Single(chain.Expiries);
        Assert.Equal(80_500, expiry.Forward);
        Assert.Null(expiry.ForwardFallback);
        Assert.Equal(SliceOrigin.Fitted, expiry.Fit!.Origin);
        Assert.Equal(expiry.Options.Select(one => one.Market.Instrument.Symbol.Strike).Order(), expiry.Options.Select(one => one.Market.Instrument.Symbol.Strike));
        Assert.All(expiry.Options, option => Assert.Equal(option.Volatility!.Value, option.FittedVolatility!.Value, 0.02));
    }

    [Fact]
    public void Of_PerpetualAndFuture_HaveTheirBasisAndMoveLikeTheirCoins()
    {
        ChainValuation chain = Chain();

        Assert.Equal(["BTC/USD:BTC", "BTC/USDT:USDT", "BTC/USD:BTC-260327"], chain.Futures.Select(one => one.Market.Instrument.Symbol.ToString()));
        Assert.Equal(80_400.0 / 80_000 - 1, chain.Futures[2].Basis!.Value, 1e-12);
        Assert.Equal(10.0 / 80_000, chain.Futures[0].CoinDelta!.Value, 1e-15);
        Assert.Equal(1, chain.Futures[1].CoinDelta);
    }

    [Fact]
    public void Of_OptionThatNothingIsKnownOf_HasNoValue()
    {
        var symbol = InstrumentSymbol.Parse("XRP/USDT:USDT-260327-2-C");
        MarketSnapshot market = new() { AsOf = Now, ValuationTime = Now, Instruments = new[] { new InstrumentMarket { Instrument = Instrument.Of(symbol), Time = Now } }.ToFrozenDictionary(one => one.Instrument.Symbol) };

        InstrumentValuation option = Assert.Single(Assert.Single(ChainValuation.Of(market, Currency.Of("XRP")).Expiries).Options);

        Assert.Null(option.Value);
        Assert.Null(option.Greeks);
        Assert.Null(option.Forward);
    }

    private static ChainValuation Chain()
    {
        static InstrumentMarket Future(string symbol, decimal mark, decimal size = 1m) =>
            new() { Instrument = new Instrument(InstrumentSymbol.Parse(symbol), size, InstrumentSymbol.Parse(symbol).Expiry), Time = Now, MarkPrice = mark };
        static InstrumentMarket Option(string symbol, double volatility)
        {
            var parsed = InstrumentSymbol.Parse(symbol);
            double value = Black76.Value(parsed.Side!.Value, 80_500, (double)parsed.Strike!.Value, Now.YearsTo(parsed.Expiry!.Value), volatility);
            return new() { Instrument = new Instrument(parsed, 0.1m, parsed.Expiry), Time = Now, MarkPrice = (decimal)(value / 80_500), Forward = 80_500m };
        }

        InstrumentMarket[] instruments =
        [
            Future("BTC/USDT:USDT", 80_100m), Future("BTC/USD:BTC", 80_000m, 10m), Future("BTC/USD:BTC-260327", 80_400m),
            Option("BTC/USD:BTC-260327-70000-P", 0.62), Option("BTC/USD:BTC-260327-75000-P", 0.58), Option("BTC/USD:BTC-260327-80000-P", 0.555), Option("BTC/USD:BTC-260327-85000-C", 0.55),
            Option("BTC/USD:BTC-260327-90000-C", 0.555), Option("BTC/USD:BTC-260327-100000-C", 0.58), Option("BTC/USD:BTC-260327-110000-C", 0.61),
        ];
        var market = new MarketSnapshot
        {
            AsOf = Now,
            ValuationTime = Now,
            Indices = new Dictionary<(Currency, Currency), IndexPrice>
            {
                [(Btc, Currency.Usd)] = new(80_000m, Now, null),
                [(Currency.Of("USDT"), Currency.Usd)] = new(1m, Now, null),
            }.ToFrozenDictionary(),
            Instruments = instruments.ToFrozenDictionary(one => one.Instrument.Symbol),
        };
        return ChainValuation.Of(market, Btc);
    }
}
