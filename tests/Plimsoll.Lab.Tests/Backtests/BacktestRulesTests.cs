using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Formats;
using Plimsoll.Instruments;
using Plimsoll.Lab.Backtests;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Lab.Tests.Backtests;

public class BacktestRulesTests
{
    private static readonly Currency[] Coins = [Currency.Of("BTC"), Currency.Of("ETH"), Currency.Of("XRP")];
    private static readonly Lazy<BacktestResult> LazyResult = new(() => Backtest.Run(Plan("plimsoll", "deribit-pm", "okx-pm", "span")));

    private static BacktestPlan Plan(params string[] rulebooks) => new(DailyCloses.Of(Bars.Real, Coins), [.. rulebooks.Select(Rules)], Timestamp.Utc(2021, 5, 5), Timestamp.Utc(2021, 6, 4));

    private static BacktestedRules Rules(string name)
    {
        var book = RulebookLibrary.Shipped.Find(name);
        IMarginModel model = MarginModels.Create(book);
        return new BacktestedRules(name, _ => model) { EffectiveAt = _ => book.Effective };
    }

    private static RulesScore Of(string name) => LazyResult.Value.Rules.Single(rules => rules.Name == name);

    [Fact]
    public void Run_VenueThatListsFewCoins_AnswersForThoseAndNamesTheOthers()
    {
        // SPAN has scan ranges of BTC and ETH; Deribit has a perpetual in USDC, which stands for the one in USDT.
        Assert.Contains(Of("span").Pairs, pair => pair is { Portfolio: "long", Asset: "ETH", Observations: 30 });
        Assert.DoesNotContain(Of("span").Pairs, pair => pair.Asset == "XRP");
        Assert.Contains(Of("span").Gaps, gap => gap.Reason.EndsWith("(XRP)", StringComparison.Ordinal));
        Assert.Contains(Of("deribit-pm").Pairs, pair => pair is { Portfolio: "long", Asset: "BTC", Observations: 30, AverageMargin: > 0.01 });
        Assert.Contains(Of("okx-pm").Pairs, pair => pair is { Portfolio: "neutral", Observations: 30 });
    }

    [Fact]
    public void Run_CrisisWithinThePeriod_SetsTheMarginOfTheCloseBeforeAgainstTheLoss()
    {
        CrisisBook book = LazyResult.Value.Crises.Single(one => one is { Portfolio: "long", Asset: "ETH" });
        Assert.Equal(Timestamp.Utc(2021, 5, 19), book.Day);

        // The perpetual on ETH closed at 3,376.35 and touched 1,400.73 in the hour from 13:00 (data/prices, hourly bars of Binance).
        Assert.InRange(book.Loss, 0.25, 0.32);
        Assert.Equal(1 - (1400.73 / 3376.35), book.WorstInside, 9);
        CrisisCover plimsoll = book.Rules[0], span = book.Rules[3];
        BookSeries series = LazyResult.Value.Series.Single(one => one.Book is { Portfolio: "long", Asset: "ETH" });
        int day = LazyResult.Value.Dates.IndexOf(Timestamp.Utc(2021, 5, 19));
        Assert.Equal(series.Forecasts[0][day].Initial, plimsoll.Charged);
        Assert.Equal(book.Loss <= plimsoll.Charged, plimsoll.Covers);
        Assert.False(plimsoll.CoversInside);
        Assert.Equal(RulebookLibrary.Shipped.Find("plimsoll").Effective > book.Day, plimsoll.ChosenLater);
        Assert.Equal(RulebookLibrary.Shipped.Find("span").Effective > book.Day, span.ChosenLater);
    }

