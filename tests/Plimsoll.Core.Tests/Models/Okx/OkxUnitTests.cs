using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Okx;

namespace Plimsoll.Core.Tests.Models.Okx;

/// <summary>
/// A book of 4 BTC of perpetuals and three inverse options at an index of 60,000. Expected numbers: Python 3, standard library (erfc), Black-76 without discount; a computation of
/// the formulas of docs/models/okx-pm.md apart from this one, so that it tests our arithmetic and not our reading of the venue.
/// </summary>
public class OkxUnitTests
{
    private const double Spot = 60_000;

    private static readonly OkxVolatilityShock Shock = new(
        [Node(0, 0.30), Node(30, 0.25), Node(60, 0.20)],
        [Node(0, 0.50), Node(30, 0.35), Node(60, 0.25)]);

    private static readonly StressBook Book = new(4m * 60_000m,
    [
        Option(-10, OptionSide.Call, 60_600, 65_000, 15, 0.55), Option(-5, OptionSide.Put, 61_000, 50_000, 45, 0.62), Option(8, OptionSide.Put, 61_800, 55_000, 90, 0.60),
    ]);

    [Fact]
    public void SpotShock_OfAnOptionBook_IsTheWorstOfTwentyOneScenarios()
    {
        StressResult scan = OkxStress.SpotShock(Book, [0.04m, 0.08m, 0.12m], Shock);
        Assert.Equal(21, scan.Cells.Length);
        Assert.Equal("BTC +12 %, vol up", scan.Cells[scan.Worst].Name("BTC"));
        Assert.Equal(18_617.9406495668, (double)scan.Loss, 6);
        Assert.Equal(-1_430.4907626573, Pnl(scan, -0.12m, VolatilityMove.Up), 6);
        Assert.Equal(-1_665.2329669099, Pnl(scan, 0m, VolatilityMove.Up), 6);
        Assert.Equal(-13_015.8334003253, Pnl(scan, 0.12m, VolatilityMove.Down), 6);
    }

    [Fact]
    public void OtherParts_OfAnOptionBook_AgreeWithTheIndependentComputation()
    {
        Assert.Equal(0m, OkxStress.TimeDecay(Book));
        Assert.Equal(16_684.7467647012, (double)OkxStress.Vega(Book, Shock, 0.5m), 6);
        Assert.Equal(1_667.6732075857, (double)OkxStress.Rate(Book, [Node(1, 0.05), Node(720, 0.02)]), 6);
        Assert.Equal(2 * 25_754.8906507108, (double)OkxStress.Extreme(Book, 0.24m).Loss, 6);
    }

    [Fact]
    public void TimeDecay_OfBoughtOptions_IsWhatADayCosts()
    {
        var bought = new StressBook(0m, [Option(10, OptionSide.Call, 60_600, 65_000, 15, 0.55)]);
        var sold = new StressBook(0m, [Option(-10, OptionSide.Call, 60_600, 65_000, 15, 0.55)]);
        Assert.True(OkxStress.TimeDecay(bought) > 0m);
        Assert.Equal(0m, OkxStress.TimeDecay(sold));
    }

    [Fact]
    public void Vega_OfOneExpiry_IsNothing()
    {
        var one = new StressBook(0m, [Option(10, OptionSide.Call, 60_600, 65_000, 15, 0.55), Option(-4, OptionSide.Put, 60_600, 55_000, 15, 0.6)]);
        Assert.Equal(0m, OkxStress.Vega(one, Shock, 1m));
    }

    [Fact]
    public void VolatilityShock_TakesTheGreaterOfPointsAndPart_AndNeverGoesBelowZero()
    {
        Assert.Equal(0.55 + 0.30, Shock.Shocked(0.55, VolatilityMove.Up, 0), 12);
        Assert.Equal(1.0 + 0.5, Shock.Shocked(1.0, VolatilityMove.Up, 0), 12);
        Assert.Equal(0.80 + 0.24, Shock.Shocked(0.80, VolatilityMove.Up, 45), 12);
        Assert.Equal(0, Shock.Shocked(0.2, VolatilityMove.Down, 15), 12);
        Assert.Equal(0.55, Shock.Shocked(0.55, VolatilityMove.Same, 15));
    }

    [Fact]
    public void Maintenance_IsTheGreaterOfMarketRiskAndMinimumCharge_AndTheDepegOnTop()
    {
        var unit = new OkxRiskUnit { SpotShock = 100m, TimeDecay = 120m, ExtremeMove = 90m, Vega = 5m, Basis = 6m, Rate = 7m, MinimumCharge = 130m, Depeg = 3m };
        Assert.Equal(120m + 18m + 3m, unit.Maintenance);
        Assert.Equal(0m, unit.MinimumTopUp);
        OkxRiskUnit large = unit with { MinimumCharge = 200m };
        Assert.Equal(203m, large.Maintenance);
        Assert.Equal(62m, large.MinimumTopUp);
    }

    [Fact]
    public void BasisCharge_IsGrossOverExpiries_AndAtLeastThatOfAPerpetual()
    {
        Assert.Equal((1_000m * 0.002m) + (2_000m * 0.05m * 0.5m) + (500m * 0.002m), OkxRiskUnit.BasisCharge([(1_000m, 0), (-2_000m, 0.5), (500m, 0.01)], 0.05m, 0.002m));
    }

    private static double Pnl(StressResult scan, decimal move, VolatilityMove state) => (double)scan.Cells.Single(cell => cell.Move == move && cell.State == state).Pnl;

    private static RepricedPosition Option(double coins, OptionSide side, double forward, double strike, double days, double volatility) =>
        RepricedPosition.Option(false, coins * Spot / forward, side, forward, strike, days / 365, volatility);

    private static TermNode Node(double days, double value) => new() { Days = days, Value = value };
}
