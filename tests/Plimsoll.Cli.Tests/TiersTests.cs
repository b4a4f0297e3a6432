namespace Plimsoll.Cli.Tests;

public class TiersTests
{
    private static string Sample(string name) => Path.Combine(CliRun.Home, "tests", "Plimsoll.Formats.Tests", "Tiers", name);

    [Fact]
    public void RulebookTiers_Table_EndsWithTheNumberOfSymbolsTiersAndExceptions()
    {
        CliRun run = CliRun.Of("rulebook", "tiers", Sample("ccxt.json"), "--format", "table");

        Assert.Equal(0, run.Code);
        Assert.EndsWith("ccxt.json: 5 symbols, 15 tiers, 3 exceptions (ccxt)\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.All(run.ErrorLines, line => Assert.StartsWith("ccxt.json:", line, StringComparison.Ordinal));
        Assert.Equal("", CliRun.Of("rulebook", "tiers", Sample("ccxt.json"), "--quiet").Error);
    }

    [Fact]
    public void RulebookTiers_OneSymbol_ShowsItsTiers()
    {
        string text = CliRun.Of("rulebook", "tiers", Sample("binance-usdm.json"), "--symbol", "ETH/USDT:USDT", "--format", "table").Out;

        Assert.Contains("ETH/USDT:USDT: size in USDT, marginal rates", text, StringComparison.Ordinal);
        Assert.Matches(@"5 +1,000,000 +2,000,000 +5 % +10 % +10x +35365", text);
        Assert.DoesNotContain("BTC/USDT:USDT:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void RulebookTiers_JsonAndCsv_HoldTheSameTiers()
    {
        CliRun json = CliRun.Of("rulebook", "tiers", Sample("okx-swap.json"), "--quiet"), csv = CliRun.Of("rulebook", "tiers", Sample("okx-swap.json"), "--format", "csv", "--quiet");

        Assert.Equal((2, 6, "okx"), ((int)json.Json["symbols"]!, (int)json.Json["tiers"]!, (string)json.Json["format"]!));
        Assert.Equal(("contracts", "whole-position", true), ((string)json.Json["tables"]![0]!["size"]!, (string)json.Json["tables"]![0]!["reading"]!, (bool)json.Json["tables"]![0]!["futuresToo"]!));
        Assert.Equal("0.0666", (string)json.Json["tables"]![0]!["tiers"]![1]!["initial"]!);
        Assert.StartsWith("symbol,tier,from,upTo,maintenance,initial,leverage,deduction,size,reading\n1INCH/USDT:USDT,1,0,72000,0.02,0.05,,,contracts,whole-position\n", csv.Out, StringComparison.Ordinal);
        Assert.Equal(7, csv.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("has no tiers of 'XYZ/USDT:USDT'", "--symbol", "XYZ/USDT:USDT")]
    [InlineData("Unrecognized", "--nothing")]
    public void RulebookTiers_WrongRequest_ExitsTwo(string expected, params string[] options)
    {
        CliRun run = CliRun.Of(["rulebook", "tiers", Sample("ccxt.json"), .. options]);

        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Margin_WithTiers_ChargesByThemAndNamesTheRulebookSo()
    {
        CliRun without = Margin("--rulebook", "binance-usdm@2024-10"), shipped = Margin("--rulebook", "binance-usdm"), with = Margin("--rulebook", "binance-usdm", "--tiers", Sample("binance-usdm.json"));

        // The rulebook of 2024 has no table of ETH; that of 2026 has the first tier at 0.4 %.
        Assert.Equal(3, without.Code);
        Assert.Equal((0, "1040.00"), (shipped.Code, (string)shipped.Json[0]!["maintenanceMargin"]!));
        Assert.Equal(0, with.Code);

        // 100 ETH at 2,600 are 260,000 USDT: the third tier, 1 % less 365, and 50 times leverage.
        Assert.Equal(("2235.00", "5200.00"), ((string)with.Json[0]!["maintenanceMargin"]!, (string)with.Json[0]!["initialMargin"]!));
        Assert.EndsWith("+tiers", (string)with.Json[0]!["rulebook"]!["version"]!, StringComparison.Ordinal);
        string file = CliRun.File("mine.yaml", CliRun.Of("rulebook", "tiers", Sample("binance-usdm.json"), "--into", "binance-usdm", "--quiet").Out);
        Assert.Equal((string)with.Json[0]!["rulebook"]!["sha256"]!, (string)Margin("--rulebook", file).Json[0]!["rulebook"]!["sha256"]!);
    }

    [Fact]
    public void Compare_WithTiers_GivesThemOnlyToTheRulebooksTheyFit()
    {
        CliRun run = CliRun.Of(["compare", .. Files, "--rulebooks", "fixed,binance-usdm,bybit", "--tiers", Sample("binance-usdm.json")]);

        string[] versions = [.. run.Json[0]!["rulebooks"]!.AsArray().Select(one => (string?)one!["rulebook"]?["version"] ?? "")];
        Assert.Equal([false, true, false], versions.Select(version => version.EndsWith("+tiers", StringComparison.Ordinal)));
        Assert.Contains(run.ErrorLines, line => line.Contains("binance-usdm@2026-04+tiers: tiers of 3 of 3 instruments are from binance-usdm.json", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIf_WithTiers_HasThemBeforeAndAfter()
    {
        CliRun run = CliRun.Of(["what-if", .. Files, "--rulebook", "binance-usdm", "--tiers", Sample("binance-usdm.json"), "--trade", "sell 50 ETH/USDT:USDT @ mark", "--quiet"]);

        // 130,000 USDT are in the third tier too.
        Assert.Equal(("2235.00", "935.00"), ((string)run.Json["before"]!["maintenanceMargin"]!, (string)run.Json["after"]!["maintenanceMargin"]!));
    }

    [Theory]
    [InlineData("fits no rulebook asked for (BTC/USDT:USDT, ETH/USDT:USDT, BTC/USDT:USDT-261225: fixed is of the model fixed, which has no tier tables)", "--rulebook", "fixed", "--tiers", "FILE")]
    [InlineData("(okx is not among them)", "--rulebook", "binance-usdm", "--tiers", "okx=FILE")]
    [InlineData("there is no such file", "--rulebook", "binance-usdm", "--tiers", "nowhere.json")]
    public void Margin_TiersThatFitNothing_AreRefused(string expected, params string[] options)
    {
        CliRun run = Margin([.. options.Select(option => option.Replace("FILE", Sample("binance-usdm.json"), StringComparison.Ordinal))]);

        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void RulebookTiers_IntoARulebookOfAnotherModel_IsRefused()
    {
        CliRun run = CliRun.Of("rulebook", "tiers", Sample("binance-usdm.json"), "--into", "plimsoll");

        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains("has no tier tables", run.Error, StringComparison.Ordinal);
    }

    private static string[] Files { get; } =
    [
        "--portfolio", CliRun.File("ann.json", """{ "account": "ann", "collateral": { "USDT": "100000" }, "positions": [ { "symbol": "ETH/USDT:USDT", "quantity": "100", "entryPrice": "2600" } ] }"""),
        "--market", CliRun.File("market.json", """{ "asOf": "2026-10-01T00:00:00Z", "indices": { "ETH/USD": "2600", "USDT/USD": "1" }, "instruments": [ { "symbol": "ETH/USDT:USDT", "markPrice": "2600" } ] }"""),
    ];

    private static CliRun Margin(params string[] options) => CliRun.Of(["margin", .. Files, .. options, "--quiet"]);
}
