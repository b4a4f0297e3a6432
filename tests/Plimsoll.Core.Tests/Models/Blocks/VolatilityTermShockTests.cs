using Plimsoll.Models.Blocks;

namespace Plimsoll.Core.Tests.Models.Blocks;

public class VolatilityTermShockTests
{
    private static readonly VolatilityTermShock Shock = new(RangeUp: 0.5, RangeDown: 0.25, ShortPower: 0.3, LongPower: 0.13) { LeastUp = 0.5 };

    // Powers by hand with bc: (30/7.5)^0.3 = e^(0.3·ln 4) = 1.515716566510398, (30/120)^0.13 = e^(−0.13·ln 4) = 0.835087919428369.
    [Theory]
    [InlineData(7.5, 1.515716566510398)]
    [InlineData(30, 1)]
    [InlineData(120, 0.835087919428369)]
    public void Scale_OfATenor_IsThePowerOfItsSide(double days, double scale)
    {
        Assert.Equal(scale, Shock.Scale(days), 1e-14);
        Assert.Equal(0.8 * (1 + 0.5 * scale), Shock.Shocked(0.8, VolatilityMove.Up, days), 1e-14);
        Assert.Equal(0.8 * (1 - 0.25 * scale), Shock.Shocked(0.8, VolatilityMove.Down, days), 1e-14);
    }

    [Fact]
    public void Shocked_UpFromALowVolatility_IsRaisedToTheFloorOfTheShockedValue()
    {
        Assert.Equal(0.5, Shock.Shocked(0.3, VolatilityMove.Up, 30));
        Assert.Equal(0.3, Shock.Shocked(0.3, VolatilityMove.Same, 30));
        Assert.Equal(0.3 * 1.5, (Shock with { LeastUp = 0.4 }).Shocked(0.3, VolatilityMove.Up, 30), 1e-15);
    }

    [Fact]
    public void Shocked_DownByMoreThanAllOfIt_IsZero()
    {
        VolatilityTermShock strong = Shock with { RangeDown = 0.6 };

        Assert.Equal(0, strong.Shocked(0.8, VolatilityMove.Down, 1));
        Assert.Equal(0, strong.Multiplier(VolatilityMove.Down, 0));
    }

    [Fact]
    public void Scale_BelowTheLeastDays_GrowsNoMore()
    {
        VolatilityTermShock floored = Shock with { LeastDays = 1 };

        Assert.Equal(floored.Scale(1), floored.Scale(0.01));
        Assert.Equal(Math.Pow(30, 0.3), floored.Scale(0), 1e-14);
        Assert.Equal(double.PositiveInfinity, Shock.Scale(0));
    }

    [Fact]
    public void Multiplier_NoRange_IsOneEvenAtExpiry()
    {
        VolatilityTermShock none = new(0, 0, 0.3, 0.13);

        Assert.Equal(1, none.Multiplier(VolatilityMove.Up, 0));
        Assert.Equal(1, none.Multiplier(VolatilityMove.Down, 0));
    }
}
