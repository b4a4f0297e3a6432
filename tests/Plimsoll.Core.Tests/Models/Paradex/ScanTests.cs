using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Paradex;
using Plimsoll.Pricing;

namespace Plimsoll.Core.Tests.Models.Paradex;

public class ScanTests
{
    private static readonly ScanTerm Term = new() { DteFloor = 1, ShortPower = 0.3, LongPower = 0.13 };

    private static readonly ParadexScan Rules = new()
    {
        Scenarios =
        [
            new() { Spot = 0.14, Vol = 0.4, Weight = 1 },
            new() { Spot = -0.14, Vol = 0.4, Weight = 1 },
            new() { Spot = 0, Vol = -0.22, Weight = 1 },
            new() { Spot = 5, Vol = 0.4, Weight = 0.0028 },
        ],
        MinVolShockUp = 0.4,
        UnhedgedMarginFactor = 0.002m,
        HedgedMarginFactor = 0.001m,
    };

    [Fact]
    public void Of_PerpetualAndCalls_IsTheSlowFormula()
    {
        RepricedPosition perpetual = RepricedPosition.LinearFuture(1, 70_100), calls = RepricedPosition.Option(false, -5, OptionSide.Call, 70_400, 75_000, 60.0 / 365, 0.6);

        Scan scan = Scan.Of([perpetual, calls], Rules, Term);

        double today = Black76.Value(OptionSide.Call, 70_400, 75_000, 60.0 / 365, 0.6);
        double Slow(double spot, double volatility, double weight) =>
            weight * ((spot * 70_100) - (5 * (Black76.Value(OptionSide.Call, 70_400 * (1 + spot), 75_000, 60.0 / 365, volatility) - today)));

        // At 60 days 40 % shrinks by 2^−0.13 and is lifted back to 40 %; −22 % shrinks with nothing to lift it.
        double down = 0.6 * (1 - (0.22 * Math.Pow(0.5, 0.13)));
        double[] expected = [Slow(0.14, 0.84, 1), Slow(-0.14, 0.84, 1), Slow(0, down, 1), Slow(5, 0.84, 0.0028)];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], scan.Pnl[i], 1e-6);
        Assert.Equal(Array.IndexOf(expected, expected.Min()), scan.Worst);
        Assert.Equal(-expected.Min(), scan.Risk, 1e-6);
        double delta = Black76.Greeks(OptionSide.Call, 70_400, 75_000, 60.0 / 365, 0.6).Delta;
        Assert.Equal(1 - (5 * delta), (double)scan.Delta.Net, 1e-9);
        Assert.Equal(1 + (5 * delta), (double)scan.Delta.Gross, 1e-9);
    }

    [Theory]
    [InlineData(0.4, 7, 1.6190)]
    [InlineData(0.4, 60, 1.4)]
    [InlineData(-0.22, 0.1, 0.3897)]
    [InlineData(-0.22, 60, 0.7990)]
    [InlineData(-0.9, 1, 0)]
    public void Multiplier_ByDays_IsTheTermWithItsFloors(double shock, double days, double expected) => Assert.Equal(expected, Scan.Multiplier(shock, days, 0.4, Term), 1e-4);

    [Fact]
    public void Worst_WhereNothingLoses_IsNone()
    {
        Scan scan = Scan.Of([RepricedPosition.Option(false, 1, OptionSide.Call, 100, 100, 0.1, 0)], Rules with { Scenarios = [new() { Spot = 0.1, Vol = 0.4, Weight = 1 }] }, Term);

        Assert.Equal((-1, 0.0), (scan.Worst, scan.Risk));
    }
}
