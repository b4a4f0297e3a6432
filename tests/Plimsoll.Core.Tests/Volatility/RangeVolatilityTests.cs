using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

public class RangeVolatilityTests
{
    private static readonly PriceBar[] Climb = [.. Enumerable.Range(0, 12).Select(day => new PriceBar(Math.Exp(0.1 * day), Math.Exp(0.1 * (day + 1)), Math.Exp(0.1 * day), Math.Exp(0.1 * (day + 1))))];

    [Fact]
    public void RogersSatchell_SteadyClimb_SeesNoVolatilityWhereParkinsonDoes()
    {
        Assert.Equal(0.0, RangeVolatility.Variance(RangeEstimator.RogersSatchell, Climb, 10), 1e-15);
        Assert.Equal(0.0, RangeVolatility.Variance(RangeEstimator.YangZhang, Climb, 10), 1e-15);
        Assert.Equal(0.01 / (4.0 * Math.Log(2.0)), RangeVolatility.Variance(RangeEstimator.Parkinson, Climb, 10), 1e-15);
    }

    [Fact]
    public void GarmanKlass_BarThatOnlyClimbs_IsHalfRangeLessBody()
    {
        double expected = (0.5 - ((2.0 * Math.Log(2.0)) - 1.0)) * 0.01;

        Assert.Equal(expected, RangeVolatility.Variance(RangeEstimator.GarmanKlass, Climb, 5), 1e-15);
        Assert.Equal(Math.Sqrt(365.0 * expected), RangeVolatility.Annualised(RangeEstimator.GarmanKlass, Climb, 5, 365.0), 1e-13);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Variance_PricesThatStandStill_IsZero(int estimator)
    {
        PriceBar[] still = [.. Enumerable.Repeat(new PriceBar(5, 5, 5, 5), 30)];

        Assert.Equal(0.0, RangeVolatility.Variance((RangeEstimator)estimator, still, 20));
    }

    [Fact]
    public void Variance_TooFewBars_SaysHowManyAreNeeded()
    {
        var refused = Assert.Throws<ArgumentException>(() => RangeVolatility.Variance(RangeEstimator.YangZhang, Climb, 12));

        Assert.Contains("YangZhang over 12 bars needs 13 of them; 12 are given.", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeVolatility.Variance(RangeEstimator.CloseToClose, Climb, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeVolatility.Annualised(RangeEstimator.Parkinson, Climb, 5, 0.0));
    }

    [Fact]
    public void OfEachBar_EstimatorThatIsNoMean_IsRefused() =>
        Assert.Throws<ArgumentException>(() => RangeVolatility.OfEachBar(RangeEstimator.CloseToClose, Climb, new double[12]));

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(101.0)]
    public void FromColumns_LowThatIsNone_NamesTheBar(double low)
    {
        var refused = Assert.Throws<ArgumentException>(() => PriceBar.FromColumns([100, 100], [102, 102], [99, low], [101.5, 100.5]));

        Assert.Contains("Bar 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TickFilter_WrongPrint_IsClippedUnlessConfirmed()
    {
        PriceBar[] bars = [new(1200, 1210, 0.06, 1190), new(100, 900, 95, 110)];

        PriceBar[] clipped = TickFilter.Default.Clip(bars);
        PriceBar[] confirmed = TickFilter.Default.Clip(bars, [true, false]);

        Assert.Equal(0.6 * 1190, clipped[0].Low);
        Assert.Equal(1210, clipped[0].High);
        Assert.Equal(1.6 * 110, clipped[1].High, 1e-12);
        Assert.Equal(0.06, confirmed[0].Low);
        Assert.Equal(1.6 * 110, confirmed[1].High, 1e-12);
        Assert.Throws<ArgumentException>(() => TickFilter.Default.Clip(bars, [true]));
    }

    [Fact]
    public void TickFilter_VarianceFarAboveItsMedian_CountsTwentyFiveTimesTheMedian()
    {
        double[] variances = [.. Enumerable.Repeat(4e-4, 30)];
        variances[2] = 1.0;
        variances[25] = 1.0;
        variances[26] = 25 * 4e-4;

        TickFilter.Default.Cap(variances);

        Assert.Equal(1.0, variances[2]);
        Assert.Equal(0.01, variances[25], 1e-15);
        Assert.Equal(0.01, variances[26], 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => (TickFilter.Default with { VarianceCap = 1.0 }).Cap(variances));
        Assert.Throws<ArgumentOutOfRangeException>(() => (TickFilter.Default with { LowestLow = 1.2 }).Clip([]));
    }
}
