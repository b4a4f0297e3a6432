using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Liquidity;

namespace Plimsoll.Core.Tests.Liquidity;

public class CapacityTests
{
    private static readonly CapacityParameters Parameters = new()
    {
        VolumeShare = 0.15, RefillHours = 2, HalfLifeHours = 24, ClassFloor = 50_000,
    };

    private static Capacity Estimate(double? volume, double? depth, double ageHours = 0) => Capacity.Estimate(
        Parameters,
        horizonHours: 8,
        volume is { } v ? new AgedAmount(v, ageHours) : null,
        depth is { } d ? new AgedAmount(d, ageHours) : null);

    [Fact]
    public void Estimate_ThinVolume_IsBoundByItsShareOverTheHorizon()
    {
        Capacity capacity = Estimate(volume: 10_000_000, depth: 1_000_000);

        Assert.Equal(0.15 * 10_000_000 * 8 / 24, capacity.Notional, 1e-6);
        Assert.Equal(CapacityBound.Volume, capacity.Bound);
        Assert.Equal(1_000_000 * (1 + 8 / 2.0), capacity.DepthEstimate!.Value, 1e-6);
        Assert.False(capacity.IsFloored);
    }

    [Fact]
    public void Estimate_ThinBook_IsBoundByItsRefilledDepth()
    {
        Capacity capacity = Estimate(volume: 100_000_000, depth: 100_000);

        Assert.Equal(500_000, capacity.Notional, 1e-6);
        Assert.Equal(CapacityBound.Depth, capacity.Bound);
    }

    [Fact]
    public void Estimate_DataOneHalfLifeOld_CountsHalf()
    {
        Assert.Equal(Estimate(100_000_000, 100_000).Notional / 2, Estimate(100_000_000, 100_000, ageHours: 24).Notional, 1e-6);
    }

    [Fact]
    public void Estimate_NoDepth_RestsOnVolumeAndSaysSo()
    {
        Capacity capacity = Estimate(volume: 10_000_000, depth: null);

        Assert.Equal(CapacityBound.Volume, capacity.Bound);
        Assert.True(capacity.IsDepthMissing);
        Assert.False(capacity.IsVolumeMissing);
    }

    [Fact]
    public void Estimate_NoVolume_RestsOnDepthAndSaysSo()
    {
        Capacity capacity = Estimate(volume: null, depth: 100_000);

        Assert.Equal(500_000, capacity.Notional, 1e-6);
        Assert.Equal(CapacityBound.Depth, capacity.Bound);
        Assert.True(capacity.IsVolumeMissing);
    }

    [Fact]
    public void Estimate_NothingKnown_FallsToTheClassFloorAndSaysSo()
    {
        Capacity capacity = Estimate(volume: null, depth: null);

        Assert.Equal(50_000, capacity.Notional);
        Assert.True(capacity.IsFloored && capacity.IsVolumeMissing && capacity.IsDepthMissing);
    }

    [Fact]
    public void Estimate_DeadMarket_FallsToTheClassFloorWithItsDataShown()
    {
        Capacity capacity = Estimate(volume: 0, depth: 0);

        Assert.True(capacity.IsFloored);
        Assert.False(capacity.IsVolumeMissing || capacity.IsDepthMissing);
        Assert.Equal(0, capacity.VolumeEstimate);
    }

    [Fact]
    public void Estimate_MoreVolumeOrDepth_NeverLowersTheCapacityAndAgeNeverRaisesIt() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(uint, uint, ushort)>(), ArbMap.Default.ArbFor<ushort>(), (market, more) =>
        {
            (uint volume, uint depth, ushort age) = market;
            double now = Estimate(volume, depth, age).Notional;
            return Estimate(volume + (double)more, depth, age).Notional >= now
                && Estimate(volume, depth + (double)more, age).Notional >= now
                && Estimate(volume, depth, age + (double)more).Notional <= now;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void TimesToLiquidate_TwiceTheCapacity_IsTwo() =>
        Assert.Equal(2, Estimate(null, null).TimesToLiquidate(100_000));

    [Fact]
    public void TimesToLiquidate_UndefinedCapacity_IsRefused() =>
        Assert.ThrowsAny<ArgumentException>(() => default(Capacity).TimesToLiquidate(1));

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, double.NaN)]
    public void Estimate_AmountsThatAreNoAmounts_AreRefused(double volume, double depth) =>
        Assert.ThrowsAny<ArgumentException>(() => Estimate(volume, depth));

    [Fact]
    public void Estimate_FloorOfZero_IsRefused() =>
        Assert.ThrowsAny<ArgumentException>(() => Capacity.Estimate(Parameters with { ClassFloor = 0 }, 8, null, null));
}
