using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Models.Native.SmallMarket;

namespace Plimsoll.Core.Tests.Models.Native;

public class DataGapTests
{
    private static readonly SmallMarket Market = SmallMarket.Create();
    private static readonly AccountSnapshot Long = SmallMarket.Account(100_000m, Held(Linear, 1m, 94_000m));
    private static readonly AccountSnapshot Sold = SmallMarket.Account(100_000m, Held(Call, -1m));

    [Fact]
    public void Evaluate_WhatIsMissing_IsNamedEachTime()
    {
        Assert.Equal([$"{Linear}: no instrument in the market"], Texts(Market.Without(Linear).Gaps(Long)));
        Assert.Equal([$"{Linear}: no mark price"], Texts(Market.Change(Linear, quoted => quoted with { MarkPrice = null }).Gaps(Long)));
        Assert.Equal(["BTC/USD: no index price"], Texts(Market.Without("BTC").Gaps(Long)));
        Assert.Equal(["BTC/USD: no index price", "USDT/USD: no index price"], Texts(Market.Without("BTC", "USDT").Gaps(Long)));
        Assert.Equal(["XYZ/USD: no index price"], Texts(Market.Gaps(Long with { Collateral = [new(Currency.Of("XYZ"), 1m)] })));
        Assert.Equal([$"{Call}: no mark volatility"], Texts(Market.Change(Call, quoted => quoted with { MarkPrice = null, MarkVolatility = null }).Gaps(Sold)));
        Assert.Contains($"{Call}: no forward", Texts(Market.Without(Linear, Inverse, "BTC", Put).Change(Call, quoted => quoted with { Forward = null }).Gaps(Sold)));
        Assert.Equal(["BTC: no price history"], Texts((Market with { Snapshot = Market.Snapshot with { History = PriceHistory.Empty } }).Gaps(Long)));
    }

    [Fact]
    public void Evaluate_ARiskClassThatTheRulesDoNotList_IsNamedWithThoseTheyDo()
    {
        AccountClass Class(string name, double factor) => new() { Name = name, Factor = factor };
        SmallMarket classed = Market with { Parameters = Market.Parameters with { AccountClasses = [Class("A", 1), Class("C", 1.5)] } };
        Assert.Equal(["ann: no risk class 'Z' in accountClasses of the rules; write one of A, C, or none"], Texts(classed.Gaps(Long with { RiskClass = "Z" })));
        // Rules without classes have nothing to say of them.
        Assert.Equal(Market.Statement(Long).InitialMargin, Market.Statement(Long with { RiskClass = "Z" }).InitialMargin);
        Assert.Equal(Market.Statement(Long).InitialMargin, classed.Statement(Long).InitialMargin);
        Assert.IsType<MarginOutcome.Unavailable>(classed.Evaluate(MarginDetail.Totals, new AccountSnapshot { Path = Long.Path, RiskClass = "Z", Isolated = [new(Held(Linear, 1m, 94_000m), 1_000m)] })[1]);
    }

    [Fact]
    public void Evaluate_OrdersAndIsolatedPositions_AreLookedAtToo()
    {
        Assert.Equal([$"{Link}: no instrument in the market"], Texts(Market.Without(Link).Gaps(Long with { Orders = [new(Held(Link, 1m).Symbol, 1m, 15m)] })));
        var outcomes = Market.Without(Link).Evaluate(MarginDetail.Totals, Long with { Isolated = [new(Held(Link, 1m, 15m), 10m)] });
        Assert.IsType<MarginOutcome.Calculated>(outcomes[0]);
        Assert.IsType<MarginOutcome.Unavailable>(outcomes[1]);
    }

    [Fact]
    public void Evaluate_OldHistory_RaisesVolatilityAndThenIsAGap()
    {
        MarketSnapshot After(double days) => Market.Snapshot with { ValuationTime = Now + TimeSpan.FromDays(days), Indices = Market.Snapshot.Indices };
        NativeParameters patient = Market.Parameters with { Data = Market.Parameters.Data with { PriceSeconds = 1e7, BoundSeconds = 1e8 } };
        MarginStatement stale = (Market with { Snapshot = After(3), Parameters = patient }).Statement(Long), fresh = Market.Statement(Long);
        Assert.Equal(DataQuality.Fallback, stale.Quality);
        Assert.Contains(stale.Warnings, warning => warning.Code == "history-old");
        Assert.True(stale.InitialMargin > fresh.InitialMargin);
        DataGap gap = Assert.Single((Market with { Snapshot = After(31), Parameters = patient }).Gaps(Long));
        Assert.Equal(("BTC", "price history", TimeSpan.FromDays(31.5)), (gap.Subject, gap.Missing, gap.Age));
    }

    [Fact]
    public void Evaluate_PegFromTooFewVenues_IsRefusedAndFromUnknownOnesTaken()
    {
        DataGap gap = Assert.Single(Market.Change(Usdt, index => index with { Sources = 2 }).Gaps(Long));
        Assert.Equal(("USDT/USD", "index price from 3 venues or more (found 2)"), (gap.Subject, gap.Missing));
        Assert.Equal(Market.Statement(Long).InitialMargin, Market.Change(Usdt, index => index with { Sources = null }).Statement(Long).InitialMargin);
        Assert.Equal(Market.Statement(Long).InitialMargin, Market.Change(Btc, index => index with { Sources = 1 }).Statement(Long).InitialMargin);
    }

    [Fact]
    public void Evaluate_OptionInputsFromElsewhere_AreNamedAndCloseToTheQuoted()
    {
        MarginStatement quoted = Market.Statement(Sold);
        void Falls(Func<InstrumentMarket, InstrumentMarket> change, string? says)
        {
            MarginStatement statement = Market.Change(Call, change).Statement(Sold);
            Assert.Equal(says is not null, statement.Warnings.Any(warning => warning.Code == "option-input-fallback"));
            if (says is not null) Assert.Contains(statement.Warnings, warning => warning.Message.Contains(says, StringComparison.Ordinal));
            Assert.InRange((double)(statement.InitialMargin.Amount / quoted.InitialMargin.Amount), 0.9, 1.1);
        }

        Assert.DoesNotContain(quoted.Warnings, warning => warning.Code == "option-input-fallback");
        Falls(option => option with { MarkVolatility = null }, null);
        Falls(option => option with { MarkPrice = null }, "mark price from the model");
        Falls(option => option with { Forward = null }, "forward from");
    }

    private static IEnumerable<string> Texts(IEnumerable<DataGap> gaps) => gaps.Select(gap => gap.ToString());
}