    [Fact]
    public void Run_NativeModel_HasEveryTestAndAllBooksPooled()
    {
        PooledScore all = Of("plimsoll").Summary.Single(score => score.Kind == BookKind.All);
        Assert.Equal(Of("plimsoll").Pairs.Length, all.Series);
        Assert.Equal(Of("plimsoll").Pairs.Sum(pair => pair.Observations), all.Observations);
        Assert.Equal(Of("plimsoll").Goals.Single(goal => goal.Name == "beyond VaR 1 %, all").Measured, all.InitialVar!.Value);
        Assert.Empty(Of("span").Goals);
        Assert.Empty(Of("full-fhs").Goals);
        PairScore btc = Of("plimsoll").Pairs.Single(pair => pair is { Portfolio: "long", Asset: "BTC" });
        Assert.InRange(btc.Uniformity, 0.0, 1.0);
        Assert.InRange(btc.Efficiency, 0.1, 5.0);
        Assert.True(double.IsNaN(Of("span").Pairs[0].Uniformity));
    }

    [Fact]
    public void Report_ShowsGoalsCrisesAndLimitsAndNoNumberThatIsNone()
    {
        string page = Lab.Reports.BacktestReport.Of(LazyResult.Value);
        Assert.Contains("Goals: plimsoll", page, StringComparison.Ordinal);
        Assert.Contains("May 2021, 2021-05-19", page, StringComparison.Ordinal);
        Assert.Contains("chosen later", page, StringComparison.Ordinal);
        Assert.Contains("What is not real", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_JumpOfVolatility_IsAnsweredInPartAtOnceAndMoreLater()
    {
        ShockResponse[] full = [.. Of("full-fhs").Shock], plimsoll = [.. Of("plimsoll").Shock];
        Assert.Equal([5, 10, 20, 40, 60, 100], full.Select(one => one.Days));
        Assert.InRange(full[0].Core, 1 / 3.0, 0.7);
        Assert.InRange(full[^1].Core, 0.8, 1.3);
        Assert.True(plimsoll[^1].Core < full[^1].Core);
        Assert.All(Of("static-tiers").Shock, one => Assert.Equal(1 / 3.0, one.Charged, 9));
    }

    [Fact]
    public void Run_PortfolioOfAFile_HoldsConstantQuantities()
    {
        var account = new AccountSnapshot
        {
            Path = AccountPath.Of("mine"), Collateral = [new Balance(Currency.Of("USDT"), 1000m)],
            Positions = [new(InstrumentSymbol.Parse("BTC/USDT:USDT"), 2m, 50_000m), new(InstrumentSymbol.Parse("ETH/USD:ETH"), -30_000m, 3000m)],
        };
        BacktestPlan plan = Plan("plimsoll") with { Portfolios = [account] };
        ImmutableArray<BookSeries> series = Backtest.Walk(plan, null, out _, out int first, out _);
        BookSeries mine = series.Single(one => one.Book.Kind == BookKind.Given);
        AssetCloses btc = plan.Closes.Assets[0], eth = plan.Closes.Assets[1];
        Assert.Equal("BTC+ETH", mine.Book.Asset);
        for (int t = 0; t < 30; t++)
        {
            double bitcoins = 2 * btc.Mark(first + t), dollars = -30_000, gross = bitcoins + 30_000;
            Assert.Equal(-((bitcoins * btc.PerpetualGain(first + t + 1)) + (dollars * eth.PerpetualGain(first + t + 1))) / gross, mine.Losses[t], 12);
        }
    }

    [Fact]
    public void Run_PortfolioWithAnOptionOrAnUnknownCoin_IsRefusedByName()
    {
        var account = new AccountSnapshot
        {
            Path = AccountPath.Of("mine"), Positions = [new(InstrumentSymbol.Parse("BTC/USD:BTC-261225-100000-C"), 1m, null), new(InstrumentSymbol.Parse("SOL/USDT:USDT"), 1m, 100m)],
        };
        var wrong = Assert.Throws<InvalidInputException>(() => Backtest.Run(Plan("plimsoll") with { Portfolios = [account] }));
        Assert.Equal(2, wrong.Problems.Length);
        Assert.Contains("BTC/USD:BTC-261225-100000-C is no perpetual", wrong.Problems[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("no recorded prices of SOL", wrong.Problems[1].ToString(), StringComparison.Ordinal);
    }
}
