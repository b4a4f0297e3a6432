using System.Collections.Frozen;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Pricing;

public class MarketForwardsTests
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 1, 1, 8);

    private static InstrumentMarket Quote(string symbol, decimal? mark = null, decimal? forward = null, decimal? bid = null, decimal? ask = null) => new()
    {
        Instrument = Instrument.Of(InstrumentSymbol.Parse(symbol)), Time = Now, MarkPrice = mark, Forward = forward, Bid = bid, Ask = ask,
    };

    private static MarketSnapshot Market(params InstrumentMarket[] quotes) => new()
    {
        AsOf = Now,
        ValuationTime = Now,
        Indices = new Dictionary<(Currency, Currency), IndexPrice> { [(Currency.Of("BTC"), Currency.Usd)] = new(100_000m, Now, null) }.ToFrozenDictionary(),
        Instruments = quotes.ToFrozenDictionary(quote => quote.Instrument.Symbol),
    };

    private static double Forward(MarketSnapshot market, string option, out string? source) => OptionForward.Of(market, market.Instruments[InstrumentSymbol.Parse(option)], out source)!.Value;

    [Fact]
    public void Of_AFutureOfTheExpiry_IsTakenBeforeWhatOtherOptionsPublish()
    {
        MarketSnapshot market = Market(Quote("BTC/USD:BTC-260327", 102_000m), Quote("BTC/USD:BTC-260327-90000-C", forward: 101_500m), Quote("BTC/USD:BTC-260327-100000-C"));

        Assert.Equal(102_000, Forward(market, "BTC/USD:BTC-260327-100000-C", out string? source));
        Assert.Equal("forward from the future", source);
        Assert.Equal(101_500, Forward(market, "BTC/USD:BTC-260327-90000-C", out source));
        Assert.Null(source);
    }

    [Fact]
    public void Of_CallsAndPutsAlone_GivesTheForwardOfParity()
    {
        // Coin prices of call and put differ by 1 - K/F with F = 103,000: 0.0291262 at 100,000 and 0.1262136 at 90,000.
        MarketSnapshot market = Market(
            Quote("BTC/USD:BTC-260327-100000-C", bid: 0.0791m, ask: 0.0801m), Quote("BTC/USD:BTC-260327-100000-P", bid: 0.0500m, ask: 0.0510m - 0.0000524m),
            Quote("BTC/USD:BTC-260327-90000-C", bid: 0.1562136m, ask: 0.1562136m), Quote("BTC/USD:BTC-260327-90000-P", bid: 0.03m, ask: 0.03m));

        Assert.Equal(103_000, Forward(market, "BTC/USD:BTC-260327-100000-C", out string? source), 1.0);
        Assert.Equal("forward from put-call parity", source);
    }

    [Fact]
    public void Of_BetweenTwoExpiries_FollowsTheBasisInTime()
    {
        MarketSnapshot market = Market(Quote("BTC/USD:BTC-260111", 101_000m), Quote("BTC/USD:BTC-260131", 104_000m), Quote("BTC/USD:BTC-260121-100000-C"));

        // ln 1.01 after 10 days and ln 1.04 after 30: halfway between after 20.
        Assert.Equal(100_000 * Math.Sqrt(1.01 * 1.04), Forward(market, "BTC/USD:BTC-260121-100000-C", out string? source), 1e-6);
        Assert.StartsWith("forward from the future of another expiry", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NothingDated_IsTheIndexAndSaysSo()
    {
        Assert.Equal(100_000, Forward(Market(Quote("BTC/USD:BTC-260121-100000-C", mark: 0.03m)), "BTC/USD:BTC-260121-100000-C", out string? source));
        Assert.Equal("forward from the index", source);
    }
}
