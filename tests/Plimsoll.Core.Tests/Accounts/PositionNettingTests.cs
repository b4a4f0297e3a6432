using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Accounts;

public class PositionNettingTests
{
    private const string Linear = "BTC/USDT:USDT", Inverse = "BTC/USD:BTC", Option = "BTC/USD:BTC-261225-100000-C";

    [Theory]
    [InlineData(Linear, 2, 90_000, 3, 95_000)]
    [InlineData(Linear, 2, 90_000, -3, 95_000)]
    [InlineData(Linear, -2, 90_000, 2, 80_000)]
    [InlineData(Inverse, 200, 90_000, 300, 95_000)]
    [InlineData(Inverse, 500, 90_000, -300, 95_000)]
    [InlineData(Inverse, -500, 90_000, 500, 70_000)]
    public void Canonical_TwoFills_KeepsCashAndProfitAtEveryPrice(string symbol, int first, int entry, int second, int then)
    {
        AccountSnapshot apart = Account((symbol, first, entry), (symbol, second, then));
        AccountSnapshot netted = apart.Canonical(_ => 0.01m);
        Assert.Equal(first + second == 0 ? 0 : 1, netted.Positions.Length);
        Assert.Equal(first + second, netted.Positions.Sum(position => position.Quantity));
        foreach (decimal mark in (decimal[])[50_000m, 91_234.5m, 200_000m])
            Assert.InRange(Math.Abs(Worth(apart, mark) - Worth(netted, mark)), 0m, 1e-18m);
    }

    [Fact]
    public void Canonical_OppositeLinearFills_RealisesExactlyTheDifference()
    {
        AccountSnapshot netted = Account((Linear, 3m, 90_000m), (Linear, -1m, 95_000m)).Canonical(_ => 0.01m);
        Assert.Equal(new Position(InstrumentSymbol.Parse(Linear), 2m, 90_000m), Assert.Single(netted.Positions));
        Assert.Equal(1000m + (0.01m * 5_000m), netted.Collateral.Single(balance => balance.Currency == Currency.Of("USDT")).Amount);
    }

    [Fact]
    public void Canonical_Options_AreNettedWithoutEntryAndWithoutCash()
    {
        AccountSnapshot netted = Account((Option, 3m, null), (Option, -1m, 0.02m)).Canonical(_ => 1m);
        Assert.Equal(new Position(InstrumentSymbol.Parse(Option), 2m, null), Assert.Single(netted.Positions));
        Assert.Equal(1000m, Assert.Single(netted.Collateral).Amount);
        Assert.Empty(Account((Option, 1m, null), (Option, -1m, null)).Canonical(_ => 1m).Positions);
    }

    [Fact]
    public void Canonical_ZerosAndOrder_AreDroppedAndOrdinal()
    {
        AccountSnapshot account = Account(("ETH/USDT:USDT", 1m, 3_000m), (Linear, 0m, 1m), (Inverse, 1m, 90_000m)) with
        {
            Collateral = [new(Currency.Of("USDT"), 5m), new(Currency.Of("BTC"), 1m), new(Currency.Of("USDT"), -5m)],
            Orders = [new(InstrumentSymbol.Parse(Linear), 0m, 1m), new(InstrumentSymbol.Parse(Linear), 1m, 2m), new(InstrumentSymbol.Parse(Linear), 1m, 1m)],
        };
        AccountSnapshot canonical = account.Canonical(_ => 1m);
        Assert.Equal([Inverse, "ETH/USDT:USDT"], canonical.Positions.Select(position => position.Symbol.ToString()));
        Assert.Equal(Currency.Of("BTC"), Assert.Single(canonical.Collateral).Currency);
        Assert.Equal([1m, 2m], canonical.Orders.Select(order => order.Price));
        Assert.Equal(canonical.Positions.AsEnumerable(), canonical.Canonical(_ => 1m).Positions);
    }

    private static AccountSnapshot Account(params (string Symbol, decimal Quantity, decimal? Entry)[] positions) => new()
    {
        Path = AccountPath.Of("ann"),
        Collateral = [new(Currency.Of("USDT"), 1000m)],
        Positions = [.. positions.Select(position => new Position(InstrumentSymbol.Parse(position.Symbol), position.Quantity, position.Entry))],
    };

    /// <summary>Balances and unrealised profit in units of the settlement currency, contracts of 0.01.</summary>
    private static decimal Worth(AccountSnapshot account, decimal mark) =>
        account.Collateral.Sum(balance => balance.Amount) + account.Positions.Sum(position => position.Symbol.IsInverse
            ? position.Quantity * 0.01m * ((1m / position.EntryPrice!.Value) - (1m / mark))
            : position.Quantity * 0.01m * (mark - position.EntryPrice!.Value));
}
