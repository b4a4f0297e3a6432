using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class StudentTTests
{
    [Fact]
    public void Cdf_OfOneTwoAndFourDegrees_MatchesItsClosedForm()
    {
        for (double x = -20.0; x <= 0.0; x += 0.31)
        {
            double cauchy = Math.Atan2(1.0, -x) / Math.PI;
            double root = Math.Sqrt(2.0 + (x * x));
            double two = 1.0 / (root * (root - x));
            Assert.Equal(cauchy, StudentT.Cdf(x, 1.0), 1e-14 * cauchy);
            Assert.Equal(two, StudentT.Cdf(x, 2.0), 1e-14 * two);
        }

        double s = 1.5 / Math.Sqrt(1.0 + (1.5 * 1.5 / 4.0));
        Assert.Equal(0.5 + (3.0 / 8.0 * s * (1.0 - (s * s / 12.0))), StudentT.Cdf(1.5, 4.0), 1e-15);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(2.0)]
    [InlineData(2.5)]
    [InlineData(3.5)]
    [InlineData(8.0)]
    [InlineData(100.0)]
    [InlineData(3999.0)]
    [InlineData(4001.0)]
    [InlineData(1e7)]
    [InlineData(double.PositiveInfinity)]
    public void InverseCdf_OfAnyTail_HasThatTail(double degreesOfFreedom)
    {
        foreach (double p in new[] { 1e-300, 1e-30, 1e-8, 1e-4, 0.01, 0.2499, 0.25, 0.2501, 0.4, 0.4999999 })
        {
            double x = StudentT.InverseCdf(p, degreesOfFreedom);
            if (double.IsNegativeInfinity(x)) continue; // A Cauchy-like tail of 1e-300 lies beyond the largest double.
            Assert.Equal(p, StudentT.Cdf(x, degreesOfFreedom), 1e-12 * p);
            if (p >= 0.01) Assert.Equal(-x, StudentT.InverseCdf(1.0 - p, degreesOfFreedom), 1e-12 * Math.Abs(x) + 1e-15);
        }
    }

    [Fact]
    public void Pdf_IsTheDerivativeOfTheCdf()
    {
        foreach (double nu in new[] { 1.0, 2.5, 30.0, 5000.0 })
        {
            for (double x = -5.0; x <= 5.0; x += 0.7)
            {
                double slope = (StudentT.Cdf(x + 1e-5, nu) - StudentT.Cdf(x - 1e-5, nu)) / 2e-5;
                Assert.Equal(slope, StudentT.Pdf(x, nu), 1e-9);
            }
        }
    }

    [Fact]
    public void Distribution_WithoutPositiveDegreesOfFreedom_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Cdf(1.0, 0.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.Pdf(1.0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentT.InverseCdf(1.01, 4.0));
        Assert.True(double.IsNaN(StudentT.Cdf(double.NaN, 4.0)));
    }

    [Fact]
    public void ParametricRisk_StandardisedTWithoutVariance_IsRefused_AndWithoutMeanHasInfiniteShortfall()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ParametricRisk.StudentT(0.99, 2.0));
        Assert.Equal(double.PositiveInfinity, ParametricRisk.StudentT(0.99, 1.0, standardised: false).ExpectedShortfall);
        ParametricRisk normal = ParametricRisk.Normal(0.99), limit = ParametricRisk.StudentT(0.99, double.PositiveInfinity);
        Assert.Equal(normal.ValueAtRisk, limit.ValueAtRisk, 1e-14);
        Assert.Equal(normal.ExpectedShortfall, limit.ExpectedShortfall, 1e-14);
    }

    [Theory]
    [InlineData(0.0, 9.0, false)]
    [InlineData(0.0, 8.0, true)]
    [InlineData(-2.5, 3.0, false)]
    public void CornishFisher_OutsideTheDomainOfMaillard_SaysSo(double skew, double excessKurtosis, bool valid) =>
        Assert.Equal(valid, CornishFisher.Of(0.99, skew, excessKurtosis).InValidDomain);
}
