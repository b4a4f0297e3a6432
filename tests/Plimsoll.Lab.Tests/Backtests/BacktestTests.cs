using System.Collections.Immutable;
using Plimsoll.Lab.Backtests;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Lab.Tests.Backtests;

public class BacktestTests
{
    private static readonly Currency[] Coins = [Currency.Of("BTC"), Currency.Of("ETH"), Currency.Of("XRP")];

    private static BacktestPlan Plan(PriceHistory history) => new(DailyCloses.Of(history, Coins), Bars.Rules, Timestamp.Utc(2021, 5, 5), Timestamp.Utc(2021, 6, 4));

    [Fact]
    public void Walk_AnotherFuture_ChangesNothingThatWasSaidBefore()
    {
        Timestamp cut = Timestamp.Utc(2021, 5, 20);
        ImmutableArray<BookSeries> real = Backtest.Walk(Plan(Bars.Real), null, out _, out int first, out _);
        ImmutableArray<BookSeries> other = Backtest.Walk(Plan(Bars.WithAnotherFuture(Bars.Real, cut)), null, out _, out int firstOther, out _);
        int days = DailyCloses.Of(Bars.Real, Coins).DayAt(cut) - first + 1;

        Assert.Equal(first, firstOther);
        Assert.Equal(16, days);
        bool later = false;
        for (int b = 0; b < real.Length; b++)
        {
            Assert.Equal(real[b].Losses[..(days - 1)], other[b].Losses[..(days - 1)]);
            for (int m = 0; m < real[b].Forecasts.Length; m++)
            {
                Assert.Equal(real[b].Forecasts[m][..days], other[b].Forecasts[m][..days]);
                later |= !real[b].Forecasts[m].AsSpan(days).SequenceEqual(other[b].Forecasts[m].AsSpan(days));
            }
        }

        // The change is one that is seen once it has happened.
        Assert.True(later);
        Assert.NotEqual(real[0].Losses[days - 1], other[0].Losses[days - 1]);
    }

    [Fact]
    public void Walk_Long_LosesTheSimpleReturnOfTheNextDay()
    {
        DailyCloses closes = DailyCloses.Of(Bars.Real, Coins);
        ImmutableArray<BookSeries> series = Backtest.Walk(Plan(Bars.Real), null, out _, out int first, out _);
        int crash = closes.DayAt(Timestamp.Utc(2021, 5, 19)) - first;
        BookSeries book = series.Single(one => one.Book is { Portfolio: "long", Asset: "BTC" });

        // Binance's perpetual closed the hour to 00:00 UTC of 19 May 2021 at 42,862.91 and that of 20 May at 36,680.49 (data/prices).
        AssetCloses btc = closes.Assets[0];
        Assert.Equal(-((btc.Perpetual[first + crash + 1] / btc.Perpetual[first + crash]) - 1), book.Losses[crash], 12);
        Assert.InRange(book.Losses[crash], 0.13, 0.16);
    }

    [Fact]
    public void Walk_PlainHistory_IsTheSortedPastItself()
    {
        DailyCloses closes = DailyCloses.Of(Bars.Real, Coins);
        ImmutableArray<BookSeries> series = Backtest.Walk(Plan(Bars.Real), null, out ImmutableArray<string> names, out int first, out _);
        BookSeries book = series.Single(one => one.Book is { Portfolio: "short", Asset: "ETH" });
        double[] past = [.. Enumerable.Range(1, first).Select(closes.Assets[1].PerpetualGain).Where(double.IsFinite).TakeLast(1000).OrderDescending()];

        // n·a losses whole and the rest of the next one in part.
        double mass = past.Length * 0.01;
        int whole = (int)mass;
        double shortfall = (past[..whole].Sum() + ((mass - whole) * past[whole])) / mass;
        DayForecast said = book.Forecasts[names.IndexOf("hs-1000")][0];
        Assert.Equal(shortfall, said.InitialShortfall, 12);
        Assert.Equal(past[whole], said.InitialVar, 12);
    }

    [Fact]
    public void Walk_TiersOfTheYear_StandStillAndAddUp()
    {
        ImmutableArray<BookSeries> series = Backtest.Walk(Plan(Bars.Real), null, out ImmutableArray<string> names, out _, out _);
        int tiers = names.IndexOf("static-tiers");
        DayForecast[] Of(string portfolio, string asset) => series.Single(one => one.Book.Portfolio == portfolio && one.Book.Asset == asset).Forecasts[tiers];

        Assert.Single(Of("long", "ETH").Select(said => said.Initial).Distinct());
        Assert.Equal((0.5 * Of("long", "ETH")[0].Initial) + (0.5 * Of("short", "BTC")[0].Initial), Of("long-against-leader", "ETH")[0].Initial, 12);
    }

    [Fact]
    public void Walk_NativeModel_ForecastsAnOutrightAtTheCoreOfItsMargin()
    {
        ImmutableArray<BookSeries> series = Backtest.Walk(Plan(Bars.Real), null, out _, out _, out _);
        foreach (BookSeries book in series.Where(one => one.Book.Kind == BookKind.Outright))
        {
            foreach (DayForecast said in book.Forecasts[0])
            {
                Assert.InRange(said.InitialVar, 0.001, said.InitialShortfall);
                Assert.InRange(said.MaintenanceShortfall, said.MaintenanceVar, said.InitialShortfall);
                Assert.True(said.Initial >= said.InitialShortfall - 1e-6, $"{book.Book.Portfolio} {book.Book.Asset}: margin {said.Initial}, core {said.InitialShortfall}");
            }
        }
    }

    [Fact]
    public void Run_Twice_GivesTheSameFigures()
    {
        BacktestResult one = Backtest.Run(Plan(Bars.Real)), two = Backtest.Run(Plan(Bars.Real));
        Assert.Equal(one.Rules.SelectMany(rules => rules.Pairs), two.Rules.SelectMany(rules => rules.Pairs));
        Assert.Equal(Lab.Reports.BacktestReport.Of(one), Lab.Reports.BacktestReport.Of(two));
    }

    [Fact]
    public void Run_NoDayToTest_IsRefused()
    {
        var wrong = Assert.Throws<InvalidInputException>(() => Backtest.Run(Plan(Bars.Real) with { From = Timestamp.Utc(2031, 1, 1) }));
        Assert.Contains("there is no day to test", wrong.Problems[0].ToString(), StringComparison.Ordinal);
    }
}
