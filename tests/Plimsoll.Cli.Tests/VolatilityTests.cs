using System.Globalization;
using System.Text.Json.Nodes;

namespace Plimsoll.Cli.Tests;

public class VolatilityTests
{
    private static readonly string Prices = Path.Combine(CliRun.Home, "data", "prices", "BTC-USDT.binance-spot.1h.csv.gz");

    [Fact]
    public void Volatility_BitcoinInMarch2020_EstimatesAgreeAndTheForecastIsOfACrisis()
    {
        CliRun run = CliRun.Of("volatility", "--prices", Prices, "--at", "2020-03-16T00:00:00Z", "--method", "ewma", "--window", "10", "--quiet");

        Assert.Equal(0, run.Code);
        Assert.Equal("2020-03-15", (string?)run.Json["lastDay"]);
        Assert.All(run.Json["estimates"]!.AsArray(), one => Assert.InRange(Number(one!["volatility"]), 2.5, 3.5));
        Assert.InRange(Number(run.Json["forecasts"]![0]!["nextDayVolatility"]), 1.0, 3.0);
        Assert.Equal(36, (int)run.Json["scoredDays"]!);
        Assert.Null(run.Json["champion"]);
    }

    [Fact]
    public void Volatility_TwoMethods_TheOneWithTheLeastLossIsChampion()
    {
        CliRun run = CliRun.Of("volatility", "--prices", Prices, "--at", "2022-06-01T00:00:00Z", "--method", "log-har", "--method", "ewma", "--quiet");

        JsonArray forecasts = run.Json["forecasts"]!.AsArray();
        Assert.Equal(["ewma", "log-har"], forecasts.Select(one => (string)one!["method"]!));
        string best = (string)forecasts.MinBy(one => Number(one!["qlike"]))!["method"]!;
        Assert.Equal(best, (string?)run.Json["champion"]);
        Assert.Equal("log-har", best);
    }

    [Fact]
    public void Volatility_CsvAndTable_HoldEveryEstimator()
    {
        string csv = CliRun.Of("volatility", "--prices", Prices, "--at", "2020-06-01T00:00:00Z", "--method", "ewma", "--format", "csv", "--quiet").Out;
        string table = CliRun.Of("volatility", "--prices", Prices, "--at", "2020-06-01T00:00:00Z", "--method", "ewma", "--format", "table", "--quiet").Out;

        foreach (string name in (string[])["close-to-close", "parkinson", "garman-klass", "rogers-satchell", "yang-zhang", "realised-last-day"]) Assert.Contains(name, csv, StringComparison.Ordinal);
        Assert.Contains("QLIKE", table, StringComparison.Ordinal);
        Assert.Contains("realised within the last day", table, StringComparison.Ordinal);
    }

    [Fact]
    public void Volatility_FolderOfBars_ScoresEveryMethodOnEveryCoinAsked()
    {
        string[] arguments = ["volatility", "--data", Path.Combine(CliRun.Home, "data", "prices"), "--assets", "BTC", "--methods", "ewma,log-har", "--horizon", "7", "--at", "2022-06-01T00:00:00Z", "--quiet"];
        CliRun run = CliRun.Of(arguments), csv = CliRun.Of([.. arguments, "--format", "csv"]), table = CliRun.Of([.. arguments, "--format", "table"]);

        Assert.Equal(0, run.Code);
        JsonNode at = run.Json["assets"]![0]!["horizons"]![0]!;
        Assert.Equal(["ewma", "log-har", "champion"], at["methods"]!.AsArray().Select(one => (string)one!["method"]!));
        Assert.Equal(7, (int)at["horizonDays"]!);
        Assert.True((int)at["scoredDays"]! > 300);
        Assert.All(at["methods"]!.AsArray(), one => Assert.InRange(Number(one!["qlike"]), 0.01, 1.0));
        Assert.Equal(4, csv.Out.Trim().Split('\n').Length);
        Assert.Contains("Mean of the next 7 days", table.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--index", "BTC.csv", "COIN.VENUE-dvol.STEP.csv")]
    [InlineData("--assets", "BTC", "goes with --data")]
    [InlineData("--method", "implied-overlay", "write --index FILE")]
    [InlineData("--method", "crystal-ball", "one of ewma, ewma-realised, garch, gjr, har, log-har")]
    [InlineData("--window", "2", "write 3 or more")]
    [InlineData("--score", "-1", "write 0 or more")]
    [InlineData("--at", "2020-01-05T00:00:00Z", "need 31 whole days; the bars hold 4")]
    public void Volatility_BadOption_SaysWhatToWrite(string option, string value, string expected)
    {
        CliRun run = CliRun.Of("volatility", "--prices", Prices, option, value, "--quiet");

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public void Volatility_FileOfAnotherName_SaysHowToNameIt()
    {
        CliRun run = CliRun.Of("volatility", "--prices", CliRun.File("bitcoin.csv", "timestamp,close\n"), "--quiet");

        Assert.Equal(2, run.Code);
        Assert.Contains("BTC-USDT.binance-spot.1h.csv", run.Error, StringComparison.Ordinal);
    }

    private static double Number(JsonNode? node) => double.Parse(node!.ToString(), CultureInfo.InvariantCulture);
}
