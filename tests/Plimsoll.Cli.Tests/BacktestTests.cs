using System.Text.Json.Nodes;

namespace Plimsoll.Cli.Tests;

public class BacktestTests
{
    private static readonly string[] Window = ["--assets", "BTC,ETH,SOL", "--from", "2022-11-01", "--to", "2022-11-21"];

    [Fact]
    public void Backtest_AsJson_HasTheFieldsOfTheContractForEveryRulebookAndPlainRule()
    {
        CliRun run = CliRun.Of(["backtest", "--rulebook", "plimsoll,fixed", "--format", "json", .. Window]);

        Assert.Equal(0, run.Code);
        JsonArray rulebooks = run.Json["rulebooks"]!.AsArray();
        Assert.Equal(["plimsoll", "fixed", "hs-1000", "full-fhs", "ewma-normal", "static-tiers"], rulebooks.Select(book => book!["name"]!.GetValue<string>()));
        JsonObject pair = rulebooks[0]!["pairs"]!.AsArray()[0]!.AsObject();
        string[] contract = ["portfolio", "asset", "data", "observations", "breachesVar", "kupiecP", "christoffersenP", "z2", "trafficLight", "fz0", "averageMargin", "peakMargin", "rise1d", "rise5d", "worstBreach"];
        Assert.Empty(contract.Except(pair.Select(field => field.Key)));
        Assert.Equal(20, pair["observations"]!.GetValue<int>());
        Assert.Equal("real", pair["data"]!.GetValue<string>());
        Assert.NotNull(rulebooks[0]!["summary"]!["outright"]!["coverage"]!["lower"]);
        Assert.Null(rulebooks[1]!["pairs"]![0]!["breachesVar"]);
    }

    [Fact]
    public void Backtest_Twice_GivesTheSameBytes()
    {
        string first = Path.Combine(Directory.CreateTempSubdirectory("plimsoll-cli-").FullName, "a.html"), second = first.Replace("a.html", "b.html", StringComparison.Ordinal);
        CliRun one = CliRun.Of(["backtest", "--format", "json", "--report", first, .. Window]), two = CliRun.Of(["backtest", "--format", "json", "--report", second, .. Window]);

        Assert.Equal(one.Out, two.Out);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.DoesNotContain("http", File.ReadAllText(first), StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_RatesFarTooLow_AreRedAndFailWhereAsked()
    {
        string low = CliRun.File("low.yaml", File.ReadAllText(Path.Combine(CliRun.Home, "src", "Plimsoll.Formats", "Rulebooks", "fixed.yaml")).Replace("name: fixed", "name: low", StringComparison.Ordinal)
            .Replace("initialRate: 0.10", "initialRate: 0.002", StringComparison.Ordinal).Replace("maintenanceRate: 0.05", "maintenanceRate: 0.001", StringComparison.Ordinal));
        CliRun run = CliRun.Of(["backtest", "--rulebook", low, "--fail-on", "red", "--format", "csv", .. Window]);

        Assert.Equal(3, run.Code);
        Assert.Contains("red: low@1", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("rulebook,portfolio,asset,kind,data,observations", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_AsTable_SetsTheRulesSideBySide()
    {
        CliRun run = CliRun.Of(["backtest", "--format", "table", .. Window]);

        Assert.Equal(0, run.Code);
        Assert.Contains("Outright positions", run.Out, StringComparison.Ordinal);
        Assert.Contains("full-fhs", run.Out, StringComparison.Ordinal);
        Assert.Contains("walking forward: 100 %", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from", "soon", "'soon' is no ISO-8601 UTC time")]
    [InlineData("--assets", "BTC,QQQ", "there are no bars of QQQ")]
    [InlineData("--rulebook", "plimsol", "'plimsol' is no rulebook")]
    [InlineData("--data", "/nowhere-at-all", "there is no such folder")]
    public void Backtest_WrongRequest_IsRefusedWithItsReason(string option, string value, string reason)
    {
        CliRun run = CliRun.Of("backtest", option, value);

        Assert.Equal(2, run.Code);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }
}
