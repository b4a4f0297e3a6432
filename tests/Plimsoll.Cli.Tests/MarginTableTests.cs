using Plimsoll.Cli.Rendering;

namespace Plimsoll.Cli.Tests;

public class MarginTableTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public void Write_AccountWithEverything_FitsTheWidthAndTellsWhatMatters(int width)
    {
        string text = Draw(width, run => MarginTable.Write(run.Screen, [Example.Report]));

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
        text = OneLine(text);
        Assert.Contains("alice", text, StringComparison.Ordinal);
        Assert.Contains("margin call ±", text, StringComparison.Ordinal);
        Assert.Contains("BTC ↓52,311", text, StringComparison.Ordinal);
        Assert.Contains("unavailable", text, StringComparison.Ordinal);
        Assert.Contains("SOL/USDT:USDT: no usable mark price (the last is 90 s old)", text, StringComparison.Ordinal);
        Assert.Contains("alice: no depth of SOL/USDT:USDT; its class's floor was used", text, StringComparison.Ordinal);
        Assert.Contains(width == 160 ? "12,800.00" : "12,800 ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(160)]
    public void Write_Explanation_ShowsWaterfallCollateralScenariosPositionsAndMap(int width)
    {
        string text = Draw(width, run => MarginExplanation.Write(run.Screen, Example.Statement(), Example.Map));

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
        text = OneLine(text);
        Assert.Contains("equity 12,399.50 = collateral 20,000.00 - 7,000.00 unrealised - 100.00 options - 500.50 haircut", text, StringComparison.Ordinal);
        Assert.Contains("core 2024-08-05", text, StringComparison.Ordinal);
        Assert.Contains("12,345.67", text, StringComparison.Ordinal);
        Assert.Contains("2.5 % up to 1.00B", text, StringComparison.Ordinal);
        Assert.Contains("BTC/USD:BTC-261225-100000-C", text, StringComparison.Ordinal);
        Assert.Contains("profit and loss if BTC and its volatility move", text, StringComparison.Ordinal);
        Assert.Contains("vol +40.0 %", text, StringComparison.Ordinal);
        Assert.Contains("-8.64k", text, StringComparison.Ordinal);
        Assert.Contains("5.00M against a capacity of 1.00M (depth): x = 5.0, m = 4.2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteFitting_TooNarrow_LeavesOutTheLeastImportantColumnsAndBreaksNoFigure()
    {
        string Drawn(int width) => Draw(width, run => Tables.WriteFitting(
            run.Screen, 2, ["strike", "price>", "delta>", "rho>"], ["rho", "delta"], [[Tables.Cell("70000 call"), Tables.Cell("0.00039183"), Tables.Cell("-0.0213"), Tables.Cell("-9.01")]]));

        Assert.Contains("70000 call  0.00039183  -0.0213  -9.01", Drawn(60), StringComparison.Ordinal);
        Assert.Contains("70000 call 0.00039183 -0.0213 -9.01", Drawn(37), StringComparison.Ordinal);
        Assert.Contains("70000 call  0.00039183  -0.0213", Drawn(36), StringComparison.Ordinal);
        Assert.DoesNotContain("rho", Drawn(36), StringComparison.Ordinal);
        Assert.Contains("70000 call  0.00039183", Drawn(28), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WaterfallBars_EachStartWhereTheOneBeforeEnded()
    {
        string[] lines = Draw(160, run => MarginExplanation.Write(run.Screen, Example.Statement(), null)).Split('\n');
        string Line(string name) => lines.First(line => line.StartsWith($" {name}", StringComparison.Ordinal));

        int end = Line("market risk").LastIndexOf('█') + 1;
        Assert.Equal(end, Line("size BTC").IndexOf('█', StringComparison.Ordinal));
        Assert.Equal(Line("liquidation cost").LastIndexOf('█'), Line("total").LastIndexOf('█'));
    }

    [Fact]
    public void Write_Csv_HasOneRowForTheAccountAndOneForEachLine()
    {
        using var output = new StringWriter();
        MarginCsv.Write(output, [Example.Report]);
        string[] rows = output.ToString().TrimEnd('\n').Split('\n');

        Assert.StartsWith("account,owner,nettingSet,rulebook,asOf,currency,status,", rows[0], StringComparison.Ordinal);
        Assert.Equal("alice,fund,main,plimsoll@1,2026-01-31T12:25:19Z,USD,margin-call,12900.00,12399.50,-400.50,0.825839751603,0,total,,12800.00,10240.00,unverified", rows[1]);
        Assert.Equal(1 + 1 + 7 + 1, rows.Length);
        Assert.EndsWith(",2,group,majors,10000.00,8000.00,unverified", rows[3], StringComparison.Ordinal);
        Assert.Equal("alice,fund,isolated:SOL/USDT:USDT,,,,unavailable,,,,,0,missing mark price,SOL/USDT:USDT,,,", rows[^1]);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    public void Row_FieldWithSeparatorOrQuote_IsQuoted(string field, string expected)
    {
        using var output = new StringWriter();
        Csv.Row(output, field, null);

        Assert.Equal(expected + ",\n", output.ToString());
    }

    /// <summary>Sentences as they were before lines were broken.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Draw(int width, Action<Invocation> draw)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new();
        draw(new Invocation(new Terminal { Out = output, Error = error, Width = width }, OutputFormat.Table, quiet: true));
        return output.ToString();
    }
}
