using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Models;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Standard;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Models.Standard.StandardFixture;

namespace Plimsoll.Core.Tests.Models.Standard;

public class StandardRulesTests
{
    private static readonly StandardParameters Venue = Venue(Linear(Table("BTC", "ETH")));

    [Fact]
    public void Evaluate_TwoPositions_AreSummedEachByItsOwnSize()
    {
        MarginStatement statement = Margin(Venue, Account(1_000_000m, Held("BTC/USDT:USDT", 20m, 100_000m), Held("ETH/USDT:USDT", -100m, 4_000m)));

        // 2 m: 1 % less 6,000 and 1/50; 0.4 m: 0.4 % and 1/100.
        Assert.Equal((44_000m, 15_600m), (statement.InitialMargin.Amount, statement.MaintenanceMargin.Amount));
        Assert.Equal(["BTC", "ETH"], statement.Lines.Select(line => line.Subject));
        Assert.Equal(14_000m, statement.Positions[0].MaintenanceContribution.Amount);
    }

    [Theory]
    [InlineData(5, 400_000)]
    [InlineData(50, 40_000)]
    [InlineData(125, 40_000)]
    public void Evaluate_LeverageChosen_CountsUpToThatOfTheTier(int leverage, int initial) =>
        Assert.Equal(initial, Margin(Venue, Account(1_000_000m, Held("BTC/USDT:USDT", 20m, 100_000m, leverage))).InitialMargin.Amount);

    [Fact]
    public void Evaluate_Orders_CountAtTheWorseSideAndForInitialMarginOnly()
    {
        AccountSnapshot account = Account(1_000_000m, Held("BTC/USDT:USDT", 5m, 100_000m)) with
        {
            Orders = [Ordered("BTC/USDT:USDT", 2m, 99_000m), Ordered("BTC/USDT:USDT", -25m, 101_000m)],
        };

        MarginStatement statement = Margin(Venue, account);

        Assert.Equal((40_000m, 2_000m), (statement.InitialMargin.Amount, statement.MaintenanceMargin.Amount));
    }

    [Fact]
    public void Evaluate_PositionPlusOrders_SetsTheTierOfTheMaintenanceToo()
    {
        StandardMarket steps = Linear(new StandardTable { Instruments = ["BTC"], Tiers = [new() { UpTo = 1_000_000m, Maintenance = 0.005m, Initial = 0.01m }], Then = new() { Size = 500_000m, Maintenance = 0.005m, Initial = 0.005m } })
            with { Reading = TierReading.WholePosition, Orders = StandardOrders.PositionPlusOrders };
        AccountSnapshot account = Account(1_000_000m, Held("BTC/USDT:USDT", 9m, 100_000m)) with { Orders = [Ordered("BTC/USDT:USDT", 3m, 100_000m)] };

        MarginStatement statement = Margin(Venue(steps), account);

        Assert.Equal((18_000m, 9_000m), (statement.InitialMargin.Amount, statement.MaintenanceMargin.Amount));
    }

    [Fact]
    public void Levels_WhereOrdersSetTheTierOfTheMaintenance_AreThoseOfTheAccountWithItsOrders()
    {
        StandardMarket steps = Linear(new StandardTable { Instruments = ["BTC"], Tiers = [new() { UpTo = 1_000_000m, Maintenance = 0.005m, Initial = 0.01m }], Then = new() { Size = 500_000m, Maintenance = 0.005m, Initial = 0.005m } })
            with { Reading = TierReading.WholePosition, Orders = StandardOrders.PositionPlusOrders };
        AccountSnapshot account = Account(100_000m, Held("BTC/USDT:USDT", 9m, 100_000m)) with { Orders = [Ordered("BTC/USDT:USDT", 3m, 100_000m)] };

        // Twelve coins are in the second step there: 100,000 + 9·(p − 100,000) = 9·1 %·p.
        Assert.Equal(800_000m / 8.91m, Assert.Single(Margin(Venue(steps), account, MarginDetail.Full).LiquidationLevels).Below!.Value, 1);
    }

    [Fact]
    public void Evaluate_BalanceAloneThatNothingSettlesIn_DoesNotCountAndSaysSo()
    {
        StandardParameters alone = Venue(Linear(Table("BTC")) with { Quotes = [Currency.Of("USDT")] }) with { Home = null, Collateral = null };
        AccountSnapshot account = Account(10_000m, Held("BTC/USDT:USDT", 1m, 100_000m));

        MarginStatement statement = Margin(alone, account with { Collateral = [.. account.Collateral, new Balance(Currency.Of("BTC"), 1m)] });

        Assert.Equal((110_000m, 10_000m), (statement.Nav.Amount, statement.Equity.Amount));
        Assert.Equal("BTC does not count as collateral under Tiers.", Assert.Single(statement.Warnings, warning => warning.Code == "collateral-not-counted").Message);
    }

