using Plimsoll.Instruments;

namespace Plimsoll.Core.Tests.Instruments;

public class SymbolParserTests
{
    [Theory]
    [InlineData("BTC/USDT:USDT", "BTC/USDT:USDT")]
    [InlineData("btc/usd:btc", "BTC/USD:BTC")]
    [InlineData("BTC/USD:BTC-261225", "BTC/USD:BTC-261225")]
    [InlineData("BTC/USD:BTC-261225-100000-C", "BTC/USD:BTC-261225-100000-C")]
    [InlineData("BTC/USD:BTC-261225-100000.0-p", "BTC/USD:BTC-261225-100000-P")]
    [InlineData("XRP/USDC:USDC-261225-0.55-P", "XRP/USDC:USDC-261225-0.55-P")]
    [InlineData("ETH/BTC:BTC", "ETH/BTC:BTC")]
    [InlineData("BTC-PERPETUAL", "BTC/USD:BTC")]
    [InlineData("BTC-25DEC26", "BTC/USD:BTC-261225")]
    [InlineData("ETH-5JAN27-3000-P", "ETH/USD:ETH-270105-3000-P")]
    [InlineData("BTC_USDC-PERPETUAL", "BTC/USDC:USDC")]
    [InlineData("btc_usdc-perpetual", "BTC/USDC:USDC")]
    [InlineData("XRP_USDC-25DEC26-0d55-C", "XRP/USDC:USDC-261225-0.55-C")]
    [InlineData("SOL_USDC-28FEB28", "SOL/USDC:USDC-280228")]
    public void Parse_EveryForm_GivesTheCanonicalSymbol(string text, string canonical)
    {
        InstrumentSymbol symbol = InstrumentSymbol.Parse(text);
        Assert.Equal(canonical, symbol.ToString());
        Assert.Equal(symbol, InstrumentSymbol.Parse(canonical));
        Assert.True(symbol.Expiry is null || symbol.Expiry.Value.UnixSeconds % 86_400 == SymbolParser.ExpiryHour * 3600);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData(null, "empty")]
    [InlineData("BTC/USDT", "spot pair")]
    [InlineData("BTC/BTC:BTC", "as base and as quote")]
    [InlineData("BTC/USD:ETH", "quanto")]
    [InlineData("BTC/USD:BTC-2612", "yymmdd")]
    [InlineData("BTC/USD:BTC-261325", "yymmdd")]
    [InlineData("BTC/USD:BTC-270229", "yymmdd")]
    [InlineData("BTC/USD:BTC-", "yymmdd")]
    [InlineData("BTC/USD:BTC-+61225", "yymmdd")]
    [InlineData("BTC/USD:BTC-261225-100000", "no symbol")]
    [InlineData("BTC/USD:BTC-261225-100000-C-X", "no symbol")]
    [InlineData("BTC/USD:BTC-261225-0-C", "strike")]
    [InlineData("BTC/USD:BTC-261225--5-C", "no symbol")]
    [InlineData("BTC/USD:BTC-261225-1e5-C", "strike")]
    [InlineData("BTC/USD:BTC-261225-100,000-C", "strike")]
    [InlineData("BTC/USD:BTC-261225-100000-X", "ends in 'X'")]
    [InlineData("B TC/USD:BTC", "no symbol")]
    [InlineData("BTC:USD/BTC", "no symbol")]
    [InlineData("/USD:USD", "no symbol")]
    [InlineData("BTC/USD:", "no symbol")]
    [InlineData("BTC", "no symbol")]
    [InlineData("BTC-31FEB26", "no symbol")]
    [InlineData("BTC-25XXX26", "no symbol")]
    [InlineData("BTC-DEC26", "no symbol")]
    [InlineData("BTC-25DEC26-100000", "no symbol")]
    [InlineData("BTC-25DEC26-0-C", "strike")]
    [InlineData("BTC-25DEC26-100000-Z", "ends in 'Z'")]
    [InlineData("BTC_USDC_X-PERPETUAL", "no symbol")]
    [InlineData("_USDC-PERPETUAL", "no symbol")]
    [InlineData("USD-PERPETUAL", "as base and as quote")]
    [InlineData("BTC_BTC-25DEC26", "as base and as quote")]
    public void Read_WhatIsNoSymbol_SaysWhatIsWrong(string? text, string problem)
    {
        Assert.Null(SymbolParser.Read(text, out string? found));
        Assert.Contains(problem, found, StringComparison.Ordinal);
        if (text is not null) Assert.Throws<FormatException>(() => InstrumentSymbol.Parse(text));
    }

    [Theory]
    [InlineData("BTC/USDT:USDT", InstrumentKind.Perpetual, false)]
    [InlineData("BTC/USD:BTC", InstrumentKind.Perpetual, true)]
    [InlineData("BTC/USD:BTC-261225", InstrumentKind.DatedFuture, true)]
    [InlineData("BTC/USDC:USDC-261225-100000-C", InstrumentKind.Option, false)]
    public void Kind_OfASymbol_FollowsFromExpiryStrikeAndSettlement(string text, InstrumentKind kind, bool inverse)
    {
        InstrumentSymbol symbol = InstrumentSymbol.Parse(text);
        Assert.Equal((kind, inverse), (symbol.Kind, symbol.IsInverse));
    }
}
