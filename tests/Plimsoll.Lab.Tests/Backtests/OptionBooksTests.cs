using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Lab.Backtests;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Lab.Tests.Backtests;

public class OptionBooksTests
{
    private static readonly Currency Btc = Currency.Of("BTC");
    private static readonly Lazy<DailyCloses> Closes = new(() => DailyCloses.Of(Bars.Real, [Btc, Currency.Of("ETH")]));

    private static BacktestPlan Plan(PriceHistory history) => new(DailyCloses.Of(history, [Btc, Currency.Of("ETH")]), [Bars.Rules[0]], Timestamp.Utc(2021, 5, 12), Timestamp.Utc(2021, 5, 24)) { SyntheticOptions = true };

    private static int DayOf(int month, int day) => Closes.Value.DayAt(Timestamp.Utc(2021, month, day));

    [Fact]
    public void Walk_SyntheticSurfaces_AnotherFutureChangesNothingThatWasSaidBefore()
    {
        Timestamp cut = Timestamp.Utc(2021, 5, 20);
        ImmutableArray<BookSeries> real = Backtest.Walk(Plan(Bars.Real), null, out _, out int first, out _), other = Backtest.Walk(Plan(Bars.WithAnotherFuture(Bars.Real, cut)), null, out _, out _, out _);
        int days = DayOf(5, 20) - first + 1;
        int compared = 0;
        for (int b = 0; b < real.Length; b++)
        {
            if (real[b].Book.Kind != BookKind.SyntheticOptions) continue;
            Assert.Equal(real[b].Losses[..(days - 1)], other[b].Losses[..(days - 1)]);
            Assert.Equal(real[b].Forecasts[0][..days], other[b].Forecasts[0][..days]);
            Assert.NotEqual(real[b].Losses[days - 1], other[b].Losses[days - 1]);
            Assert.All(real[b].Forecasts[0], said => Assert.True(said.Initial > 0));
            compared++;
        }

        Assert.Equal(40, compared);
    }

    [Fact]
    public void Walk_BoughtOptions_LoseNoMoreThanTheirPrice_AndTheSellerLosesWhatTheBuyerGains()
    {
        ImmutableArray<BookSeries> series = Backtest.Walk(Plan(Bars.Real), null, out _, out int first, out _);
        BookSeries bought = series.Single(one => one.Book is { Portfolio: "straddle-30d", Asset: "BTC" }), sold = series.Single(one => one.Book is { Portfolio: "short-straddle-30d", Asset: "BTC" });
        var chain = new SyntheticChain(Closes.Value, 0);
        for (int t = 0; t < bought.Losses.Length; t++)
        {
            Assert.Equal(-bought.Losses[t], sold.Losses[t], 12);
            decimal price = chain.Nearest(first + t, 30, 0, OptionSide.Call)!.MarkPrice!.Value + chain.Nearest(first + t, 30, 0, OptionSide.Put)!.MarkPrice!.Value;
            Assert.InRange(bought.Losses[t], double.NegativeInfinity, (double)price);
        }

        // BTC fell by 14 % on 19 May 2021: who had sold a straddle lost.
        Assert.True(sold.Losses[DayOf(5, 19) - first] > 0.03);
    }

    [Fact]
    public void SyntheticChain_CallAndPut_KeepParityTodayAndTomorrow()
    {
        var chain = new SyntheticChain(Closes.Value, 0);
        int day = DayOf(5, 18);
        InstrumentMarket call = chain.Nearest(day, 30, 1, OptionSide.Call)!, put = chain.Nearest(day, 30, 1, OptionSide.Put)!;
        double strike = (double)call.Instrument.Symbol.Strike!.Value;
        Assert.Equal(call.Instrument.Symbol.Strike, put.Instrument.Symbol.Strike);
        Assert.Equal(chain.Spot(day) - strike, (double)(call.MarkPrice!.Value - put.MarkPrice!.Value) * chain.Spot(day), 4);
        Assert.Equal(chain.Spot(day + 1) - strike, chain.ValueNext(day, call) - chain.ValueNext(day, put), 4);
    }

    [Fact]
    public void SyntheticChain_RecordedIndex_IsThe30DayVolatility()
    {
        var history = new PriceHistory(
        [
            .. Bars.Real.Series.Where(series => series.Base == Btc),
            new BarSeries
            {
                Base = Btc, Quote = Currency.Usd, Venue = "deribit", Kind = MarketKind.VolatilityIndex, Step = TimeSpan.FromDays(1),
                OpenTimes = new[] { Timestamp.Utc(2021, 5, 17).UnixSeconds, Timestamp.Utc(2021, 5, 18).UnixSeconds }, Close = new[] { 0.9, 1.4 },
            },
        ]);
        DailyCloses closes = DailyCloses.Of(history, [Btc]);
        var chain = new SyntheticChain(closes, 0);

        // The bar of 17 May is known at the close of that day, which is 00:00 of the 18th.
        int day = closes.DayAt(Timestamp.Utc(2021, 5, 18));
        Assert.Equal(0.9, chain.AtTheMoney(day, 30 / 365.0), 12);
        Assert.Equal(1.4, chain.AtTheMoney(day + 1, 30 / 365.0), 12);
        Assert.NotEqual(1.4, chain.AtTheMoney(day + 2, 30 / 365.0), 3);
    }

    [Fact]
    public void RecordedChain_TakesTheNearestOptionAndItsPriceOnTheDayAfter()
    {
        MarketSnapshot[] chains = [Chain(Timestamp.Utc(2021, 5, 18, 9), 40_000, 0.05m), Chain(Timestamp.Utc(2021, 5, 19, 9), 38_000, 0.04m), Chain(Timestamp.Utc(2021, 5, 21, 9), 37_000, 0.03m)];
        var recorded = new RecordedChain(Closes.Value, 0, [.. chains]);
        int day = DayOf(5, 18);

        Assert.False(recorded.IsEmpty);
        Assert.Equal(Timestamp.Utc(2021, 5, 18, 9), recorded.TimeOf(day));
        Assert.Null(recorded.TimeOf(day + 1));
        InstrumentMarket option = recorded.Nearest(day, 30, 0, OptionSide.Call)!;
        Assert.Equal("BTC/USD:BTC-210618-40000-C", option.Instrument.Symbol.ToString());
        Assert.Equal(0.04 * 38_000, recorded.ValueNext(day, option), 6);
        Assert.Null(recorded.Nearest(day, 7, 0, OptionSide.Call));
        Assert.Null(recorded.Nearest(day, 30, 0, OptionSide.Put));
    }

    private static MarketSnapshot Chain(Timestamp at, decimal index, decimal mark) => new()
    {
        AsOf = at, ValuationTime = at,
        Indices = new Dictionary<(Currency, Currency), IndexPrice> { [(Btc, Currency.Usd)] = new(index, at, null) }.ToFrozenDictionary(),
        Instruments = ((string[])["BTC/USD:BTC-210618-40000-C", "BTC/USD:BTC-210618-50000-C", "BTC/USD:BTC-211231-40000-C"]).Select(InstrumentSymbol.Parse)
            .ToFrozenDictionary(symbol => symbol, symbol => new InstrumentMarket { Instrument = Instrument.Of(symbol), Time = at, MarkPrice = mark, MarkVolatility = 0.8, Forward = index }),
    };
}
