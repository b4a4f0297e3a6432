using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class NormalDistributionTests
{
    [Fact]
    public void InverseCdf_OfCdf_ReturnsTheDeviateInBothTails()
    {
        for (double x = -37.0; x <= 0.0; x += 0.37)
        {
            double back = NormalDistribution.InverseCdf(NormalDistribution.Cdf(x));
            Assert.InRange(back, x - (4e-15 * Math.Max(1.0, -x)), x + (4e-15 * Math.Max(1.0, -x)));
        }
    }

    [Fact]
    public void Survival_IsTheMirroredCdf_AndTheTwoSumToOne()
    {
        for (double x = -8.0; x <= 8.0; x += 0.25)
        {
            Assert.Equal(NormalDistribution.Cdf(-x), NormalDistribution.Survival(x));
            Assert.Equal(1.0, NormalDistribution.Cdf(x) + NormalDistribution.Survival(x), 1e-15);
        }
    }

    // mpmath, 40 digits: log(erfc(-x/sqrt(2))/2).
    [Theory]
    [InlineData(-1e5, -5000000012.431864)]
    [InlineData(-40.0, -804.60844201375379)]
    [InlineData(-5.0, -15.064998393988726)]
    [InlineData(-0.5, -1.1759117615936186)]
    [InlineData(5.0, -2.8665161296376359e-7)]
    [InlineData(9.0, -1.1285884059538406e-19)]
    public void LogCdf_FarOutInEitherTail_KeepsItsDigits(double x, double expected) =>
        Assert.Equal(expected, NormalDistribution.LogCdf(x), 3e-15 * Math.Abs(expected));

    [Fact]
    public void InverseCdf_AtTheEnds_IsInfinite_AndOutsideIsRefused()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.InverseCdf(0.0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.InverseCdf(1.0));
        Assert.Equal(0.0, NormalDistribution.InverseCdf(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.InverseCdf(99.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.InverseCdf(double.NaN));
    }

    [Fact]
    public void Functions_OfNaN_AreNaN()
    {
        Assert.True(double.IsNaN(NormalDistribution.Pdf(double.NaN)));
        Assert.True(double.IsNaN(NormalDistribution.Cdf(double.NaN)));
        Assert.True(double.IsNaN(NormalDistribution.LogCdf(double.NaN)));
        Assert.True(double.IsNaN(ErrorFunctions.Erf(double.NaN)));
        Assert.True(double.IsNaN(ErrorFunctions.Erfc(double.NaN)));
        Assert.True(double.IsNaN(ErrorFunctions.Erfcx(double.NaN)));
    }

    [Theory]
    [InlineData(double.NegativeInfinity, 0.0, 0.0)]
    [InlineData(double.PositiveInfinity, 1.0, 0.0)]
    public void Functions_AtInfinity_TakeTheirLimits(double x, double cdf, double pdf)
    {
        Assert.Equal(cdf, NormalDistribution.Cdf(x));
        Assert.Equal(pdf, NormalDistribution.Pdf(x));
    }

    [Fact]
    public void ErrorFunctions_AcrossTheirJoins_AgreeWithEachOther()
    {
        foreach (double join in new[] { 0.46875, 4.0, 1e8 })
        {
            double below = ErrorFunctions.Erfcx(Math.BitDecrement(join)), above = ErrorFunctions.Erfcx(Math.BitIncrement(join));
            Assert.Equal(below, above, 1e-15 * above);
        }

        for (double x = -6.0; x <= 6.0; x += 0.1) Assert.Equal(2.0, ErrorFunctions.Erfc(x) + ErrorFunctions.Erfc(-x), 1e-15);
        Assert.Equal(1.0, ErrorFunctions.Erf(3.0) + ErrorFunctions.Erfc(3.0), 1e-16);
    }
}
