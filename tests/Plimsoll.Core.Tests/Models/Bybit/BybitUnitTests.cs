using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Bybit;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Bybit;

/// <summary>
/// The sample of Bybit's API documentation, GET /v5/asset/portfolio-margin (March 2026): 0.038 BTCUSDT, 0.02 calls at 80,000 of 25 September 2026, a little BTC owed.
/// Forward 71,376.19, deviation 0.197693 and 186.3 days are not printed; they are what the 33 results and the shocks of volatility leave open, fitted once.
/// </summary>
public class BybitUnitTests
{
    private const double Days = 186.3;

    private static readonly BybitRiskGroup Group = new()
    {
        Assets = [Currency.Of("BTC")],
        Moves = [0.02m, 0.04m, 0.06m, 0.08m, 0.10m],
        VolatilityUp = 0.24,
        VolatilityDown = 0.20,
        FuturesRate = 0.0003m,
        ShortOptionRate = 0.005m,
        VegaRate = 0.0003m,
        BasisRate = 0.25m,
        StablecoinRate = 0.005m,
    };

    private static readonly RepricedPosition Calls = RepricedPosition.Option(false, 0.02, OptionSide.Call, 71_376.192377673, 80_000, Days / 365, 0.19769304784442526 / Math.Sqrt(Days / 365));

    // Volatility up, same, down at each price, as printed.
    private static readonly double[][] Printed =
    [
        [-24.06747339, -33.15841013, -39.65273684], [-18.12509537, -28.31048642, -35.80450518], [-11.36193138, -22.62748031, -31.13352117], [-3.73852526, -16.04846592, -25.55420042],
        [4.77766694, -8.52041879, -18.98866670], [14.21190294, 0.00067229, -11.36906857], [24.58198339, 9.54902598, -2.63944748], [35.89827143, 20.14862960, 7.24291762],
        [48.16388381, 31.81313064, 18.30672359], [61.37503018, 44.54603289, 30.56641060], [75.52147477, 58.34116026, 44.02244694],
    ];

    [Fact]
    public void Scan_OfThePrintedOption_ReproducesAllItsResultsWithinACent()
    {
        StressResult scan = BybitUnitBook.Scan(new StressBook(0m, [Calls]), Group, 0.3, 0m, 0m);
        Assert.Equal(33, scan.Cells.Length);
        for (int s = 0; s < scan.Cells.Length; s++) Assert.InRange((double)scan.Cells[s].Options - Printed[s / 3][s % 3], -0.01, 0.01);
    }

    [Fact]
    public void Margin_OfThePrintedBook_IsItsLossAndItsContingencies()
    {
        // The perpetual's printed −972.1448288 at −10 %; the index that the futures contingency and the hedge point to.
        const decimal index = 70_500.403m;
        StressResult scan = BybitUnitBook.Scan(new StressBook(9_721.448288m, [Calls]), Group, 0.3, -0.00100006m, index);
        Assert.Equal(1_004.7471, (double)scan.Loss, 0.01);
        Assert.Equal((-0.1m, VolatilityMove.Down), (scan.Cells[scan.Worst].Move, scan.Cells[scan.Worst].State));

        double delta = 0.02 * Black76.Greeks(Calls.Side!.Value, Calls.Price, Calls.Strike, Calls.Years, Calls.Volatility).Delta;
        var unit = new BybitRiskUnit(scan.Loss)
        {
            Futures = Group.FuturesRate * 0.038m * index,
            FutureDelta = BybitUnitBook.Basis(new() { [0] = 9_721.448288m, [Days] = (decimal)delta * index }, Group.BasisRate),
        };
        Assert.Equal(0.80370460, (double)unit.Futures, 1e-6);
        Assert.Equal(56.89174177, (double)unit.FutureDelta, 0.03);

        // 1,062.34920951 is printed; the sum of the printed parts is 1,062.44253, 0.01 % more: a price of USDT just below 1 would explain it.
        Assert.Equal(1_062.34920951, (double)unit.Maintenance, 0.2);
        Assert.Equal(unit.Maintenance * 1.2m, unit.Initial(1.2m));
    }

    [Fact]
    public void SpotHedge_CountsWhereItGains_AndCostsNothingElsewhere()
    {
        Assert.Equal(7.05m, BybitRiskUnit.SpotHedge(-0.001m, 70_500m, -0.1m));
        Assert.Equal(0m, BybitRiskUnit.SpotHedge(-0.001m, 70_500m, 0.1m));
    }

    [Fact]
    public void Basis_OfASpreadBetweenExpiries_ChargesTheTimeBetweenThem()
    {
        Assert.Equal(0.25m * 100_000m * 0.5m, BybitUnitBook.Basis(new() { [182.5] = 100_000m, [365] = -100_000m }, 0.25m));
        Assert.Equal(0m, BybitUnitBook.Basis(new() { [0] = 100_000m }, 0.25m));
    }
}
