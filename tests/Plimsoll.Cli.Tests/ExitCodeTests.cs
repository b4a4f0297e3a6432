using System.Text.Json.Nodes;

namespace Plimsoll.Cli.Tests;

public class ExitCodeTests
{
    [Theory]
    [InlineData("Required command was not provided.")]
    [InlineData("Unrecognized command or argument 'margins'", "margins")]
    [InlineData("--bogus", "margin", "--bogus")]
    [InlineData("'xml'", "margin", "--format", "xml")]
    [InlineData("'yesterday' is no ISO-8601 UTC time", "margin", "--at", "yesterday")]
    [InlineData("nowhere.json", "margin", "--portfolio", "nowhere.json")]
    [InlineData("nowhere.json", "margin", "--market", "nowhere.json")]
    [InlineData("'plimsol' is no rulebook", "margin", "--rulebook", "plimsol")]
    [InlineData("version '99'", "margin", "--rulebook", "plimsoll@99")]
    [InlineData("nothing to try was given", "what-if")]
    [InlineData("order \"buy ten\"", "what-if", "--order", "buy ten")]
    [InlineData("the market file does not list it", "what-if", "--trade", "sell 2 XYZ/USDT:USDT @ mark")]
    [InlineData("the market holds no XYZ", "what-if", "--shock", "XYZ spot -10%", "--rulebook", "fixed")]
    [InlineData("has no account 'nobody'", "what-if", "--account", "nobody", "--transfer", "+1 USD")]
    [InlineData("is no rulebook", "compare", "--rulebooks", "nothing")]
    [InlineData("'FOO' is no symbol", "price", "--symbol", "FOO")]
    [InlineData("does not list XYZ/USDT:USDT", "price", "--symbol", "XYZ/USDT:USDT")]
    [InlineData("missing.yaml", "rulebook", "validate", "missing.yaml")]
    [InlineData("Required argument missing", "rulebook", "diff", "plimsoll")]
    [InlineData("Required command was not provided.", "rulebook")]
    public void Run_WrongRequest_ExitsTwoNamesItOnStderrAndPrintsNoResult(string expected, params string[] args)
    {
        CliRun run = CliRun.Of(args);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of Plimsoll", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public void Run_FileWithSeveralFaults_ListsEachOnALineOfItsOwn()
    {
        string file = CliRun.File("bad.json", """
            { "account": "ann", "collateral": { "USDC": "much" },
              "positions": [ { "symbol": "BTC-USDT", "quantity": "1", "entryPrice": "60000" },
                             { "symbol": "BTC/USDT:USDT", "quantity": "NaN", "entryPrice": "60000" } ] }
            """);

        CliRun run = CliRun.Of("margin", "--portfolio", file, "--rulebook", "fixed", "--quiet");

        Assert.Equal(2, run.Code);
        Assert.Equal(3, run.ErrorLines.Length);
        Assert.All(run.ErrorLines, line => Assert.StartsWith("bad.json:", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_InvalidRulebookFile_ExitsTwoAndNamesEveryFault()
    {
        CliRun shown = CliRun.Of("rulebook", "show", "fixed", "--format", "table");
        string file = CliRun.File("mine.yaml", shown.Out.Replace("initialRate: 0.1", "initialRate: 7.5", StringComparison.Ordinal).Replace("callMultiple: 1.1", "callMultiple: x", StringComparison.Ordinal));

        CliRun run = CliRun.Of("rulebook", "validate", file);

        Assert.Equal(2, run.Code);
        Assert.True(run.ErrorLines.Length >= 3, run.Error);
        Assert.Contains("7.5", run.Error, StringComparison.Ordinal);
        Assert.Contains("callMultiple", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("table")]
    [InlineData("csv")]
    public void Run_OneAccountUnavailable_ExitsThreeAndPrintsTheOthers(string format)
    {
        string file = CliRun.File("two.json", """
            { "accounts": [
              { "account": "known", "collateral": { "USDT": "50000" }, "positions": [ { "symbol": "BTC/USDT:USDT", "quantity": "1", "entryPrice": "80000" } ] },
              { "account": "unknown", "collateral": { "XYZ": "50000" }, "positions": [ { "symbol": "BTC/USDT:USDT", "quantity": "1", "entryPrice": "80000" } ] } ] }
            """);

        CliRun run = CliRun.Of("margin", "--portfolio", file, "--rulebook", "fixed", "--format", format, "--quiet");

        Assert.Equal(3, run.Code);
        Assert.Contains("healthy", run.Out, StringComparison.Ordinal);
        Assert.Contains("XYZ/USD", run.Out, StringComparison.Ordinal);
        if (format != "json") return;
        JsonNode unknown = run.Json[1]!;
        Assert.Equal("unknown", (string?)unknown["account"]);
        Assert.Equal("""[{"symbol":"XYZ/USD","missing":"index price","age":null}]""", unknown["unavailable"]!.ToJsonString());
    }

    [Fact]
    public void Run_LiquidationStatus_IsAnAnswerAndExitsZero()
    {
        string file = CliRun.File("poor.json", """
            { "account": "poor", "collateral": { "USDT": "500" }, "positions": [ { "symbol": "BTC/USDT:USDT", "quantity": "1", "entryPrice": "82983.955" } ] }
            """);

        CliRun run = CliRun.Of("margin", "--portfolio", file, "--rulebook", "fixed");

        Assert.Equal(0, run.Code);
        Assert.Equal("liquidation", (string?)run.Json[0]!["status"]);
    }

    [Fact]
    public void Run_OutputBreaks_ExitsOneAndSaysItIsOurFault()
    {
        using StringWriter error = new() { NewLine = "\n" };
        using var broken = new BrokenWriter();

        int code = CommandLine.Run(["rulebook", "list", "--format", "json"], new Terminal { Out = broken, Error = error });

        Assert.Equal(1, code);
        Assert.Contains("This is a fault of Plimsoll", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("the writer is broken", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(string? value) => throw new InvalidOperationException("the writer is broken");

        public override void WriteLine(string? value) => throw new InvalidOperationException("the writer is broken");
    }
}