    [Theory]
    [InlineData("BTC", true)] // the coin-settled table
    [InlineData("USDT", true)]
    [InlineData("ETH", false)]
    [InlineData("USDC", false)]
    public void Evaluate_BalanceAlone_CountsWhereSomethingSettlesInIt(string asset, bool counts)
    {
        StandardMarket inverse = Linear(Table("BTC/USD:BTC")) with { Inverse = true }, linear = Linear(Table("*")) with { Settles = [Currency.Of("USDT")] };
        AccountSnapshot account = Account(0m) with { Collateral = [new Balance(Currency.Of(asset), 1m)] };

        MarginStatement statement = Margin(Venue(inverse, linear) with { Home = null, Collateral = null }, account);

        Assert.Equal(counts, statement.Equity == statement.Nav);
    }

    [Fact]
    public void Evaluate_SizesInContracts_AreThoseOfTheVenueWhateverTheMarketsContractIs()
    {
        StandardMarket contracts = Linear(new StandardTable
        {
            Instruments = ["BTC"],
            ContractSize = 0.01m,
            Tiers = [new() { UpTo = 1_000m, Maintenance = 0.004m, Initial = 0.01m }, new() { UpTo = 2_000m, Maintenance = 0.01m, Initial = 0.02m }],
        }) with { Size = StandardSize.Contracts, Reading = TierReading.WholePosition, ClosingFee = 0.0005m };

        // 10 BTC are 1,000 contracts: the first tier, 0.4 % and the fee of 0.05 %; 10.01 BTC are in the second.
        Assert.Equal(4_500m, Margin(Venue(contracts), Account(1m, Held("BTC/USDT:USDT", 10m, 100_000m))).MaintenanceMargin.Amount);
        Assert.Equal(1_001_000m * 0.0105m, Margin(Venue(contracts), Account(1m, Held("BTC/USDT:USDT", 10.01m, 100_000m))).MaintenanceMargin.Amount);
    }

    [Fact]
    public void Evaluate_ExpiriesThatCountTogether_ShareTheTierOfTheirSum()
    {
        StandardMarket apart = Linear(Table("BTC")) with { Reading = TierReading.WholePosition, Kinds = [InstrumentKind.DatedFuture] };
        apart = apart with { Tables = [apart.Tables[0] with { Tiers = [.. apart.Tables[0].Tiers.Select(tier => tier with { Deduction = null })] }] };
        AccountSnapshot account = Account(1_000_000m, Held("BTC/USDT:USDT-260327", 6m, 100_000m), Held("BTC/USDT:USDT-260626", -6m, 100_000m));

        Assert.Equal(1_218_000m * 0.004m, Margin(Venue(apart), account).MaintenanceMargin.Amount);
        Assert.Equal(1_218_000m * 0.01m, Margin(Venue(apart with { ExpiriesTogether = true }), account).MaintenanceMargin.Amount);
    }

    [Fact]
    public void Evaluate_ValuedAtEntry_DoesNotMoveWithTheMark()
    {
        StandardParameters entry = Venue(Linear(Table("BTC")) with { ValuedAt = StandardValuation.Entry });

        Assert.Equal(900_000m * 0.004m, Margin(entry, Account(1_000_000m, Held("BTC/USDT:USDT", 10m, 90_000m))).MaintenanceMargin.Amount);
    }

    [Fact]
    public void Evaluate_InversePositionAloneInItsCoin_IsInCoins()
    {
        StandardMarket inverse = Linear(new StandardTable { Instruments = ["BTC"], Tiers = [new() { UpTo = 5m, Maintenance = 0.004m, Leverage = 125m }, new() { UpTo = 10m, Maintenance = 0.005m, Leverage = 100m }] }) with { Inverse = true };
        StandardParameters alone = Venue(inverse) with { Home = null, Collateral = null };
        AccountSnapshot account = Account(0m, Held("BTC/USD:BTC", -800_000m, 100_000m)) with { Collateral = [new Balance(Currency.Of("BTC"), 1m)] };

        MarginStatement coin = Assert.Single(Margin(alone, account).Currencies);

        Assert.Equal((0.08m, 0.035m, "BTC"), (coin.InitialMargin.Amount, coin.MaintenanceMargin.Amount, coin.Currency.Code));
    }

    [Fact]
    public void Evaluate_UnlistedOrTooLarge_IsRefusedByName()
    {
        Assert.Equal(
            "ETH/USDT:USDT: no margin rule: Tiers has no tier table of ETH in this rulebook; give one with --tiers FILE",
            Assert.Single(Gaps(Venue(Linear(Table("BTC"))), Account(1m, Held("ETH/USDT:USDT", 1m, 4_000m)))).ToString());
        Assert.Equal(
            "BTC/USD:BTC: no margin rule: Tiers margins no perpetuals on BTC in USD settled in BTC under this rulebook",
            Assert.Single(Gaps(Venue, Account(1m, Held("BTC/USD:BTC", 1m, 100_000m)))).ToString());
        Assert.Equal(
            "BTC/USDT:USDT: no tier for its size: Tiers takes at most 50,000,000 USDT",
            Assert.Single(Gaps(Venue, Account(1m, Held("BTC/USDT:USDT", 501m, 100_000m)))).ToString());
        AccountSnapshot ordering = Account(1m, Held("BTC/USDT:USDT", 400m, 100_000m)) with { Orders = [Ordered("BTC/USDT:USDT", 101m, 100_000m)] };
        Assert.Equal("BTC/USDT:USDT: no tier for its size with its orders: Tiers takes at most 50,000,000 USDT", Assert.Single(Gaps(Venue, ordering)).ToString());
    }

