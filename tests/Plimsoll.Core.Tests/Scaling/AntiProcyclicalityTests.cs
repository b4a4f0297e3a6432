using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Scaling;

namespace Plimsoll.Core.Tests.Scaling;

public class AntiProcyclicalityTests
{
    [Theory]
    [InlineData(90, 112.5)]
    [InlineData(100, 125)]
    [InlineData(125, 125)]
    [InlineData(200, 200)]
    public void Buffer_RisingMargin_IsUsedUpAndThenGone(double raw, double expected) =>
        Assert.Equal(expected, AntiProcyclicality.Buffer(raw, 100, 0.25), 1e-12);

    [Fact]
    public void Buffer_OfNothing_LeavesTheMargin() => Assert.Equal(130, AntiProcyclicality.Buffer(130, 100, 0));

    [Fact]
    public void Buffer_AnyMargin_NeverLowersIt() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<byte>(), (raw, buffer) =>
            AntiProcyclicality.Buffer(raw, 100, buffer / 100.0) >= raw).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void StressWeight_CalmerStressedPeriod_NeverLowersWhatIsCharged()
    {
        (double blend, double floored) = AntiProcyclicality.StressWeight(240, 200, 0.25);

        Assert.Equal((230, 240), (blend, floored));
    }

    [Fact]
    public void SpeedLimit_SuddenRise_StatesWhatItWithholds()
    {
        (double margin, double shortfall) = AntiProcyclicality.SpeedLimit(130, 190, 0.25, 0.05);

        Assert.Equal((162.5, 27.5), (margin, shortfall));
    }

    [Fact]
    public void Next_Rise_IsFollowedAtOnce() =>
        Assert.Equal(new SlowRelease.State(0.9, 0), new SlowRelease().Next(new(0.5, 2), 0.9));

    [Fact]
    public void Next_Fall_WaitsForThreeLowerDaysAndThenIsSlow()
    {
        var release = new SlowRelease();
        var state = new SlowRelease.State(1.0, 0);

        state = release.Next(state, 0.4);
        Assert.Equal(1.0, state.Level);
        state = release.Next(state, 0.4);
        Assert.Equal(1.0, state.Level);
        state = release.Next(state, 0.4);

        // Half-life 10 days alone would give 1 − 0.6·(1 − ½^0.1) = 0.9598; the 5 % limit is not reached.
        Assert.Equal(1 - 0.6 * (1 - Math.Pow(0.5, 0.1)), state.Level, 1e-12);
    }

    [Fact]
    public void Next_DeepFall_IsLimitedToFivePercentADay() =>
        Assert.Equal(0.95, new SlowRelease().Next(new(1.0, 2), 0).Level, 1e-12);

    [Fact]
    public void Next_AnyPath_NeverPublishesLessThanTheEstimate() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), path =>
        {
            var release = new SlowRelease();
            var state = new SlowRelease.State(1, 0);
            foreach (byte estimate in path)
            {
                SlowRelease.State next = release.Next(state, estimate / 100.0);
                if (next.Level < estimate / 100.0 || next.Level < state.Level * 0.95 - 1e-12)
                    return false;
                state = next;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Every_NaN_IsRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => AntiProcyclicality.Buffer(double.NaN, 1, 0.25));
        Assert.ThrowsAny<ArgumentException>(() => AntiProcyclicality.StressWeight(1, double.NaN, 0.25));
        Assert.ThrowsAny<ArgumentException>(() => AntiProcyclicality.Floor(1, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => AntiProcyclicality.SpeedLimit(1, double.NaN, 0.25, 0.05));
        Assert.ThrowsAny<ArgumentException>(() => AntiProcyclicality.AsymmetricEwma(double.NaN, 1, 10));
        Assert.ThrowsAny<ArgumentException>(() => new SlowRelease().Next(new(1, 0), double.NaN));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 0)]
    [InlineData(150, 0.5)]
    [InlineData(200, 1)]
    [InlineData(900, 1)]
    public void Fraction_OpenInterestBetweenTheCaps_IsLinear(double openInterest, double expected) =>
        Assert.Equal(expected, new OpenInterestCrowding(100, 200).Fraction(openInterest), 1e-15);

    [Fact]
    public void InitialRate_FullMarket_AsksForTheWholeNotional()
    {
        var crowding = new OpenInterestCrowding(100, 200);

        Assert.Equal(1, crowding.InitialRate(0.05, 250), 1e-15);
        Assert.Equal(0.05, crowding.InitialRate(0.05, 50));
        Assert.Equal(1.2, crowding.InitialRate(1.2, 250));
    }

    [Fact]
    public void OpenInterestCrowding_CapsThatDoNotRise_AreRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new OpenInterestCrowding(100, 100));
        Assert.ThrowsAny<ArgumentException>(() => new OpenInterestCrowding(100, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => new OpenInterestCrowding(1, 2).Fraction(double.NaN));
    }
}
