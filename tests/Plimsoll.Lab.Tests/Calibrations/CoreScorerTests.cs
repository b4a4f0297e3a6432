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
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CoreWalk_OnSamplePoints_AgreesWithTheModelsCoreInTheBacktest(bool twoMemories)
    {
        DailyCloses closes = DailyCloses.Of(Bars.Real, null);
        var candidate = new CoreCandidate(0.97, 0.75, 1000, twoMemories ? new ShortMemory(0.88, 0.5, 1.2) : null, twoMemories ? new BasisRule(1, 0.1, 10) : null);
        Rulebook shipped = RulebookLibrary.Shipped.Find("plimsoll@1");
        NativeParameters before = (NativeParameters)shipped.Parameters, parameters = before with { MarketRisk = candidate.In(before.MarketRisk) };
        Rulebook book = shipped with { Parameters = parameters };
        var plan = new BacktestPlan(closes, [new BacktestedRules("model", _ => MarginModels.Create(book))], Timestamp.Utc(2021, 6, 20), Timestamp.Utc(2021, 6, 24));
        ImmutableArray<BookSeries> series = Backtest.Walk(plan, null, out _, out int first, out int last);

        ImmutableArray<CoreBook> books = CoreWalk.BooksOf(closes, parameters.MarketRisk.Leader);
        CoreWalk walk = CoreWalk.Of(CoreReturns.Of(closes, parameters), candidate, parameters.MarketRisk, books, CoreWalk.Losses(closes, books), first, last);

        int outright = 0, basis = 0;
        foreach (BookSeries model in series.Where(one => one.Book.Kind is BookKind.Outright or BookKind.Basis))
        {
            bool isBasis = model.Book.Kind == BookKind.Basis;
            int asset = closes.Assets.ToList().FindIndex(one => one.Asset.Code == model.Book.Asset), b = books.IndexOf(new CoreBook(asset, -1, model.Book.Portfolio is "long" or "basis" ? 1 : -1, isBasis));
            for (int day = first; day < last; day++)
            {
                DayForecast said = model.Forecasts[0][day - first];
                Assert.Equal(said.InitialShortfall, walk.Initial[b][day], 1e-6);
                Assert.Equal(said.InitialVar, walk.InitialVar[b][day], 1e-6);
                Assert.Equal(said.MaintenanceShortfall, walk.Maintenance[b][day], 1e-6);
                if (double.IsNaN(said.InitialShortfall)) continue;
                if (isBasis) basis++;
                else outright++;
            }
        }

        Assert.True(outright >= 18, $"only {outright} points of outright positions were compared");
        Assert.True(basis >= 12, $"only {basis} points of bases were compared");
    }

    [Fact]
    public void CoreCandidate_OfAndInARulebook_IsTheSame()
    {
        var rules = ((NativeParameters)RulebookLibrary.Shipped.Find("plimsoll@1").Parameters).MarketRisk;
        var candidate = new CoreCandidate(0.96, 0.8, 900, new ShortMemory(0.9, 0.4, 1.1), new BasisRule(1, 0.1, 10));

        Assert.Equal(candidate, CoreCandidate.Of(candidate.In(rules)));
        Assert.Equal(rules, CoreCandidate.Of(rules).In(candidate.In(rules)));
    }
}
