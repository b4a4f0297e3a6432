using System.Globalization;
using System.Text.Json.Nodes;

namespace Plimsoll.Cli.Tests;

public class WhatIfTests
{
    private const string Market = """
        { "asOf": "2026-01-31T08:00:00Z",
          "indices": { "BTC/USD": "80000", "USDT/USD": "1", "USDC/USD": "1" },
          "instruments": [ { "symbol": "BTC/USDT:USDT", "contractSize": "1", "markPrice": "80000" } ] }
        """;

    private const string Portfolio = """
        { "accounts": [
          { "account": "ann", "collateral": { "USD": "20000" }, "positions": [ { "symbol": "BTC/USDT:USDT", "quantity": "1", "entryPrice": "80000" } ] },
          { "account": "bob", "collateral": { "USD": "9000" }, "positions": [ ] } ] }
        """;

    [Fact]
    public void WhatIf_Shock_MovesProfitAndRequirement()
    {
        JsonNode answer = Run("--shock", "BTC spot -10%").Json;

        Assert.Equal("-8000.00", (string?)answer["difference"]!["unrealisedPnl"]);
        Assert.Equal("-800.00", (string?)answer["difference"]!["initialMargin"]);
        Assert.Equal("8000.00", (string?)answer["before"]!["initialMargin"]);
        Assert.Equal("7200.00", (string?)answer["after"]!["initialMargin"]);
        Assert.False(answer.AsObject().ContainsKey("orderDecision"));
    }

    [Fact]
    public void WhatIf_TradeAtMarkAndTransfer_ChangePositionsAndCash()
    {
        JsonNode answer = Run("--trade", "sell 0.25 BTC/USDT:USDT @ mark", "--transfer", "-1000 USD").Json;

        Assert.Equal("-1000.00", (string?)answer["difference"]!["nav"]);
        Assert.Equal("-2000.00", (string?)answer["difference"]!["initialMargin"]);
        Assert.Equal("0.75", (string?)answer["after"]!["positions"]![0]!["quantity"]);
    }

    [Fact]
    public void WhatIf_OrderThatFits_IsAcceptedAndExitsZero()
    {
        CliRun run = Run("--order", "buy 1 BTC/USDT:USDT @ 80000");

        Assert.Equal(0, run.Code);
        Assert.True((bool?)run.Json["orderDecision"]!["accepted"]);
        Assert.Equal("8000.00", (string?)run.Json["difference"]!["initialMargin"]);
        Assert.Equal("0.00", (string?)run.Json["difference"]!["maintenanceMargin"]);
    }

    [Fact]
    public void WhatIf_OrderThatDoesNotFit_ExitsThreeWithReasonFreeMarginAndLargestQuantity()
    {
        CliRun run = Run("--order", "buy 2 BTC/USDT:USDT @ 80000");

        Assert.Equal(3, run.Code);
        JsonNode decision = run.Json["orderDecision"]!;
        Assert.False((bool?)decision["accepted"]);
        Assert.Equal("initial-margin-not-covered", (string?)decision["reason"]);
        Assert.Equal("16000.00", (string?)decision["needed"]);
        Assert.Equal("12000.00", (string?)decision["freeMargin"]);
        Assert.Equal("1.5", (string?)decision["largestQuantity"]);
        Assert.Equal("buy 2 BTC/USDT:USDT @ 80000", (string?)decision["order"]);
        Assert.Contains("needs 16,000.00 USD of initial margin and 12,000.00 is free", (string?)decision["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_OtherParametersAfterwards_ShowTheirEffect()
    {
        string stricter = CliRun.File("stricter.yaml", CliRun.Of("rulebook", "show", "fixed", "--format", "table").Out
            .Replace("initialRate: 0.1\n", "initialRate: 0.15\n", StringComparison.Ordinal).Replace("version: \"1\"", "version: \"2\"", StringComparison.Ordinal));

        JsonNode answer = Run("--parameters", stricter).Json;

        Assert.Equal("4000.00", (string?)answer["difference"]!["initialMargin"]);
        Assert.Equal("1", (string?)answer["before"]!["rulebook"]!["version"]);
        Assert.Equal("2", (string?)answer["after"]!["rulebook"]!["version"]);
    }

    [Fact]
    public void WhatIf_SeveralAccountsAndNoneNamed_TakesTheFirstAndSaysSo()
    {
        Assert.Contains("no --account given: changing ann, the first of 2", Run("--transfer", "+1 USD").Error, StringComparison.Ordinal);
        Assert.Equal("bob", (string?)Run("--account", "bob", "--transfer", "+1 USD").Json["after"]!["account"]);
    }

    [Fact]
    public void WhatIf_DifferenceOfLines_SumsToTheDifferenceOfTotals()
    {
        JsonNode difference = Run("--shock", "BTC spot +7.7%", "--trade", "buy 0.3 BTC/USDT:USDT @ 79000").Json["difference"]!;

        Assert.Equal(Number(difference["initialMargin"]), difference["lines"]!.AsArray().Sum(line => Number(line!["initial"])));
    }

    [Theory]
    [InlineData("table", "difference")]
    [InlineData("csv", "account,nettingSet,figure,before,after,difference")]
    public void WhatIf_TableAndCsv_ShowTheThreeColumns(string format, string expected)
    {
        CliRun run = Run("--shock", "BTC spot -10%", "--format", format);

        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
        Assert.Contains("-800.00", run.Out, StringComparison.Ordinal);
    }

    private static CliRun Run(params string[] args) =>
        CliRun.Of(["what-if", "--portfolio", CliRun.File("portfolio.json", Portfolio), "--market", CliRun.File("market.json", Market), "--rulebook", "fixed", .. args]);

    private static decimal Number(JsonNode? node) => decimal.Parse((string)node!, CultureInfo.InvariantCulture);
}
