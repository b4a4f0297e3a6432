using Plimsoll.Validation;

namespace Plimsoll.Core.Tests.Validation;

public class CoverageIntervalTests
{
    // Wilson's formula and exact binomial sums to 60 digits, bisected, in Python's decimal.
    [Theory]
    [InlineData(5, 250, 0.008572324384058198, 0.045955643131568594, 0.006525070002029501, 0.04605357715381729)]
    [InlineData(0, 100, 0.0, 0.03699349820698568, 0.0, 0.03621669264517642)]
    [InlineData(10, 10, 0.7224672001371107, 1.0, 0.6915028921812392, 1.0)]
    public void Intervals_OfBreaches_EqualExactSums(int breaches, int observations, double wilsonLower, double wilsonUpper, double exactLower, double exactUpper)
    {
        (CoverageInterval wilson, CoverageInterval exact) = (CoverageInterval.Wilson(breaches, observations, 0.95), CoverageInterval.ClopperPearson(breaches, observations, 0.95));

        Assert.Equal(wilsonLower, wilson.Lower, 12);
        Assert.Equal(wilsonUpper, wilson.Upper, 12);
        Assert.Equal(exactLower, exact.Lower, 12);
        Assert.Equal(exactUpper, exact.Upper, 12);
    }
}
