using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Values;

public class MoneyTests
{
    private static readonly Currency Btc = Currency.Of("BTC");

    [Theory]
    [InlineData(12.30, "12.30")]
    [InlineData(12.3000001, "12.31")]
    [InlineData(12.30000000000001, "12.30")]
    [InlineData(-12.305, "-12.30")]
    [InlineData(0, "0")]
    [InlineData(1e-12, "0")]
    [InlineData(0.1 + 0.2, "0.30")]
    public void RequirementFromEstimate_Dollars_RoundsUpToTheCentButNotNoise(double estimate, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Money.RequirementFromEstimate(estimate, Currency.Usd).Amount);

    [Theory]
    [InlineData(12.309, "12.30")]
    [InlineData(12.30, "12.30")]
    [InlineData(-12.301, "-12.31")]
    public void CollateralFromEstimate_Dollars_RoundsDownToTheCent(double estimate, string expected) =>
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Money.CollateralFromEstimate(estimate, Currency.Usd).Amount);

    [Fact]
    public void Crossing_Coins_RoundsToEightDecimals()
    {
        Assert.Equal(0.00000002m, Money.RequirementFromEstimate(1.1e-8, Btc).Amount);
        Assert.Equal(0.00000001m, Money.CollateralFromEstimate(1.9e-8, Btc).Amount);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(8e19)]
    public void Crossing_WhatIsNoAmount_IsRefused(double estimate)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.RequirementFromEstimate(estimate, Btc));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.CollateralFromEstimate(estimate, Btc));
    }

    [Fact]
    public void Crossing_TheGreatestEstimate_FitsEveryCurrency()
    {
        Assert.Equal(7.9e19, (double)Money.RequirementFromEstimate(7.9e19, Btc).Amount, 1e6);
        Assert.Equal(-7.9e19, (double)Money.CollateralFromEstimate(-7.9e19, Currency.Usd).Amount, 1e6);
    }

    [Fact]
    public void Rounding_NegativeAmounts_GoesTowardsTheGreaterAndTheLesser()
    {
        Assert.Equal(-1.23m, Money.Usd(-1.239m).RoundUp().Amount);
        Assert.Equal(-1.24m, Money.Usd(-1.231m).RoundDown().Amount);
    }

    [Fact]
    public void Arithmetic_OfTwoCurrencies_IsRefusedByName()
    {
        Money dollars = Money.Usd(1m), coins = Money.Of(1m, Btc);
        Assert.Contains("USD and BTC", Assert.Throws<InvalidOperationException>(() => dollars + coins).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => dollars - coins);
        Assert.Throws<InvalidOperationException>(() => dollars < coins);
        Assert.Throws<InvalidOperationException>(() => Money.Max(dollars, coins));
    }

    [Fact]
    public void Text_HasTheCurrencysDecimals()
    {
        Assert.Equal("1,234.50 USD", Money.Usd(1234.5m).ToString());
        Assert.Equal("0.50000000 BTC", Money.Of(0.5m, Btc).ToString());
    }
}
