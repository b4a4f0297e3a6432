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
}
