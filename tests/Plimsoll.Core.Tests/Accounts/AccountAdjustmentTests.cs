using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Accounts;

public class AccountAdjustmentTests
{
    private static readonly AccountSnapshot Account = new() { Path = AccountPath.Of("ann"), Collateral = [new(Currency.Of("BTC"), 1m)] };

    [Fact]
    public void Fill_Future_AddsThePositionAndLeavesCash()
    {
        AccountSnapshot after = AccountAdjustment.Fill(Account, Instrument.Of(InstrumentSymbol.Parse("BTC/USDT:USDT")), -2m, 80_000m);

        Assert.Equal(new Position(InstrumentSymbol.Parse("BTC/USDT:USDT"), -2m, 80_000m), Assert.Single(after.Positions));
        Assert.Equal(Account.Collateral.AsEnumerable(), after.Collateral);
    }

    [Fact]
    public void Fill_BoughtInverseOption_PaysThePremiumInCoin()
    {
        var option = new Instrument(InstrumentSymbol.Parse("BTC/USD:BTC-261225-100000-C"), 0.1m, null);

        AccountSnapshot after = AccountAdjustment.Fill(Account, option, 20m, 0.05m);

        Assert.Equal(0.9m, Assert.Single(after.Collateral).Amount);
        Assert.Null(Assert.Single(after.Positions).EntryPrice);
    }

    [Fact]
    public void Transfer_OfANewCurrency_AddsABalance()
    {
        AccountSnapshot after = AccountAdjustment.Transfer(Account, Currency.Of("USDC"), -5_000m);

        Assert.Equal(-5_000m, after.Collateral.Single(balance => balance.Currency == Currency.Of("USDC")).Amount);
    }
}
