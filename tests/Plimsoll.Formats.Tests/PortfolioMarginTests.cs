using System.Collections.Frozen;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>The shipped rulebooks okx-pm, bybit-pm, binance-pm and span against the worked cases of their pages in docs/models.</summary>
public class PortfolioMarginTests
{
    private static readonly Timestamp Now = Timestamp.Parse("2025-01-31T08:00:00Z");

    // OKX's documentation, POST /api/v5/account/position-builder, 2025-01-15: 0.1 BTC short, 10 LTC long, 78,553.2188898 USD of USDT owed.
    [Fact]
    public void OkxPm_ThePositionBuilder_GivesThePrintedMarginsAndRatio()
    {
        MarginStatement statement = Evaluate("okx-pm@2025-01", PositionBuilder(), Account([("USDT", -78_553.2188898m / 0.99954m)], ("BTC/USDT:USDT", -10m, 97_093.7m), ("LTC/USDT:USDT", 10m, 102m)));

        MarginLine bitcoin = Line(statement, "BTC"), litecoin = Line(statement, "LTC");
        Near(1_164.410924472m, Part(bitcoin, "BTC MR1").Maintenance);
        Near(19.4098073796m, Part(bitcoin, "BTC MR4").Maintenance);
        Near(1_183.8207318516m, bitcoin.Maintenance);
        Near(1_538.96695140708m, bitcoin.Initial);
        Near(8.1562464m, Part(litecoin, "LTC MR4").Maintenance);
        Near(191.6629744572m, litecoin.Maintenance);
        Near(249.16186679436m, litecoin.Initial);
        Near(1_571.064377796m, Line(statement, "USDT MR8").Maintenance);
        Near(9_643.45070718144m, statement.InitialMargin);

        // The venue's margin is 2,946.5480841048; in its ratio the fee of repaying the debt is added.
        Near(2_946.5480841048m + 80.1242832676m, statement.MaintenanceMargin);
        Assert.Equal(-25.95365779811705, (double)(statement.Equity.Amount / statement.MaintenanceMargin.Amount), 8);
    }

    [Fact]
    public void OkxPm_BeforeTheUpgrade_HedgesBetweenIndicesDoNotOffset()
    {
        MarketSnapshot market = Market(("BTC", 60_000m), Future("BTC/USDT:USDT", 60_000m), Future("BTC/USD:BTC", 60_000m));
        AccountSnapshot hedge = Account([("USDT", 100_000m)], ("BTC/USDT:USDT", 1m, 60_000m), ("BTC/USD:BTC", -60_000m, 60_000m));

        MarginStatement before = Evaluate("okx-pm@2024-06", market, hedge), after = Evaluate("okx-pm@2025-01", market, hedge);

        // Two units of 15 % and 1.2 %, against one whose legs offset and that is asked 0.2 % of its net delta, the least charge of both legs and MR9.
        Assert.Equal(2m * 60_000m * 0.162m, before.MaintenanceMargin.Amount);
        Assert.Equal((2m * 60_000m * 0.0045m) + (60_000m * 0.0075m), after.MaintenanceMargin.Amount);
    }

    [Fact]
    public void OkxPm_SpotCoversItsDerivatives_AndNoMore()
    {
        MarketSnapshot market = Market(("BTC", 60_000m), Future("BTC/USDT:USDT", 60_000m));
        MarginStatement covered = Evaluate("okx-pm", market, Account([("BTC", 5m)], ("BTC/USDT:USDT", -2m, 60_000m)));
        Assert.Equal(120_000m * 0.0045m, covered.MaintenanceMargin.Amount);
        MarginStatement half = Evaluate("okx-pm", market, Account([("BTC", 1m)], ("BTC/USDT:USDT", -2m, 60_000m)));
        Assert.Equal((60_000m * 0.12m) + (120_000m * 0.002m), half.MaintenanceMargin.Amount);
    }

    [Fact]
    public void OkxPm_ASpreadOfAsManyCoins_LeavesNothingForSpotToCover()
    {
        MarketSnapshot market = Market(("BTC", 60_000m), Future("BTC/USD:BTC", 60_060m), Future("BTC/USD:BTC-250328", 61_000m));
        MarginStatement statement = Evaluate("okx-pm", market, Account([("BTC", 1m)], ("BTC/USD:BTC", 60_060m, 60_060m), ("BTC/USD:BTC-250328", -61_000m, 61_000m)));

        // One coin bought and one sold: no move of the index is a loss, however far apart the marks are.
        Assert.Equal(0m, Part(Line(statement, "BTC"), "BTC MR1").Maintenance.Amount);
    }

