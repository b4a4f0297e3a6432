using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Core.Tests.Pricing;

public class SviFormsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void JumpWings_ThereAndBack_IsTheSameSmile(int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++)
        {
            var slice = new SviSlice(
                0.01 + (0.1 * random.NextDouble()), 0.02 + (0.5 * random.NextDouble()), 1.9 * (random.NextDouble() - 0.5),
                0.05 + (0.4 * random.NextDouble()), 0.05 + (0.5 * random.NextDouble()), 0.01 + random.NextDouble());

            SviSlice back = SviJumpWings.Of(slice).ToRaw(slice.Years);

            for (double k = -1; k <= 1; k += 0.25)
                Assert.Equal(slice.TotalVariance(k), back.TotalVariance(k), 1e-9);
        }
    }

    [Fact]
    public void JumpWings_WithoutASingleSlice_AreRefused()
    {
        // Minimum at the money: v equals ṽ and every width fits.
        Assert.Throws<ArgumentException>(() => new SviJumpWings(0.04, 0, 1, 1, 0.04).ToRaw(1));
        Assert.Throws<ArgumentException>(() => new SviJumpWings(0.04, -0.9, 0.5, 0.5, 0.03).ToRaw(1));
    }

    [Theory]
    [InlineData(0.04, -0.7, 3.9)]
    [InlineData(0.0069, -0.15, 8.7)]
    [InlineData(0.25, 0.4, 2.5)]
    public void Ssvi_InsideTheTheorem_HasNoNegativeDensity(double theta, double rho, double phi)
    {
        var slice = new SsviSlice(theta, rho, phi);

        Assert.True(slice.IsButterflyFree);
        Assert.False(ButterflyCheck.Of(slice.ToRaw(1)).HasArbitrage);
        for (double k = -1; k <= 1; k += 0.25)
            Assert.Equal(slice.TotalVariance(k), slice.ToRaw(1).TotalVariance(k), 14);
    }

    [Fact]
    public void Ssvi_FarOutsideTheTheorem_HasButterflyArbitrage()
    {
        var slice = new SsviSlice(0.04, -0.7, 40);

        Assert.False(slice.IsButterflyFree);
        Assert.True(ButterflyCheck.Of(slice.ToRaw(1)).HasArbitrage);
    }

    [Theory]
    [InlineData(0.04, 0.8, 0.5, true)]
    [InlineData(1.0, 80.0, -8.0, false)]
    [InlineData(0.04, 0.8, 1.5, false)]
    public void Ssvi_PowerLaw_CalendarConditionAgreesWithRaisingTheta(double theta, double eta, double gamma, bool free)
    {
        const double Rho = -0.7;
        SsviSlice now = SsviSlice.PowerLaw(theta, Rho, eta, gamma), later = SsviSlice.PowerLaw(theta * 1.001, Rho, eta, gamma);
        bool rises = Enumerable.Range(-400, 801).Select(i => i / 4.0).All(k => later.TotalVariance(k) >= now.TotalVariance(k));

        Assert.Equal(free, now.IsCalendarFreeForPowerLaw(gamma));
        Assert.Equal(free, rises);
    }

    [Fact]
    public void RepairedBySsvi_KeepsLevelSkewAndPutWing()
    {
        var vogt = SviJumpWings.Of(new SviSlice(-0.041, 0.1331, 0.306, 0.3586, 0.4153, 1));
        SviJumpWings repaired = vogt.RepairedBySsvi();
        var back = SviJumpWings.Of(repaired.ToRaw(1));

        Assert.Equal(vogt.Variance, back.Variance, 14);
        Assert.Equal(vogt.Skew, back.Skew, 13);
        Assert.Equal(vogt.LeftWing, back.LeftWing, 13);
        Assert.False(ButterflyCheck.Of(repaired.ToRaw(1)).HasArbitrage);
    }
}
