using System.Text.Json.Nodes;

namespace Plimsoll.Cli.Tests;

public class CalibrateTests
{
    private static readonly string[] Early = ["calibrate", "--data", Path.Combine(CliRun.Home, "data"), "--choose-before", "2022-01-01", "--as-of", "2024-07-01", "--version", "test"];

    [Fact]
    public void Calibrate_WithFiles_WritesARulebookThatValidatesAndAPageOfItsOwn()
    {
        string folder = Directory.CreateTempSubdirectory("plimsoll-cli-").FullName, yaml = Path.Combine(folder, "made.yaml"), again = Path.Combine(folder, "again.yaml"), page = Path.Combine(folder, "evidence.html");
        CliRun run = CliRun.Of([.. Early, "--out", yaml, "--report", page, "--format", "json"]), second = CliRun.Of([.. Early, "--out", again, "--format", "csv"]);

        Assert.Equal(0, run.Code);
        JsonNode parameters = run.Json["parameters"]!;
        Assert.All(parameters.AsArray(), entry => Assert.NotEmpty(entry!["rule"]!.GetValue<string>()));
        Assert.Contains(parameters.AsArray(), entry => entry!["basis"]!.GetValue<string>() == "measured" && entry["parameter"]!.GetValue<string>() == "classes.majors.volumeFloor");
        Assert.Equal(41, run.Json["search"]!["combinations"]!.GetValue<int>());
        Assert.Equal(0, CliRun.Of(["rulebook", "validate", yaml]).Code);
        Assert.Equal(File.ReadAllBytes(yaml), File.ReadAllBytes(again));
        Assert.StartsWith("parameter,value,before,basis,rule", second.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("http", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_WhereDataIsMissing_NamesTheFolderAndWhatItMustHold()
    {
        string empty = Directory.CreateTempSubdirectory("plimsoll-cli-").FullName;
        CliRun nothing = CliRun.Of(["calibrate", "--data", empty]), early = CliRun.Of(["calibrate", "--data", Path.Combine(CliRun.Home, "data"), "--as-of", "2020-06-01"]), other = CliRun.Of(["calibrate", "--base", "fixed"]);

        Assert.Equal(2, nothing.Code);
        Assert.Contains("prices", nothing.Error, StringComparison.Ordinal);
        Assert.Contains("BASE-QUOTE.venue-spot|perp.step.csv", nothing.Error, StringComparison.Ordinal);
        Assert.Equal(2, early.Code);
        Assert.Contains("--choose-before", early.Error, StringComparison.Ordinal);
        Assert.Equal(2, other.Code);
        Assert.Contains("of the model fixed", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_WalkForward_ShowsAYearOfTwoAssetsInEveryFormTheSameTwice()
    {
        string page = Path.Combine(Directory.CreateTempSubdirectory("plimsoll-cli-").FullName, "walk.html"), again = page + ".again";
        string[] year = ["calibrate", "--walk-forward", "--data", Path.Combine(CliRun.Home, "data"), "--assets", "btc,SOL", "--from", "2022-10-01", "--to", "2023-10-01"];
        CliRun json = CliRun.Of([.. year, "--format", "json", "--report", page]), table = CliRun.Of([.. year, "--format", "table"]), csv = CliRun.Of([.. year, "--format", "csv", "--report", again]);

        Assert.Equal(0, json.Code);
        JsonNode[] assets = [.. json.Json["assets"]!.AsArray()!];
        Assert.Equal(["BTC", "SOL"], assets.Select(asset => asset["asset"]!.GetValue<string>()));
        Assert.All(assets, asset => Assert.Equal(366, asset["summary"]!["days"]!.GetValue<int>()));
        Assert.Contains("depth since 2023-01-01", assets[0]["seen"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(json.Json["crises"]!.AsArray(), one => one!["crisis"]!.GetValue<string>() == "2022-11-ftx" && one["asset"]!.GetValue<string>() == "SOL" && one["worst"]!["regime"]!.GetValue<string>() == "crisis");
        Assert.NotEmpty(assets[1]["sets"]!.AsArray());
        Assert.Contains("called by", table.Out, StringComparison.Ordinal);
        Assert.Contains("2022-11-ftx", table.Out, StringComparison.Ordinal);
        string[] rows = csv.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("time,asset,what,cause,text,estimate,published,regime", rows[0], StringComparison.Ordinal);
        Assert.Equal(2 * 366, rows.Count(row => row.Contains(",day,", StringComparison.Ordinal)));
        Assert.Equal(assets.Sum(asset => asset["events"]!.AsArray().Count), rows.Length - 1 - (2 * 366));
        Assert.Contains(rows, row => row.StartsWith("2022-11-10T00:00:00Z,SOL,regime,volatility ratio", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(page), File.ReadAllBytes(again));
        Assert.DoesNotContain("http", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_WalkForwardWithWhatDoesNotFit_NamesItAndSaysWhatToWrite()
    {
        CliRun foreign = CliRun.Of("calibrate", "--walk-forward", "--as-of", "2024-01-01", "--out", "x.yaml"), alone = CliRun.Of("calibrate", "--assets", "BTC"), coin = CliRun.Of("calibrate", "--walk-forward", "--assets", "LUNA"),
            late = CliRun.Of("calibrate", "--walk-forward", "--assets", "BTC", "--from", "2030-01-01"), backwards = CliRun.Of("calibrate", "--walk-forward", "--from", "2024-01-01", "--to", "2023-01-01"),
            rules = CliRun.Of("calibrate", "--walk-forward", "--governance", CliRun.File("mine.yaml", "model: fixed"));

        Assert.All((CliRun[])[foreign, alone, coin, late, backwards, rules], run => Assert.Equal(2, run.Code));
        Assert.Contains("--to", foreign.Error, StringComparison.Ordinal);
        Assert.Contains("--out", foreign.Error, StringComparison.Ordinal);
        Assert.Contains("--walk-forward", alone.Error, StringComparison.Ordinal);
        Assert.Contains("there are BTC, DOGE, ETH, SOL, XRP", coin.Error, StringComparison.Ordinal);
        Assert.Contains("recorded until 2026-02-01", late.Error, StringComparison.Ordinal);
        Assert.Contains("write an earlier time", backwards.Error, StringComparison.Ordinal);
        Assert.Contains("mine.yaml", rules.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_WalkForwardUnderRulesOfOnesOwn_FollowsThem()
    {
        string shipped = File.ReadAllText(Path.Combine(CliRun.Home, "src", "Plimsoll.Formats", "Governance", "governance.yaml"));
        string mine = CliRun.File("mine.yaml", shipped.Replace("indicator: volatility-ratio, elevated: { enter: 1.5, exit: 1.2 }", "indicator: volatility-ratio, elevated: { enter: 1.1, exit: 1 }", StringComparison.Ordinal));
        string[] months = ["calibrate", "--walk-forward", "--assets", "ETH", "--to", "2020-09-01", "--format", "json"];
        CliRun usual = CliRun.Of(months), wary = CliRun.Of([.. months, "--governance", mine]);
        static double Calm(CliRun run) => run.Json["assets"]![0]!["summary"]!["regimes"]!["calm"]!.GetValue<double>();

        Assert.True(Calm(wary) < Calm(usual), "A lower threshold leaves fewer calm days.");
        Assert.NotEqual(usual.Json["rules"]!["sha256"]!.GetValue<string>(), wary.Json["rules"]!["sha256"]!.GetValue<string>());
    }
}