    [Fact]
    public void OkxPm_AStablecoinBelowItsPeg_MakesTheHedgeDearer()
    {
        AccountSnapshot hedge = Account([("USDC", 100_000m)], ("BTC/USDT:USDT", 10m, 60_000m), ("BTC/USD:BTC", -600_000m, 60_000m));
        decimal Depeg(decimal tether) => Part(Line(Evaluate("okx-pm", Market(tether, ("BTC", 60_000m), Future("BTC/USDT:USDT", 60_000m / tether), Future("BTC/USD:BTC", 60_000m)), hedge), "BTC"), "BTC MR9").Maintenance.Amount;

        Assert.Equal(600_000m * 0.0075m, Depeg(1m), 2);
        Assert.Equal(600_000m * 0.4m, Depeg(0.8m), 2);
        Assert.InRange(Depeg(0.9m), 600_000m * 0.19m, 600_000m * 0.21m);
    }

    [Fact]
    public void BybitPm_APerpetual_LosesTenPercentAndItsContingency()
    {
        MarketSnapshot market = Market(("BTC", 60_000m), Future("BTC/USDT:USDT", 60_000m));
        MarginStatement statement = Evaluate("bybit-pm@2025-01", market, Account([("USDT", 20_000m)], ("BTC/USDT:USDT", 1m, 60_000m)));
        Assert.Equal(6_000m + 18m, statement.MaintenanceMargin.Amount);
        Assert.Equal(1.2m * 6_018m, statement.InitialMargin.Amount);
        Assert.Equal(60_000m * 0.15m + 18m, Evaluate("bybit-pm@2022-07", market, Account([("USDT", 20_000m)], ("BTC/USDT:USDT", 1m, 60_000m))).MaintenanceMargin.Amount);
    }

    // Binance's page on uniMMR of Portfolio Margin Pro: what it prints of its inputs, the ratio itself computed here by the formulas.
    [Fact]
    public void BinancePm_ThePagesExample_AddsUpToItsRatio()
    {
        MarketSnapshot market = Market(("BTC", 40_000m), ("ETH", 3_000m), Future("BTC/USDT:USDT", 40_000m), Future("BTC/USDT:USDT-250628", 42_000m), Future("BTC/USD:BTC", 40_000m));
        AccountSnapshot account = Account(
            [("USDT", 1_000m + 5_000m), ("BTC", 0.1m - 0.04m + 0.1m), ("ETH", 20m - 15m)],
            ("BTC/USDT:USDT", -0.05m, 52_000m), ("BTC/USDT:USDT-250628", 0.04m, 52_350m), ("BTC/USD:BTC", 10_000m, 50_000m));

        MarginStatement statement = Evaluate("binance-pm@2025-02", market, account);

        // 600 and −414 USDT; the coin-margined contract loses 10,000 × (1/40,000 − 1/50,000) = 0.05 BTC.
        Assert.Equal((600m - 414m) - (0.05m * 40_000m), statement.UnrealisedPnl.Amount, 8);
        decimal equity = (6_186m * 0.9999m) + (0.11m * 40_000m * 0.975m) + (5m * 3_000m * 0.95m);
        Assert.Equal(equity, statement.Equity.Amount, 8);
        decimal maintenance = (2_000m * 0.004m) + (1_680m * 0.004m) + (0.25m * 0.004m * 40_000m);
        Assert.Equal(maintenance, statement.MaintenanceMargin.Amount, 8);
        Assert.Equal(1.2m * maintenance, statement.InitialMargin.Amount, 8);
    }

    [Theory]
    [InlineData(10_000, "healthy")]
    [InlineData(300, "margin-call")] // 1.25 times the margin of 240
    [InlineData(270, "margin-call")]
    [InlineData(252, "liquidation")] // 1.05 itself
    [InlineData(245, "liquidation")]
    public void BinancePm_TheRatioDecides(int usdt, string status)
    {
        MarketSnapshot market = Market(("BTC", 60_000m), Future("BTC/USDT:USDT", 60_000m));
        MarginStatement statement = Evaluate("binance-pm@2026-04", market, Account([("USD", usdt)], ("BTC/USDT:USDT", 1m, 60_000m)));
        Assert.Equal(240m, statement.MaintenanceMargin.Amount);
        Assert.Equal(status, statement.Status switch { MarginStatus.Healthy => "healthy", MarginStatus.MarginCall => "margin-call", MarginStatus.Liquidation => "liquidation", var other => other.ToString() });
    }

