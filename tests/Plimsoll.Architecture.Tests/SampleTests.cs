using System.Globalization;
using System.Text.RegularExpressions;
using Plimsoll.Samples;

namespace Plimsoll.Architecture.Tests;

/// <summary>The samples that the documentation quotes compile, run and print what they say.</summary>
public partial class SampleTests
{
    private static readonly string Data = Repository.At("data");

    [Fact]
    public void MarginOfAPortfolio_OfACollar_PrintsLinesThatSumToTheInitialMargin()
    {
        string[] lines = Output(output => MarginOfAPortfolio.Run(Data, output));
        Assert.StartsWith("garnet-treasury: Healthy, equity ", lines[0], StringComparison.Ordinal);
        decimal initial = decimal.Parse(Regex.Match(lines[0], @"initial ([\d,.]+) USD").Groups[1].Value, CultureInfo.InvariantCulture);
        decimal sum = lines[1..].Sum(line => decimal.Parse(Regex.Match(line, @": (-?[\d,.]+) USD").Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.True(initial > 0m);
        Assert.Equal(initial, sum);
    }

    [Fact]
    public void WhatIf_AnOrderThatIsTooLarge_IsRefusedAndAFallLowersTheExcess()
    {
        string[] lines = Output(output => WhatIf.Run(Data, output));
        Assert.Matches(@"^refused: it needs [\d,.]+ USD and [\d,.]+ USD is free; up to [01]\.\d+ would fit$", lines[0]);
        Match excess = Regex.Match(lines[1], @"excess today ([\d,.]+) USD, after a fall of 20 % (-?[\d,.]+) USD");
        Assert.True(decimal.Parse(excess.Groups[2].Value, CultureInfo.InvariantCulture) < decimal.Parse(excess.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void PriceAnOption_OfItsOwnPrice_ImpliesItsVolatility() => Assert.Equal(
        [
            // Black-76 with F 80,000, K 90,000, 30/365 years, 55 %; the same to the digit from F·N(d1) − K·N(d2) with the erfc of Python.
            "value 1760.99, delta 0.2520, vega 7319.46",
            "implied volatility 55.00 %",
            "in coin 0.022012, premium-adjusted delta 0.2300",
            "a call at twice its forward: AboveMaximum",
        ],
        Output(PriceAnOption.Run));

    [Fact]
    public void FitASurface_OfEthOptions_FitsEveryExpiryInsideMostSpreads()
    {
        string[] lines = Output(output => FitASurface.Run(Data, output));
        Assert.Equal(8, lines.Length);
        Assert.All(lines[..^1], line =>
        {
            Match inside = Regex.Match(line, @"(\d+) of (\d+) inside the spread$");
            Assert.True(int.Parse(inside.Groups[1].Value, CultureInfo.InvariantCulture) >= 0.9 * int.Parse(inside.Groups[2].Value, CultureInfo.InvariantCulture), line);
        });
        Assert.Matches(@"^45 days, 10 % below the forward: [56]\d\.\d %$", lines[^1]);
    }

    private static string[] Output(Action<TextWriter> sample)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        sample(writer);
        return writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
