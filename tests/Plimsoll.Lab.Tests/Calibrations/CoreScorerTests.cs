using System.Collections.Immutable;
using Plimsoll.Formats;
using Plimsoll.Lab.Backtests;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Lab.Tests.Backtests;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Lab.Tests.Calibrations;

public class CoreScorerTests
{
    [Fact]
    public void CoreWalk_OnSamplePoints_AgreesWithTheModelsCoreInTheBacktest()
    {
        DailyCloses closes = DailyCloses.Of(Bars.Real, null);
        Rulebook book = RulebookLibrary.Shipped.Find("plimsoll@1");
        MarketRiskParameters rules = ((NativeParameters)book.Parameters).MarketRisk;
        var plan = new BacktestPlan(closes, [new BacktestedRules("model", _ => MarginModels.Create(book))], Timestamp.Utc(2021, 6, 20), Timestamp.Utc(2021, 6, 24));
        ImmutableArray<BookSeries> series = Backtest.Walk(plan, null, out _, out int first, out int last);

        ImmutableArray<CoreBook> books = CoreWalk.BooksOf(closes, rules.Leader);
        CoreWalk walk = CoreWalk.Of(CoreReturns.Of(closes, (NativeParameters)book.Parameters), new(rules.Decay, rules.Rescaling, rules.WindowDays), rules, books, CoreWalk.Losses(closes, books), first, last);

        int compared = 0;
        foreach (BookSeries model in series.Where(one => one.Book.Kind == BookKind.Outright))
        {
            int asset = closes.Assets.ToList().FindIndex(one => one.Asset.Code == model.Book.Asset), b = books.IndexOf(new CoreBook(asset, -1, model.Book.Portfolio == "long" ? 1 : -1));
            for (int day = first; day < last; day++, compared++)
            {
                Assert.Equal(model.Forecasts[0][day - first].InitialShortfall, walk.Initial[b][day], 1e-6);
                Assert.Equal(model.Forecasts[0][day - first].InitialVar, walk.InitialVar[b][day], 1e-6);
                Assert.Equal(model.Forecasts[0][day - first].MaintenanceShortfall, walk.Maintenance[b][day], 1e-6);
            }
        }

        Assert.True(compared >= 18, $"only {compared} points were compared");
    }
}
