using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Black76 = Plimsoll.Core.Tests.Reference.Black76;

namespace Plimsoll.Core.Tests.Models.Blocks;

public class PriceVolatilityGridTests
{
    private static readonly PriceVolatilityGrid Grid = new([-0.16, -0.08, 0, 0.08, 0.16], [VolatilityMove.Up, VolatilityMove.Same, VolatilityMove.Down]);
    private static readonly VolatilityTermShock Shock = new(0.5, 0.25, 0.3, 0.13) { LeastUp = 0.5 };

    [Fact]
    public void Pnl_InverseFuture_IsCoinsLessCoinsAtTheMovedPrice()
    {
        // Deribit's published answer to private/pme/simulate of 2024-06-17, BTC-PERPETUAL.
        double[] pnl = Grid.Pnl(RepricedPosition.InverseFuture(0.314538364, 65910.57), Shock.Shocked);

        Assert.Equal(-0.05991206933333334, pnl[0], 1e-16);
        Assert.Equal(pnl[0], pnl[2]);
        Assert.Equal(0, pnl[7]);
        Assert.Equal(0.043384601931034494, pnl[14], 1e-16);
    }

    [Fact]
    public void Pnl_LinearFuture_IsUnitsTimesTheMoveOfTheMark() =>
        Assert.Equal(-3 * 0.08 * 2000, Grid.Pnl(RepricedPosition.LinearFuture(-3, 2000), Shock.Shocked)[9], 1e-10);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pnl_Options_IsTheTextbookFormulaScenarioByScenario(bool inverse)
    {
        var random = SplitMix.For(7, "options of the grid");
        for (int i = 0; i < 200; i++)
        {
            OptionSide side = random.Chance(0.5) ? OptionSide.Call : OptionSide.Put;
            double forward = random.Uniform(42000, 78000), strike = random.Uniform(30000, 90000), days = random.Uniform(0.5, 200), volatility = random.Uniform(0.3, 1.3);
            double units = random.Uniform(-2, 2);
            double[] pnl = Grid.Pnl(RepricedPosition.Option(inverse, units, side, forward, strike, days / 365, volatility), Shock.Shocked);
            for (int s = 0; s < pnl.Length; s++)
            {
                double moved = forward * (1 + Grid.MoveAt(s)), shocked = Shock.Shocked(volatility, Grid.StateAt(s), days);
                double after = Black76.Value(side, moved, strike, shocked, days / 365), before = Black76.Value(side, forward, strike, volatility, days / 365);
                Assert.Equal(units * (inverse ? (after / moved) - (before / forward) : after - before), pnl[s], inverse ? 1e-13 : 1e-8);
            }
        }
    }

    [Fact]
    public void Pnl_OptionWithNothingMoved_IsExactlyZero() =>
        Assert.Equal(0, Grid.Pnl(RepricedPosition.Option(true, -1, OptionSide.Put, 61234.5, 60000, 0.1, 0.63), Shock.Shocked)[7]);

    [Fact]
    public void Pnl_OptionAtItsExpiry_IsTheMoveOfItsIntrinsicValue()
    {
        double[] pnl = Grid.Pnl(RepricedPosition.Option(false, 2, OptionSide.Call, 60000, 62000, 0, 0.6), Shock.Shocked);

        Assert.Equal(2 * ((60000 * 1.16) - 62000), pnl[12], 1e-9);
        Assert.Equal(0, pnl[0]);
    }

    [Fact]
    public void Pnl_UnknownVolatility_IsNotANumberRatherThanNone() =>
        Assert.All(Grid.Pnl(RepricedPosition.Option(true, 1, OptionSide.Call, 60000, 62000, 0.1, double.NaN), Shock.Shocked), pnl => Assert.True(double.IsNaN(pnl)));

    [Fact]
    public void Add_TwoPositions_IsTheSumOfBoth()
    {
        RepricedPosition future = RepricedPosition.InverseFuture(1, 60000), put = RepricedPosition.Option(true, 1, OptionSide.Put, 60000, 58000, 0.2, 0.5);
        double[] book = Grid.Pnl(future, Shock.Shocked);
        Grid.Add(put, Shock.Shocked, book);

        Assert.Equal(Grid.Pnl(future, Shock.Shocked).Zip(Grid.Pnl(put, Shock.Shocked), (a, b) => a + b), book);
        Assert.Throws<ArgumentException>(() => Grid.Add(put, Shock.Shocked, new double[3]));
    }
}
