using Plimsoll.Accounts;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Models.Native.SmallMarket;

namespace Plimsoll.Core.Tests.Models.Native;

public class LiquidationLevelTests
{
    private static readonly SmallMarket Market = SmallMarket.Create();

    public static TheoryData<string> Books => [.. Accounts.Keys];

    private static Dictionary<string, AccountSnapshot> Accounts => new()
    {
        ["long"] = SmallMarket.Account(60_000m, Held(Linear, 2m, 94_000m)),
        ["short inverse on coins and dollars"] = SmallMarket.Account(30_000m, Held(Inverse, -4_000m, 93_900m)) with { Collateral = [new(Btc, 1m), new(Currency.Usd, 30_000m)] },
        ["strangle"] = SmallMarket.Account(120_000m, Held(Call, -5m), Held(Put, -5m)),
        ["spread of coins"] = SmallMarket.Account(40_000m, Held(Linear, 1m, 94_000m), Held(Ether, -30m, 3_800m)),
        ["in debt"] = SmallMarket.Account(100_000m) with { Collateral = [new(Btc, -0.5m), new(Currency.Usd, 100_000m)] },
    };

    [Theory]
    [MemberData(nameof(Books))]
    public void Levels_EveryEndOfEveryInterval_ParesEquityAndMaintenanceMargin(string name)
    {
        AccountSnapshot account = Accounts[name];
        NativeMarket market = Market.Native();
        MarginStatement statement = Market.Statement(account, MarginDetail.Full);
        Assert.Contains(statement.LiquidationLevels, level => !level.Intervals.IsEmpty);
        foreach (LiquidationLevel level in statement.LiquidationLevels)
        {
            Currency underlying = Currency.Of(level.Factor);
            double today = market.Price(underlying)!.Value;
            bool Breaks(double price)
            {
                MarginStatement there = Market.Evaluator().StatementAt(market.With(underlying, price / today, NettingSet.Of(account, market).Symbols), account);
                return there.Equity < there.MaintenanceMargin;
            }

            foreach (PriceInterval interval in level.Intervals)
            {
                // A level has eight digits; a millionth beside it is enough.
                if (interval.From > 0m) Assert.True(!Breaks((double)interval.From * (1 - 1e-6)) && Breaks((double)interval.From * (1 + 1e-6)), $"from {interval.From}");
                if (interval.To is { } to) Assert.True(Breaks((double)to * (1 - 1e-6)) && !Breaks((double)to * (1 + 1e-6)), $"to {to}");
            }

            Assert.Equal(level.Below, level.Intervals.LastOrDefault(interval => interval.To < (decimal)today)?.To);
            Assert.Equal(level.Above, level.Intervals.FirstOrDefault(interval => interval.From > (decimal)today)?.From);
        }
    }

    [Fact]
    public void Levels_SoldStrangle_LieOnBothSides()
    {
        LiquidationLevel level = Assert.Single(Market.Statement(Accounts["strangle"], MarginDetail.Full).LiquidationLevels);
        Assert.Equal(2, level.Intervals.Length);
        Assert.InRange(level.Below!.Value, 30_000m, 93_000m);
        Assert.InRange(level.Above!.Value, 94_000m, 200_000m);
    }

    [Fact]
    public void Levels_ShortOnCoins_FallToALiquidationAboveAlone()
    {
        LiquidationLevel level = Market.Statement(SmallMarket.Account(60_000m, Held(Linear, -1m, 94_000m)), MarginDetail.Full).LiquidationLevels[0];
        Assert.Null(level.Below);
        Assert.NotNull(level.Above);
        Assert.Null(Assert.Single(level.Intervals).To);
    }

    [Fact]
    public void Levels_BoughtOptionPaidFor_AreNone()
    {
        LiquidationLevel level = Assert.Single(Market.Statement(SmallMarket.Account(10_000m, Held(Call, 2m)), MarginDetail.Full).LiquidationLevels);
        Assert.Equal((null, null, 0), (level.Below, level.Above, level.Intervals.Length));
    }

    [Fact]
    public void Levels_CashAlone_AreNotAskedFor() => Assert.Empty(Market.Statement(SmallMarket.Account(10_000m) with { Collateral = [new(Btc, 1m)] }, MarginDetail.Full).LiquidationLevels);

    [Fact]
    public void Levels_AlreadyBelowMaintenance_IsTodaysPrice() =>
        Assert.Equal(93_859.1m, Market.Statement(SmallMarket.Account(1_000m, Held(Linear, 1m, 94_000m)), MarginDetail.Full).LiquidationLevels[0].Below);
}
