using Plimsoll.Core.Tests.Generators;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

public class RealisedMeasuresTests
{
    private static double[] Day(string purpose)
    {
        var random = SplitMix.For(11, purpose);
        return [.. Enumerable.Range(0, 288).Select(_ => 0.001 * random.Normal())];
    }

    [Fact]
    public void Of_ReturnsWithoutJump_AllMeasuresAgreeAndNothingJumped()
    {
        RealisedMeasures day = RealisedMeasures.Of(Day("still"));

        Assert.InRange(day.Bipower / day.Variance, 0.8, 1.2);
        Assert.InRange(day.MedianVariance / day.Variance, 0.8, 1.2);
        Assert.InRange(day.MinimumVariance / day.Variance, 0.8, 1.2);
        Assert.Equal(day.Variance, day.DownsideSemivariance + day.UpsideSemivariance, 1e-18);
        Assert.Equal(0.0, day.JumpVariance(3.09));
    }

    [Fact]
    public void Of_OneJump_IsFoundAndMeasured()
    {
        double[] returns = Day("jump");
        returns[100] -= 0.03;

        RealisedMeasures day = RealisedMeasures.Of(returns);

        Assert.True(day.JumpStatistic > 3.09);
        Assert.InRange(day.JumpVariance(3.09), 0.8 * 9e-4, 1.2 * 9e-4);
        Assert.True(day.DownsideSemivariance > day.UpsideSemivariance);
    }

    [Fact]
    public void Of_StillDayOrLoneMove_HasANumberForItsJump()
    {
        Assert.Equal(0.0, RealisedMeasures.Of(new double[10]).JumpStatistic);
        Assert.True(RealisedMeasures.Of([0, 0, 0, 0.01, 0, 0, 0, 0, 0, 0]).JumpStatistic > 3.0);
    }

    [Fact]
    public void Of_TooFewOrNoNumber_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => RealisedMeasures.Of([0.01, 0.02]));
        Assert.Contains("Return 1", Assert.Throws<ArgumentException>(() => RealisedMeasures.Of([0.01, double.NaN, 0.02])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Subsampled_EveryReturnAlone_IsRealisedVariance_AndBouncesCancelInLongerOnes()
    {
        double[] returns = Day("bounce");
        double[] noisy = [.. returns.Select((r, i) => r + (i % 2 == 0 ? 0.002 : -0.002))];

        Assert.Equal(RealisedMeasures.Of(returns).Variance, RealisedMeasures.Subsampled(returns, 1), 1e-18);
        Assert.InRange(RealisedMeasures.Subsampled(noisy, 12) / RealisedMeasures.Of(returns).Variance, 0.6, 1.4);
        Assert.True(RealisedMeasures.Of(noisy).Variance > 4.0 * RealisedMeasures.Of(returns).Variance);
        // 5 in steps of 2: (a+b)² + (c+d)² over 4 of 5, (b+c)² + (d+e)² likewise.
        Assert.Equal(5.0 / 4.0 * 0.5 * (9 + 49 + 25 + 81), RealisedMeasures.Subsampled([1, 2, 3, 4, 5], 2), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => RealisedMeasures.Subsampled(returns, 289));
    }

    [Fact]
    public void Ewma_ConstantPair_HasItsProductAsCovariance_AndErrorsAreNamed()
    {
        Assert.Equal(6e-4, Ewma.Covariance([0.02, 0.02, 0.02], [0.03, 0.03, 0.03], 0.97), 1e-18);
        Assert.Equal([4e-4, 4e-4], Ewma.Variances([0.02, -0.02], 0.5));
        Assert.Throws<ArgumentException>(() => Ewma.Covariance([0.02], [0.03, 0.03], 0.97));
        Assert.Throws<ArgumentException>(() => Ewma.Variances([], 0.97));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ewma.Variances([0.01], 1.0));
    }
}