    [Fact]
    public void BinancePm_ADebt_CountsInFullAndAsksATenth()
    {
        MarketSnapshot market = Market(("ETH", 3_000m), Future("BTC/USDT:USDT", 60_000m));
        MarginStatement statement = Evaluate("binance-pm@2025-02", market, Account([("ETH", -15m), ("USDT", 100_000m)]));
        Assert.Equal(99_990m - 45_000m, statement.Equity.Amount);
        Assert.Equal(4_500m, statement.MaintenanceMargin.Amount);
    }

    [Fact]
    public void Span_AContractOfBitcoin_AsksWhatTheExchangeAskedThatDay()
    {
        MarketSnapshot market = Market(("BTC", 28_900m), Future("BTC/USD:USD-251226", 28_900m, 5m));
        MarginStatement statement = Evaluate("span@2020-12-31", market, Account([("USD", 100_000m)], ("BTC/USD:USD-251226", 1m, 28_900m)));

        // Published for 2020-12-31: maintenance 48,931, initial 53,825 for five bitcoins.
        Assert.Equal(49_130m, statement.MaintenanceMargin.Amount);
        Assert.InRange(statement.MaintenanceMargin.Amount / 48_931m, 0.99m, 1.01m);
        Assert.Equal(1.1m * 49_130m, statement.InitialMargin.Amount);
        Assert.Equal(53_825m / 48_931m, 1.1m, 4);
    }

    [Fact]
    public void Span_ASpreadOfMonthsAndACoinAgainstAnother_ArePartlyCredited()
    {
        MarketSnapshot market = Market(("BTC", 60_000m), ("ETH", 3_000m), Future("BTC/USD:USD-250228", 60_000m), Future("BTC/USD:USD-250328", 60_000m), Future("ETH/USD:USD-250228", 3_000m));
        MarginStatement months = Evaluate("span", market, Account([("USD", 100_000m)], ("BTC/USD:USD-250228", 5m, 60_000m), ("BTC/USD:USD-250328", -5m, 60_000m)));
        Assert.Equal(5m * 60_000m * 0.01m, months.MaintenanceMargin.Amount);

        // Five bitcoins against a hundred ether: 105,000 and 129,000, half of each credited.
        MarginStatement coins = Evaluate("span", market, Account([("USD", 100_000m)], ("BTC/USD:USD-250228", 5m, 60_000m), ("ETH/USD:USD-250228", -100m, 3_000m)));
        Assert.Equal((105_000m + 129_000m) / 2m, coins.MaintenanceMargin.Amount);
    }

    [Fact]
    public void Span_ArraysOfAFile_ReplaceComputedOnes()
    {
        string array = """
              arrays:
                - symbol: BTC/USD:USD-250228
                  contractCoins: 5
                  delta: 1
                  losses: [0, 0, -3330, -3330, 3330, 3330, -6670, -6670, 6670, 6670, -10000, -10000, 10000, 10000, -7000, 7000]

            """;
        string text = RulebookText.Write(RulebookLibrary.Shipped.Find("span@2021-05")) + array;
        var model = MarginModels.Create(RulebookFile.Parse(text, "span.yaml"));
        MarketSnapshot market = Market(("BTC", 60_000m), Future("BTC/USD:USD-250228", 60_000m, 5m));
        var outcome = model.Prepare(market).Evaluate([Account([("USD", 100_000m)], ("BTC/USD:USD-250228", -2m, 60_000m))], MarginDetail.Lines)[0];
        Assert.Equal(20_000m, ((MarginOutcome.Calculated)outcome).Statement.MaintenanceMargin.Amount);
    }

