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
        Assert.Equal(34, run.Json["search"]!["combinations"]!.GetValue<int>());
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
}
