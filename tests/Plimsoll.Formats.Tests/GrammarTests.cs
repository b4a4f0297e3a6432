using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class GrammarTests
{
    private static string Problems(Action parse) => string.Join("\n", Assert.Throws<InvalidInputException>(parse).Problems);

    [Theory]
    [InlineData("buy 10 ETH/USDT:USDT @ 3100", 10)]
    [InlineData("SELL 10 ETH/USDT:USDT @3100", -10)]
    [InlineData("  sell  1e1 ETH_USDT-PERPETUAL@3100.0 ", -10)]
    public void Order_InAnySpacing_IsRead(string text, int quantity) =>
        Assert.Equal(new Order(InstrumentSymbol.Parse("ETH/USDT:USDT"), quantity, 3100m), OrderText.Parse(text));

    [Fact]
    public void Trade_AtMark_HasNoPrice()
    {
        Assert.Equal(new Trade(InstrumentSymbol.Parse("BTC/USDT:USDT"), -2m, null), TradeText.Parse("sell 2 BTC/USDT:USDT @ mark"));
        Assert.Equal(new Trade(InstrumentSymbol.Parse("BTC/USD:BTC-261225-100000-C"), 2m, 0.05m), TradeText.Parse("buy 2 BTC-25DEC26-100000-C @ 0.05"));
    }

    [Fact]
    public void Transfer_WithEitherSign_IsRead()
    {
        Assert.Equal(new Balance(Currency.Of("USDC"), 5000m), TransferText.Parse("+5000 USDC"));
        Assert.Equal(new Balance(Currency.Of("BTC"), -0.5m), TransferText.Parse("-0.5 btc"));
    }

    [Fact]
    public void Shock_OfTheContractsExamples_IsRead()
    {
        Assert.Equal(new MarketShock(Currency.Of("BTC"), ShockedFactor.Spot, -0.1m), ShockText.Parse("BTC spot -10%"));
        Assert.Equal(new MarketShock(Currency.Of("BTC"), ShockedFactor.Volatility, 0.3m), ShockText.Parse("BTC vol +30%"));
        Assert.Equal(new MarketShock(null, ShockedFactor.Spot, -0.2m), ShockText.Parse("all spot -20 %"));
    }

    [Fact]
    public void Order_WithSeveralFaults_TellsThemAll() => Assert.Equal(
        """
        order "hold ten ETH/USDT @ mark": 'hold' is no side; write buy or sell.
        order "hold ten ETH/USDT @ mark": 'ten' is no number; write a number of contracts above 0, as "10".
        order "hold ten ETH/USDT @ mark": 'ETH/USDT' is a spot pair; a holding of a coin is collateral, and a derivative names its settlement currency: ETH/USDT:USDT.
        order "hold ten ETH/USDT @ mark": 'mark' is no number; write a price, as "60250.5".
        """,
        Problems(() => OrderText.Parse("hold ten ETH/USDT @ mark")));

    [Theory]
    [InlineData("buy 10 ETH/USDT:USDT", "order \"buy 10 ETH/USDT:USDT\": write side, number of contracts, symbol, @ and price, as \"buy 10 ETH/USDT:USDT @ 3100\".")]
    [InlineData("", "order \"\": write side, number of contracts, symbol, @ and price, as \"buy 10 ETH/USDT:USDT @ 3100\".")]
    public void Order_CutShort_ShowsAnExample(string text, string expected) => Assert.Equal(expected, Problems(() => OrderText.Parse(text)));

    [Theory]
    [InlineData("5000", "transfer \"5000\": write a signed amount and a currency, as \"+5000 USDC\" or \"-0.5 BTC\".")]
    [InlineData("0 USDC", "transfer \"0 USDC\": an amount of 0 moves nothing; write a deposit as \"+5000 USDC\", a withdrawal as \"-5000 USDC\".")]
    [InlineData("NaN U$D", "transfer \"NaN U$D\": 'NaN' is no finite number; write an amount, as \"100000\" or \"1.5\"; a debt is below 0.\ntransfer \"NaN U$D\": 'U$D' is no currency; write its code, as USDC.")]
    public void Transfer_Wrong_IsExplained(string text, string expected) => Assert.Equal(expected, Problems(() => TransferText.Parse(text)));

    [Theory]
    [InlineData("BTC -10%", "shock \"BTC -10%\": write a coin or all, spot or vol, and a change in per cent, as \"BTC spot -10%\" or \"all vol +30%\".")]
    [InlineData("BTC price -0.1", "shock \"BTC price -0.1\": 'price' cannot be shocked; write spot or vol.\nshock \"BTC price -0.1\": '-0.1' has no per cent sign; write a fall of 10 % as -10%.")]
    [InlineData("BTC spot -100%", "shock \"BTC spot -100%\": '-100%' is not allowed: a change lies above -100% and at most at 1000000%.")]
    public void Shock_Wrong_IsExplained(string text, string expected) => Assert.Equal(expected, Problems(() => ShockText.Parse(text)));
}
