using Plimsoll.Models.Simm;

namespace Plimsoll.Core.Tests.Models.Simm;

public class SimmDeltaTests
{
    [Fact]
    public void Bucket_OfTwoCurrencies_IsThatOfThePublishedTest()
    {
        // simm-lib, SIMM 2.5 ten days, C70: GBP +910 m, EUR −900 m, weight 7.4, correlation one half.
        double margin = SimmDelta.Bucket([SimmDelta.Factor([910e6], 7.4), SimmDelta.Factor([-900e6], 7.4)], 0.5);
        Assert.Equal(6_697_306_623m, SimmDelta.Rounded(margin));
    }

    [Fact]
    public void Factor_BeyondItsThreshold_GrowsWithTheRootOfItsSize()
    {
        // C193: twice 6 m of one issuer against a threshold of 10 m.
        SimmWeighted factor = SimmDelta.Factor([6e6, 6e6], 26, 10e6);
        Assert.Equal(Math.Sqrt(1.2), factor.Concentration, 12);
        Assert.Equal(341_778_876m, SimmDelta.Rounded(SimmDelta.Bucket([factor], 0)));
    }

    [Fact]
    public void Bucket_OfUnequalConcentrations_CorrelatesLess()
    {
        SimmWeighted large = SimmDelta.Factor([40e6], 1, 10e6), small = SimmDelta.Factor([10e6], 1, 10e6);
        double expected = Math.Sqrt((80e6 * 80e6) + (10e6 * 10e6) + (2 * 0.5 * 0.5 * 80e6 * 10e6));
        Assert.Equal(expected, SimmDelta.Bucket([large, small], 0.5), 3);
    }

    [Fact]
    public void Across_BucketsWithoutCorrelation_AddsSquaresAndTheResidualWhole()
    {
        Assert.Equal(5 + 2, SimmDelta.Across([(3, 3), (4, -4)], (_, _) => 0, 2), 12);
        Assert.Equal(Math.Sqrt(25 - (2 * 0.5 * 12)), SimmDelta.Across([(3, 3), (4, -9)], (_, _) => 0.5), 12);
    }
}
