using Plimsoll.Accounts;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Standard;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Models.Standard.StandardFixture;

namespace Plimsoll.Core.Tests.Models.Standard;

public class StandardOptionTests
{
    private const string Call = "BTC/USD:BTC-260327-110000-C", Put = "BTC/USDT:USDT-260327-90000-P";

    private static readonly StandardOptions Rules = new()
    {
        Name = "options",
        Instruments = ["BTC"],
        Underlying = StandardOptionPrice.Forward,
        Moneyness = StandardOptionPrice.Forward,
        Rates = new() { InitialRate = 0.15m, InitialMinimum = 0.10m, MaintenanceRate = 0.075m, PutMarkRate = 0.075m },
    };

    private static readonly StandardParameters Venue = Venue(Linear(Table("BTC"))) with { Home = null, Collateral = null, Options = [Rules] };

    private static readonly MarketSnapshot Prices = StandardFixture.Market((Call, 0.03m, 101_000m), (Put, 1_500m, null));

    [Fact]
    public void Evaluate_SoldInverseCall_IsTheRuleInCoinsAndItsValueIsNotInEquityToo()
    {
        MarginStatement coin = Coin(Account(Held(Call, -2m)));

        // 9,000 of 101,000 out of the money: 0.15 − 0.0891 is less than 0.10.
        Assert.Equal((0.26m, 0.21m), (coin.InitialMargin.Amount, coin.MaintenanceMargin.Amount));
        Assert.Equal((-0.06m, 1m), (coin.OptionValue.Amount, coin.Equity.Amount));
    }

    [Fact]
    public void Evaluate_OptionValueInEquity_LeavesTheMarkOutOfTheRequirement()
    {
        MarginStatement coin = Assert.Single(Margin(Venue with { OptionValueCounts = true }, Account(Held(Call, -2m)), market: Prices).Currencies, one => one.Currency.Code == "BTC");

        Assert.Equal((0.20m, 0.15m), (coin.InitialMargin.Amount, coin.MaintenanceMargin.Amount));
        Assert.Equal(0.94m, coin.Equity.Amount);
    }

    [Fact]
    public void Evaluate_BoughtOption_NeedsNothingAndItsValueSupportsNothing()
    {
        MarginStatement coin = Coin(Account(Held(Call, 5m)));

        Assert.Equal((0m, 0m, 1m, 0.15m), (coin.InitialMargin.Amount, coin.MaintenanceMargin.Amount, coin.Equity.Amount, coin.OptionValue.Amount));
    }

    [Fact]
    public void Evaluate_LinearPutWithoutAForwardOfItsOwn_UsesTheFutureThatExpiresWithIt()
    {
        AccountSnapshot account = StandardFixture.Account(100_000m, Held(Put, -1m));

        MarginStatement usdt = Assert.Single(Margin(Venue, account, market: Prices).Currencies);

        // The future is at 101,000: 11,000 out of the money, so the minimum of 10,100; maintenance 7,575; both plus the mark.
        Assert.Equal((11_600m, 9_075m), (usdt.InitialMargin.Amount, usdt.MaintenanceMargin.Amount));
    }

    [Fact]
    public void Evaluate_OrderToBuy_FreezesPremiumAndFeeUnlessItClosesWhatIsSold()
    {
        StandardParameters fees = Venue with { Options = [Rules with { TakerFee = 0.0003m, FeeCap = 0.125m }] };
        MarginStatement Statement(decimal held, decimal ordered, decimal price) => Assert.Single(
            Margin(fees, Account(Held(Call, held)) with { Orders = [Ordered(Call, ordered, price)] }, market: Prices).Currencies, one => one.Currency.Code == "BTC");

        Assert.Equal(0.0403m, Statement(1m, 1m, 0.04m).InitialMargin.Amount);
        Assert.Equal(0.13m, Statement(-1m, 1m, 0.04m).InitialMargin.Amount);
        Assert.Equal(0.0009m + 0.0001125m, Statement(1m, 1m, 0.0009m).InitialMargin.Amount);
    }

    [Fact]
    public void Evaluate_OrderToSell_NeedsWhatThePositionWillLessThePremiumWhereItIsCredited()
    {
        StandardParameters credited = Venue with { Options = [Rules with { CreditsPremium = true, OrderMinimum = 0.10m }] };
        AccountSnapshot account = Account(Held(Call, 0.5m)) with { Orders = [Ordered(Call, -1.5m, 0.05m)] };

        // One coin would be sold: its rule at the order's price of 0.05 is 0.15; less the premium it is the minimum.
        Assert.Equal(0.15m, Assert.Single(Margin(Venue, account, market: Prices).Currencies, one => one.Currency.Code == "BTC").InitialMargin.Amount, 12);
        Assert.Equal(0.10m, Assert.Single(Margin(credited, account, market: Prices).Currencies, one => one.Currency.Code == "BTC").InitialMargin.Amount, 12);
    }

    [Fact]
    public void Evaluate_FactorBySizeSold_CountsAllOptionsOfTheCoin()
    {
        StandardParameters factors = Venue with { Options = [Rules with { Factors = [new() { UpTo = 1.5m, Factor = 1m }, new() { Factor = 1.02m }] }] };

        Assert.Equal((2m * ((0.10m * 1.02m) + 0.03m), 2m * ((0.075m * 1.02m) + 0.03m)), Both(factors, Account(Held(Call, -2m))));
        Assert.Equal((0.13m, 0.105m), Both(factors, Account(Held(Call, -1m))));

        static (decimal, decimal) Both(StandardParameters parameters, AccountSnapshot account)
        {
            MarginStatement coin = Assert.Single(Margin(parameters, account, market: Prices).Currencies, one => one.Currency.Code == "BTC");
            return (coin.InitialMargin.Amount, coin.MaintenanceMargin.Amount);
        }
    }

    [Fact]
    public void Levels_OfASoldCall_StandWhereItsRuleMeetsTheBalance()
    {
        AccountSnapshot account = Account(Held(Call, -3m));

        LiquidationLevel level = Assert.Single(Margin(Venue, account, MarginDetail.Full, Prices).LiquidationLevels);

        // At the level three times 0.075 and the mark make the one coin that there is.
        decimal up = level.Above!.Value / 100_000m;
        MarketSnapshot there = Scenarios(up);
        Assert.Equal(1.0, (double)Assert.Single(Margin(Venue, account, market: there).Currencies, one => one.Currency.Code == "BTC").MaintenanceMargin.Amount, 1e-6);

        static MarketSnapshot Scenarios(decimal multiple) => Plimsoll.Scenarios.MarketShift.Spot(Prices, Currency.Of("BTC"), multiple - 1m);
    }

    private static AccountSnapshot Account(params Position[] positions) => StandardFixture.Account(0m, positions) with { Collateral = [new Balance(Currency.Of("BTC"), 1m)] };

    private static MarginStatement Coin(AccountSnapshot account) => Assert.Single(Margin(Venue, account, market: Prices).Currencies, one => one.Currency.Code == "BTC");
}
