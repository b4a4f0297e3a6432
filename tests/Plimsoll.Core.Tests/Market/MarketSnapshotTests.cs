using System.Collections.Frozen;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Market;

public class MarketSnapshotTests
{
    private static readonly Timestamp Now = Timestamp.Utc(2026, 1, 31, 12);

    private static MarketSnapshot Snapshot(Timestamp at, decimal index, params (string Symbol, decimal Mark)[] marks) => new()
    {
        AsOf = at,
        ValuationTime = Now,
        Indices = new Dictionary<(Currency, Currency), IndexPrice> { [(Currency.Of("BTC"), Currency.Usd)] = new(index, at, null) }.ToFrozenDictionary(),
        Instruments = marks.ToFrozenDictionary(
            mark => InstrumentSymbol.Parse(mark.Symbol), mark => new InstrumentMarket { Instrument = Instrument.Of(InstrumentSymbol.Parse(mark.Symbol)), Time = at, MarkPrice = mark.Mark }),
    };

    [Fact]
    public void SuppliedBy_AnotherMarket_AddsWhatIsLackingAndKeepsOwnItemsAndTimes()
    {
        Timestamp earlier = Now + TimeSpan.FromMinutes(-20);

        MarketSnapshot joined = Snapshot(Now, 80_000m, ("BTC/USD:BTC", 80_010m)).SuppliedBy(Snapshot(earlier, 79_000m, ("BTC/USD:BTC", 79_010m), ("BTC/USDT:USDT", 79_005m)));

        Assert.Equal(80_000m, joined.UsdPrice(Currency.Of("BTC"))!.Price);
        Assert.Equal(80_010m, joined.Instruments[InstrumentSymbol.Parse("BTC/USD:BTC")].MarkPrice);
        Assert.Equal((79_005m, earlier), (joined.Instruments[InstrumentSymbol.Parse("BTC/USDT:USDT")].MarkPrice!.Value, joined.Instruments[InstrumentSymbol.Parse("BTC/USDT:USDT")].Time));
    }
}
