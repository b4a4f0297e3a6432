using System.Text.Json.Nodes;

namespace Plimsoll.Cli.Tests;

public class CommandTests
{
    [Theory]
    [InlineData("margin", "--rulebook", "fixed")]
    [InlineData("what-if", "--rulebook", "fixed", "--transfer", "+5 USDT")]
    [InlineData("price", "--symbol", "BTC/USDT:USDT")]
    [InlineData("compare", "--rulebooks", "fixed")]
    [InlineData("rulebook", "list")]
    public void Run_Quiet_WritesNothingOnStderr(params string[] args)
    {
        Assert.Equal("", CliRun.Of([.. args, "--quiet"]).Error);
    }

    [Fact]
    public void Run_WithoutFiles_NamesTheExamplesItUses()
    {
        CliRun run = CliRun.Of("margin", "--rulebook", "fixed");

        Assert.Equal(0, run.Code);
        Assert.Equal(2, run.ErrorLines.Count(line => line.Contains("using the example data/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_NotOnATerminal_WritesJsonUnlessAskedOtherwise()
    {
        Assert.StartsWith("[", CliRun.Of("rulebook", "list").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", CliRun.Of("rulebook", "list", "--format", "table").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TwoRulebooks_StandSideBySideForEveryAccount()
    {
        CliRun run = CliRun.Of("compare", "--rulebooks", "fixed,fixed@1", "--quiet");

        Assert.Equal(0, run.Code);
        Assert.All(run.Json.AsArray(), account =>
        {
            JsonArray rulebooks = account!["rulebooks"]!.AsArray();
            Assert.Equal(2, rulebooks.Count);
            Assert.Equal((string?)rulebooks[0]!["initialMargin"], (string?)rulebooks[1]!["initialMargin"]);
            Assert.NotNull(rulebooks[0]!["leverage"]);
            Assert.NotNull(rulebooks[0]!["liquidation"]);
        });
    }

    [Fact]
    public void Compare_Table_FitsItsWidth()
    {
        foreach (int width in (int[])[80, 100, 160])
            Assert.All(CliRun.At(width, "compare", "--rulebooks", "fixed", "--format", "table").Out.Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void Compare_Report_IsOnePageWithNothingOutsideIt()
    {
        string file = Path.Combine(Path.GetTempPath(), $"plimsoll-{Guid.NewGuid():N}.html");
        try
        {
            CliRun run = CliRun.Of("compare", "--rulebooks", "plimsoll,fixed", "--report", file, "--quiet");
            Assert.Equal(0, run.Code);
            string html = System.IO.File.ReadAllText(file);
            Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
            Assert.Contains("long-bitcoin", html, StringComparison.Ordinal);
            Assert.Contains("<svg", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("(src|href)=|@import|<script|url\\(", html);
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }

    [Fact]
    public void Compare_InstrumentsThatAVenueDoesNotList_AreRefusedOrReplacedAndShown()
    {
        CliRun refused = CliRun.Of("compare", "--rulebooks", "dydx-v4,binance-usdm", "--quiet"), mapped = CliRun.Of("compare", "--rulebooks", "dydx-v4,binance-usdm", "--map", "--quiet");

        JsonNode without = refused.Json[0]!["rulebooks"]![0]!, with = mapped.Json[0]!["rulebooks"]![0]!;
        Assert.Equal(3, refused.Code);
        Assert.Contains("dYdX", (string?)without["unavailable"]![0]!["missing"], StringComparison.Ordinal);
        Assert.Equal("BTC/USDT:USDT", (string?)with["replacements"]![0]!["from"]);
        Assert.Equal("BTC/USDC:USDC", (string?)with["replacements"]![0]!["to"]);
        Assert.Equal("USDC", (string?)with["exchangedBalances"]![0]!["to"]);
        Assert.Equal("USDC", (string?)with["atPar"]![0]);
        Assert.NotNull(with["initialMargin"]);
        Assert.Empty(mapped.Json[0]!["rulebooks"]![1]!["replacements"]!.AsArray());
    }

    [Fact]
    public void Compare_ReportInAFolderThatIsNotThere_IsRefused()
    {
        CliRun run = CliRun.Of("compare", "--rulebooks", "fixed", "--report", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "x.html"), "--quiet");
        Assert.Equal(2, run.Code);
        Assert.Contains("--report", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Margin_PositionsWithoutAnyCollateral_SaysHowToGiveIt()
    {
        CliRun run = CliRun.Of("margin", "--rulebook", "fixed", "--portfolio", CliRun.File("bare.csv", "account,symbol,quantity,entryPrice\nann,BTC/USDT:USDT,1,80000\n"));
        CliRun funded = CliRun.Of("margin", "--rulebook", "fixed", "--portfolio", CliRun.File("funded.csv", "account,symbol,quantity,entryPrice\nann,BTC/USDT:USDT,1,80000\nann,USDT,100000,\n"));

        Assert.Contains(run.ErrorLines, line => line.StartsWith("no account of the portfolio has any collateral", StringComparison.Ordinal));
        Assert.DoesNotContain(funded.ErrorLines, line => line.StartsWith("no account", StringComparison.Ordinal));
        Assert.Equal("healthy", (string?)funded.Json[0]!["status"]);
    }

    [Fact]
    public void Margin_MaintenanceHeldDownByTheCap_PositionsSumToIt()
    {
        JsonNode account = CliRun.Of("margin", "--portfolio", Path.Combine(CliRun.Home, "data", "portfolios", "retail.json"), "--quiet").Json[0]!;
        decimal Sum(string list, string field) => account[list]!.AsArray().Sum(part => decimal.Parse((string)part![field]!, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Contains(account["lines"]!.AsArray(), line => (string?)line!["component"] == "maintenance-cap");
        Assert.Equal(decimal.Parse((string)account["maintenanceMargin"]!, System.Globalization.CultureInfo.InvariantCulture), Sum("positions", "maintenanceContribution"));
        Assert.Equal(Sum("lines", "maintenance"), Sum("positions", "maintenanceContribution"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Price_Table_KeepsStrikeAndSideOnOneLine(int width)
    {
        string text = CliRun.At(width, "price", "--symbol", "ETH", "--format", "table", "--quiet").Out;

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
        Assert.Contains(" 2600 call ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.Trim() is "call" or "put");
    }

    [Fact]
    public void RulebookShow_WrittenToAFile_IsValidAndHasNoDifference()
    {
        foreach (string name in (string[])["plimsoll", "fixed"])
        {
            string file = CliRun.File("copy.yaml", CliRun.Of("rulebook", "show", name, "--format", "table").Out);

            CliRun valid = CliRun.Of("rulebook", "validate", file, "--format", "json");
            Assert.True(valid.Code == 0, valid.Error);
            Assert.True((bool?)valid.Json["valid"]);
            JsonArray differences = CliRun.Of("rulebook", "diff", name, file).Json.AsArray();
            Assert.All(differences, difference => Assert.Equal("name", (string?)difference!["path"]));
        }
    }

    [Fact]
    public void RulebookDiff_ChangedParameter_NamesItWithBothValues()
    {
        string file = CliRun.File("mine.yaml", CliRun.Of("rulebook", "show", "fixed", "--format", "table").Out.Replace("callMultiple: 1.1", "callMultiple: 1.25", StringComparison.Ordinal));

        CliRun run = CliRun.Of("rulebook", "diff", "fixed", file, "--format", "csv");

        Assert.Contains("callMultiple,1.1,1.25", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void RulebookShow_AsJson_HasEveryParameterByItsName()
    {
        JsonNode shown = CliRun.Of("rulebook", "show", "fixed").Json;

        Assert.Equal("majors", (string?)shown["parameters"]!["classes"]![0]!["name"]);
        Assert.Equal("BTC", (string?)shown["parameters"]!["classes"]![0]!["assets"]![0]);
        Assert.Equal(64, ((string?)shown["sha256"])!.Length);
    }

    [Fact]
    public void Price_OfAChain_ShowsGreeksFitAndErrors()
    {
        JsonNode priced = CliRun.Of("price", "--symbol", "ETH", "--quiet").Json;

        JsonNode option = priced["instruments"]!.AsArray().First(one => (string?)one!["kind"] == "option")!;
        Assert.NotNull(option["greeks"]!["vanna"]);
        Assert.NotNull(option["impliedVolatility"]);
        Assert.All(priced["expiries"]!.AsArray(), expiry =>
        {
            Assert.NotNull(expiry!["forward"]);
            Assert.NotNull(expiry["fit"]!["rootMeanSquareError"]);
            Assert.NotNull(expiry["fit"]!["svi"]!["rho"]);
        });
    }

    [Fact]
    public void Price_Fit_LeavesTheInstrumentsOutAndPlotsTheSmile()
    {
        Assert.False(CliRun.Of("price", "--fit", "--quiet").Json.AsObject().ContainsKey("instruments"));
        string text = CliRun.At(100, "price", "--fit", "--format", "table", "--symbol", "ETH").Out;
        Assert.Contains("○ quoted  · fitted", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }
}