    [Fact]
    public void Evaluate_PositionGrownBeyondTheLastTier_GoesOnAtItsRateAndSaysSo()
    {
        MarginStatement statement = Margin(Venue, Account(100_000_000m, Held("BTC/USDT:USDT", 501m, 99_000m)));

        Assert.Equal((50_100_000m * 0.05m) - 206_000m, statement.MaintenanceMargin.Amount);
        Assert.Contains(statement.Warnings, warning => warning.Code == "beyond-last-tier");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Levels_OfTheScan_AreTheClosedForm(int side)
    {
        foreach ((decimal quantity, decimal balance) in new[] { (2m, 20_000m), (12m, 300_000m), (60m, 900_000m), (300m, 9_000_000m) })
        {
            AccountSnapshot account = Account(balance, Held("BTC/USDT:USDT", side * quantity, 97_000m));
            LiquidationLevel level = Assert.Single(Margin(Venue, account, MarginDetail.Full).LiquidationLevels);

            TierTable tiers = Table("BTC").ToTable(Linear());
            (decimal? below, decimal? above) = LiquidationPrice.Nearest(balance, [new(side > 0, quantity, 97_000m, tiers)], false, 100_000m);

            Assert.Equal(below is null, level.Below is null);
            Assert.Equal((double)(side > 0 ? below : above)!.Value, (double)(side > 0 ? level.Below : level.Above)!.Value, 6e-3); // levels are shown with eight digits
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(-1, true)]
    public void Levels_OfAnInversePosition_AreTheClosedForm(int side, bool slope)
    {
        // Brackets in coin as Binance has them, or a rate that rises with the coins as Deribit's does; the coins are more as the price falls.
        StandardTable brackets = new() { Instruments = ["BTC"], Tiers = [new() { UpTo = 5m, Maintenance = 0.004m, Leverage = 125m }, new() { UpTo = 10m, Maintenance = 0.005m, Leverage = 100m }, new() { UpTo = 500m, Maintenance = 0.025m, Leverage = 20m }] };
        StandardTable rising = new() { Instruments = ["BTC"], Tiers = [new() { Maintenance = 0.01m, Initial = 0.02m, MaintenanceSlope = 0.00005m, InitialSlope = 0.00005m }] };
        StandardMarket market = Linear(slope ? rising : brackets) with { Inverse = true, Size = StandardSize.Coins, Reading = slope ? TierReading.WholePosition : TierReading.Marginal };
        AccountSnapshot account = Account(0m, Held("BTC/USD:BTC", side * 1_200_000m, 98_000m)) with { Collateral = [new Balance(Currency.Of("BTC"), 2.5m)] };

        LiquidationLevel level = Assert.Single(Margin(Venue(market) with { Home = null, Collateral = null }, account, MarginDetail.Full).LiquidationLevels);

        (decimal? below, decimal? above) = LiquidationPrice.Nearest(2.5m, [new(side > 0, 1_200_000m, 98_000m, market.Tables[0].ToTable(market))], true, 100_000m);
        Assert.Equal((double)(side > 0 ? below : above)!.Value, (double)(side > 0 ? level.Below : level.Above)!.Value, 6e-3);
    }

    [Fact]
    public void Status_EquityEqualToMaintenance_IsLiquidatedWhereTheVenueSaysSo()
    {
        AccountSnapshot account = Account(4_000m, Held("BTC/USDT:USDT", 10m, 100_000m));

        Assert.Equal(MarginStatus.Liquidation, Margin(Venue, account).Status);
        Assert.Equal(MarginStatus.MarginCall, Margin(Venue with { LiquidatesAtEquality = false }, account).Status);
    }

    [Fact]
    public void Haircut_OfAPool_CutsSlicesAndNeverADebt()
    {
        StandardParameters pool = Venue with
        {
            Collateral =
            [
                new() { Assets = [Currency.Of("USDT")], Tiers = [new() { Ratio = 1m }] },
                new() { Assets = [Currency.Of("BTC")], Tiers = [new() { UpTo = 10m, Ratio = 0.98m }, new() { UpTo = 20m, Ratio = 0.95m }] },
            ],
        };
        AccountSnapshot account = Account(-500_000m) with { Collateral = [new Balance(Currency.Of("USDT"), -500_000m), new Balance(Currency.Of("BTC"), 25m), new Balance(Currency.Of("ETH"), 10m)] };

        MarginStatement statement = Margin(pool, account);

        Assert.Equal(20_000m + 50_000m + 500_000m + 40_000m, statement.Haircut.Amount);
        Assert.Equal("collateral-not-counted", Assert.Single(statement.Warnings).Code);
        MarginStatement atInitial = Margin(pool with { DiscountsAtInitialOnly = true }, account);
        Assert.Equal((0m, 610_000m, 0m), (atInitial.Haircut.Amount, atInitial.InitialMargin.Amount, atInitial.MaintenanceMargin.Amount));
    }
}