    [Theory]
    [InlineData("okx-pm", "BTC/USDT:USDT-250228-60000-C", "lists options settled in the coin")]
    [InlineData("bybit-pm", "BTC/USD:BTC-250228-60000-C", "lists options settled in USDT and USDC")]
    [InlineData("binance-pm", "BTC/USD:BTC-250228-60000-C", "covers no options")]
    [InlineData("binance-pm", "SOL/USDT:USDT", "no brackets of SOL")]
    [InlineData("span", "SOL/USDT:USDT", "scan ranges of BTC, ETH only")]
    public void Instruments_ThatARulebookDoesNotCover_AreRefusedByName(string rulebook, string symbol, string reason)
    {
        MarketSnapshot market = Market(("BTC", 60_000m), Future(symbol, 100m));
        MarginOutcome outcome = MarginModels.Create(RulebookLibrary.Shipped.Find(rulebook)).Prepare(market).Evaluate([Account([("USDT", 1m)], (symbol, 1m, 100m))], MarginDetail.Lines)[0];
        Assert.Contains(((MarginOutcome.Unavailable)outcome).Gaps, gap => gap.Missing.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("okx-pm", "BTC/USD:BTC-250228-60000-C")]
    [InlineData("bybit-pm", "BTC/USDT:USDT-250228-60000-C")]
    [InlineData("span", "BTC/USD:USD-250228-60000-C")]
    public void Orders_AskForTheWorseSideFilled_AndOfTheInitialMarginOnly(string rulebook, string symbol)
    {
        decimal mark = InstrumentSymbol.Parse(symbol).IsInverse ? 0.05m : 3_000m;
        MarketSnapshot market = Market(("BTC", 60_000m), Future("BTC/USDT:USDT", 60_000m), Future(symbol, mark) with { Forward = 60_300m, MarkVolatility = 0.6 });
        AccountSnapshot account = Account([("USD", 100_000m)], ("BTC/USDT:USDT", 1m, 60_000m), (symbol, -2m, mark));
        AccountSnapshot ordered = account with { Orders = [new Order(InstrumentSymbol.Parse(symbol), -3m, mark), new Order(InstrumentSymbol.Parse(symbol), 1m, mark)] };

        MarginStatement before = Evaluate(rulebook, market, account), after = Evaluate(rulebook, market, ordered);
        MarginStatement filled = Evaluate(rulebook, market, Account([("USD", 100_000m)], ("BTC/USDT:USDT", 1m, 60_000m), (symbol, -5m, mark)));

        Assert.Equal(before.MaintenanceMargin, after.MaintenanceMargin);
        Assert.Equal(filled.InitialMargin.Amount, after.InitialMargin.Amount, 8);
    }

    private static MarketSnapshot PositionBuilder() => Market(
        0.99954m, ("BTC", 97_034.243706m), ("LTC", 101.948182254m), Future("BTC/USDT:USDT", 97_093.7m, 0.01m), Future("LTC/USDT:USDT", 102m));

    private static MarginStatement Evaluate(string rulebook, MarketSnapshot market, AccountSnapshot account)
    {
        MarginOutcome outcome = MarginModels.Create(RulebookLibrary.Shipped.Find(rulebook)).Prepare(market).Evaluate([account], MarginDetail.Full)[0];
        return outcome is MarginOutcome.Calculated calculated ? calculated.Statement : throw new InvalidOperationException(string.Join("; ", ((MarginOutcome.Unavailable)outcome).Gaps));
    }

    private static MarginLine Line(MarginStatement statement, string subject) => statement.Lines.Single(line => line.Subject == subject);

    private static MarginLine Part(MarginLine line, string subject) => line.Lines.Single(part => part.Subject == subject);

    private static void Near(decimal expected, Money actual) => Assert.InRange(actual.Amount - expected, -0.000001m, 0.000001m);

    private static AccountSnapshot Account((string Currency, decimal Amount)[] collateral, params (string Symbol, decimal Quantity, decimal Entry)[] positions) => new()
    {
        Path = AccountPath.Of("one"),
        Collateral = [.. collateral.Select(one => new Balance(Currency.Of(one.Currency), one.Amount))],
        Positions = [.. positions.Select(one => new Position(InstrumentSymbol.Parse(one.Symbol), one.Quantity, one.Entry))],
    };

    private static MarketSnapshot Market((string Coin, decimal Price) first, params InstrumentMarket[] instruments) => Market(1m, [first], instruments);

    private static MarketSnapshot Market((string Coin, decimal Price) first, (string Coin, decimal Price) second, params InstrumentMarket[] instruments) => Market(1m, [first, second], instruments);

    private static MarketSnapshot Market(decimal tether, (string Coin, decimal Price) first, params InstrumentMarket[] instruments) => Market(tether, [first], instruments);

    private static MarketSnapshot Market(decimal tether, (string Coin, decimal Price) first, (string Coin, decimal Price) second, params InstrumentMarket[] instruments) => Market(tether, [first, second], instruments);

    private static MarketSnapshot Market(decimal tether, (string Coin, decimal Price)[] coins, InstrumentMarket[] instruments) => new()
    {
        AsOf = Now,
        ValuationTime = Now,
        Indices = coins.Append(("USDT", tether)).Append(("USDC", 1m)).ToFrozenDictionary(one => (Currency.Of(one.Item1), Currency.Usd), one => new IndexPrice(one.Item2, Now, null)),
        Instruments = instruments.ToFrozenDictionary(one => one.Instrument.Symbol),
    };

    private static InstrumentMarket Future(string symbol, decimal mark, decimal size = 1m) =>
        new() { Instrument = Instrument.Of(InstrumentSymbol.Parse(symbol)) with { ContractSize = size }, Time = Now, MarkPrice = mark };
}
