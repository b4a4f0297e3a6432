using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Collateral;
using Plimsoll.Scaling;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Collateral;

public class HaircutScheduleTests
{
    private static readonly HaircutSchedule Schedule = HaircutSchedule.Create(
        [new(0, 1e6, 0.05), new(1e6, 5e6, 0.1), new(5e6, 20e6, 0.25), new(20e6, 40e6, 0.6)]);

    [Fact]
    public void CountedValue_AcrossBrackets_CutsEachSliceAtItsOwnRate() =>
        Assert.Equal(0.95e6 + 0.9 * 4e6 + 0.75 * 1e6, Schedule.CountedValue(6e6), 1e-6);

    [Fact]
    public void CountedValue_BeyondTheCap_StopsGrowing()
    {
        Assert.Equal(Schedule.CountedValue(40e6), Schedule.CountedValue(1e9));
        Assert.Equal(40e6, Schedule.Cap);
        Assert.Equal(0, Schedule.MarginalCounted(40e6));
    }

    [Fact]
    public void CountedValue_MoreHeld_NeverCountsLessAndNeverMoreThanInProportion() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), ArbMap.Default.ArbFor<uint>(), (a, b) =>
        {
            (double x, double y) = (a / 50.0, b / 50.0);
            double merged = Schedule.CountedValue(x + y);
            return merged >= Schedule.CountedValue(x) - 1e-6
                && merged <= Schedule.CountedValue(x) + Schedule.CountedValue(y) + 1e-6
                && merged <= x + y
                && Schedule.EffectiveHaircut(x + y) >= Schedule.EffectiveHaircut(x) - 1e-12;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void CountedValue_AtABoundary_DoesNotJump() =>
        Assert.Equal(Schedule.CountedValue(5e6), Schedule.CountedValue(Math.BitIncrement(5e6)), 1e-6);

    [Fact]
    public void CountedValue_NothingHeld_IsNothing() =>
        Assert.Equal((0, 0), (Schedule.CountedValue(0), Schedule.EffectiveHaircut(0)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void CountedValue_ValueThatIsNone_IsRefused(double value)
    {
        Assert.ThrowsAny<ArgumentException>(() => Schedule.CountedValue(value));
        Assert.ThrowsAny<ArgumentException>(() => Schedule.EffectiveHaircut(value));
    }

    [Fact]
    public void Create_PercentAndFallingHaircut_ListsBoth()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => HaircutSchedule.Create(Bracket.FromStarts((0, 7.5), (1e6, 0.05))));

        Assert.Equal(["[0].rate", "[1].rate"], refusal.Problems.Select(p => p.Place));
        Assert.Contains("7.5 lies outside [0, 1]", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromVolatility_MoreRisk_NeverLowersTheHaircutAndNeverPassesOne() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<ushort>(), (a, b) =>
        {
            double low = Math.Min(a, b) / 10_000.0, high = Math.Max(a, b) / 10_000.0;
            double calm = HaircutRate.FromVolatility(low, 2, 0.99, 0.02), wild = HaircutRate.FromVolatility(high, 2, 0.99, 0.02);
            return calm <= wild && wild is >= 0.02 and <= 1;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void FromExpectedShortfall_QuietAsset_KeepsTheFloorOfItsClass()
    {
        Assert.Equal(0.05, HaircutRate.FromExpectedShortfall(0.01, 0.01, floor: 0.05));
        Assert.Equal(0.32, HaircutRate.FromExpectedShortfall(0.3, 0.02, floor: 0.05), 1e-15);
        Assert.Equal(1, HaircutRate.FromExpectedShortfall(1.3, 0.02, floor: 0.05));
    }

    [Fact]
    public void ValueCap_SmallFloat_IsBoundByTheFloat() =>
        Assert.Equal(5e5, HaircutRate.ValueCap(1e8, 0.1, 1, freeFloat: 1e7, floatShare: 0.05), 1e-9);

    [Fact]
    public void FromVolatility_NaNOrSillyConfidence_IsRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => HaircutRate.FromVolatility(double.NaN, 2, 0.99, 0));
        Assert.ThrowsAny<ArgumentException>(() => HaircutRate.FromVolatility(0.04, 2, 1, 0));
        Assert.ThrowsAny<ArgumentException>(() => HaircutRate.FromVolatility(0.04, 2, 99, 0));
    }
}
