using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Market;

public class PriceHistoryTests
{
    [Fact]
    public void Find_PerpetualsInTwoQuoteCurrencies_TakesThatOfTheSpotSeries()
    {
        BarSeries spot = Bars("USDT", MarketKind.Spot, 10), dollar = Bars("USD", MarketKind.Perpetual, 10), tether = Bars("USDT", MarketKind.Perpetual, 5);

        Assert.Same(tether, new PriceHistory([spot, dollar, tether]).Find(Currency.Of("BTC"), MarketKind.Perpetual));
        Assert.Same(dollar, new PriceHistory([dollar, tether]).Find(Currency.Of("BTC"), MarketKind.Perpetual));
        Assert.Same(dollar, new PriceHistory([spot, dollar]).Find(Currency.Of("BTC"), MarketKind.Perpetual));
    }

    private static BarSeries Bars(string quote, MarketKind kind, int count) => new()
    {
        Base = Currency.Of("BTC"),
        Quote = Currency.Of(quote),
        Venue = "venue",
        Kind = kind,
        Step = TimeSpan.FromHours(1),
        OpenTimes = Enumerable.Range(0, count).Select(i => 3600L * i).ToArray(),
        Close = Enumerable.Repeat(100.0, count).ToArray(),
    };
}
