using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Values;

public class CurrencyTests
{
    [Theory]
    [InlineData("usd", "USD", 2)]
    [InlineData("EUR", "EUR", 2)]
    [InlineData("btc", "BTC", 8)]
    [InlineData("1INCH", "1INCH", 8)]
    [InlineData("USDC.e", "USDC.E", 8)]
    [InlineData("币安人生", "币安人生", 8)]
    public void Of_ACode_IsRaisedAndKnowsItsDecimals(string text, string code, int decimals)
    {
        Currency currency = Currency.Of(text);
        Assert.Equal(code, currency.Code);
        Assert.Equal(decimals, currency.MinorUnits);
        Assert.Equal(code == "USD", currency.IsUsd);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("BTC ")]
    [InlineData("B-TC")]
    [InlineData("BTC/USD")]
    [InlineData("Ёж")]
    [InlineData("ΒTC")]
    [InlineData("币 安")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTU")]
    public void TryParse_WhatIsNoCode_IsRefused(string? text)
    {
        Assert.False(Currency.TryParse(text, out Currency currency));
        Assert.Equal("", currency.Code);
        if (text is not null) Assert.Contains("1 to 20", Assert.Throws<FormatException>(() => Currency.Of(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_OfCodes_IsOrdinal()
    {
        Currency[] sorted = [.. new[] { "SOL", "BTC", "1INCH", "ETH" }.Select(Currency.Of).Order()];
        Assert.Equal(["1INCH", "BTC", "ETH", "SOL"], sorted.Select(currency => currency.Code));
    }
}
