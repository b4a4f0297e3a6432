using System.Numerics;
using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class GammaFunctionsTests
{
    [Fact]
    public void LogGamma_OfWholeNumbers_IsTheLogarithmOfTheFactorial()
    {
        BigInteger factorial = 1;
        for (int n = 2; n <= 170; n++)
        {
            factorial *= n - 1;
            Assert.Equal(BigInteger.Log(factorial), GammaFunctions.LogGamma(n), 2e-14 * Math.Max(1.0, BigInteger.Log(factorial)));
        }
    }

    [Fact]
    public void HalfStepRatio_AppliedTwice_IsTheArgument()
    {
        Assert.Equal(1.0 / Math.Sqrt(Math.PI), GammaFunctions.HalfStepRatio(0.5), 1e-15);
        foreach (double x in new[] { 0.01, 0.7, 3.0, 19.9, 20.1, 500.0, 1e9, 1e15 })
            Assert.Equal(x, GammaFunctions.HalfStepRatio(x) * GammaFunctions.HalfStepRatio(x + 0.5), 2e-14 * x);
    }

    [Fact]
    public void ChiSquareSurvival_OfOneAndTwoDegrees_MatchesItsClosedForm()
    {
        for (double x = 0.01; x < 400.0; x *= 1.3)
        {
            double one = ErrorFunctions.Erfc(Math.Sqrt(0.5 * x));
            Assert.Equal(one, ChiSquare.Survival(x, 1.0), 2e-13 * one);
            Assert.Equal(Math.Exp(-0.5 * x), ChiSquare.Survival(x, 2.0), 2e-13 * Math.Exp(-0.5 * x));
        }

        Assert.Equal(1.0, ChiSquare.Survival(-1.0, 3.0));
        Assert.Equal(0.0, ChiSquare.Survival(double.PositiveInfinity, 3.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChiSquare.Survival(double.NaN, 3.0));
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(10, 0.5)]
    [InlineData(40, 0.025)]
    [InlineData(60, 0.99)]
    public void Binomial_OfFewTrials_EqualsTheExactSum(int n, double p)
    {
        double cumulative = 0.0;
        BigInteger ways = 1;
        for (int k = 0; k <= n; k++)
        {
            double exact = (double)ways * Math.Pow(p, k) * Math.Pow(1.0 - p, n - k);
            Assert.Equal(exact, Binomial.Pmf(k, n, p), 1e-13 * exact);
            Assert.Equal(1.0 - cumulative, Binomial.AtLeast(k, n, p), 1e-14);
            cumulative += exact;
            Assert.Equal(cumulative, Binomial.Cdf(k, n, p), 1e-13 * cumulative);
            ways = ways * (n - k) / (k + 1);
        }
    }

    [Fact]
    public void Binomial_WithCertainOrImpossibleOutcomes_IsAStep()
    {
        Assert.Equal(1.0, Binomial.Cdf(0, 250, 0.0));
        Assert.Equal(0.0, Binomial.Cdf(249, 250, 1.0));
        Assert.Equal(1.0, Binomial.Cdf(250, 250, 1.0));
        Assert.Equal(0.0, Binomial.Cdf(-1, 250, 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.Cdf(1, 250, 1.5));
    }
}
