using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Models.Native.SmallMarket;

namespace Plimsoll.Core.Tests.Models.Native;

public class StalePricesTests
{
    // Ten minutes: old (two minutes are allowed), but within the hour in which bounds are stated.
    private static readonly SmallMarket Old = SmallMarket.Create().Change(Linear, quoted => quoted with { Time = Ago(600) });

    [Fact]
    public void Evaluate_OldMark_IsBoundedAtTheWorseOfBothEnds()
    {
        AccountSnapshot account = SmallMarket.Account(100_000m, Held(Linear, 2m, 94_000m));
        MarginStatement statement = Old.Statement(account);
        NativeMarket market = Old.Native();
        double width = 3 * market.Horizon(24).Factors.Of(Btc).DailyVolatility * Math.Sqrt(600.0 / 86_400);
        MarginStatement[] ends = [.. new[] { Math.Exp(-width), 1, Math.Exp(width) }.Select(factor =>
            factor == 1 ? Old.Evaluator().StatementAt(market, account) : Old.Evaluator().StatementAt(market.With(Btc, factor, NettingSet.Of(account, market).Symbols), account))];

        Assert.Equal(DataQuality.Bounded, statement.Quality);
        Assert.Equal(ends.Min(end => end.Excess.Amount), statement.Excess.Amount);
        Assert.Equal(ends[0].Equity, statement.Equity);
        Assert.Equal(new MarginBounds(ends.Min(end => end.InitialMargin.Amount) is var low ? Money.Usd(low) : default, Money.Usd(ends.Max(end => end.InitialMargin.Amount))), statement.Bounds);
        Assert.True(statement.Bounds!.InitialLow < statement.Bounds.InitialHigh);
        Assert.Contains(statement.Warnings, warning => warning.Code == "price-old" && warning.Message.Contains("BTC", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_OnlyTheWorseEndBelowMaintenance_CallsButDoesNotLiquidate()
    {
        Position position = Held(Linear, 2m, 94_000m);
        AccountSnapshot account = SmallMarket.Account(SmallMarket.Create().Statement(SmallMarket.Account(1m, position)).MaintenanceMargin.Amount + 50m, position);
        MarginStatement statement = Old.Statement(account);
        Assert.True(statement.Equity < statement.MaintenanceMargin);
        Assert.Equal(MarginStatus.MarginCall, statement.Status);
        Assert.Equal(MarginStatus.Liquidation, Old.Statement(SmallMarket.Account(3_000m, position)).Status);
    }

    [Fact]
    public void Bounded_AnotherEndBelowMaintenanceThanTheOneWithLeastExcess_IsCalled()
    {
        MarginStatement statement = SmallMarket.Create().Statement(SmallMarket.Account(100_000m, Held(Linear, 1m, 94_000m)));
        MarginStatement[] ends = [statement with { Status = MarginStatus.Restricted }, statement with { Status = MarginStatus.Liquidation }, statement];
        Assert.Equal(MarginStatus.MarginCall, StalePrices.Bounded(ends[0], ends, []).Status);
    }

    [Fact]
    public void Evaluate_OlderThanAnyBound_IsAGapWithItsAge()
    {
        SmallMarket market = SmallMarket.Create().Change(Linear, quoted => quoted with { Time = Ago(3_601) });
        var gap = Assert.Single(market.Gaps(SmallMarket.Account(100_000m, Held(Linear, 2m, 94_000m))));
        Assert.Equal((Linear, "mark price", TimeSpan.FromSeconds(3_601)), (gap.Subject, gap.Missing, gap.Age));
    }

    [Fact]
    public void Evaluate_OldPeg_MovesByItsLeastHaircutAtLeast()
    {
        SmallMarket market = SmallMarket.Create().Change(Usdt, index => index with { Time = Ago(600) });
        MarginStatement statement = market.Statement(SmallMarket.Account(100_000m, Held(Linear, 2m, 94_000m)) with { Collateral = [new Balance(Usdt, 100_000m)] });
        Assert.Equal(DataQuality.Bounded, statement.Quality);
        Assert.Contains(statement.Warnings, warning => warning.Code == "price-old" && warning.Message.Contains("USDT", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluate_OldOptionMark_IsBoundedInVolatilityAsWellAsInPrice()
    {
        SmallMarket market = SmallMarket.Create().Change(Call, quoted => quoted with { Time = Ago(600) });
        AccountSnapshot account = SmallMarket.Account(100_000m, Held(Call, -2m));
        NativeMarket native = market.Native();
        NettingSet set = NettingSet.Of(account, native);
        List<StaleFactor> stale = StalePrices.Of(native, set).Stale;
        StaleFactor volatility = Assert.Single(stale, factor => factor.IsVolatility);
        MarginStatement statement = market.Statement(account);

        Assert.Equal(3 * native.Parameters.VolatilityShock.Residual * Math.Sqrt(600.0 / 86_400), volatility.Width, 12);
        Assert.Contains(statement.Warnings, warning => warning.Code == "volatility-bounded");
        MarginStatement up = market.Evaluator().StatementAt(native.With(Btc, 1, set.Symbols, Math.Exp(volatility.Width)), account);
        MarginStatement down = market.Evaluator().StatementAt(native.With(Btc, 1, set.Symbols, Math.Exp(-volatility.Width)), account);
        Assert.True(up.OptionValue < down.OptionValue, "a sold option owes more at the higher volatility");
        Assert.True(statement.Excess < up.Excess, "the worse end is that of both price and volatility");
    }

    [Fact]
    public void Combinations_UpToThree_AreAllCornersAndBeyondThatTogetherAndOneAtATime()
    {
        StaleFactor[] Of(int count) => [.. Enumerable.Range(0, count).Select(i => new StaleFactor(Currency.Of($"C{i}"), 0.1 * (i + 1), false))];
        Assert.Equal([3, 5, 9, 11, 13], Enumerable.Range(1, 5).Select(count => StalePrices.Combinations(Of(count)).Count()));
        Assert.All(Enumerable.Range(1, 5), count => Assert.All(StalePrices.Combinations(Of(count)).First(), factor => Assert.Equal(1, factor)));
    }
}
