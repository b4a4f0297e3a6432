using Plimsoll.Validation;

namespace Plimsoll.Core.Tests.Validation;

public class MonitoringTests
{
    [Fact]
    public void Procyclicality_MarginThatOnlyFalls_HasANegativeRise()
    {
        Assert.Equal(-0.5, Procyclicality.Rise([4.0, 2.0, 1.0], 1));
        Assert.Equal(-0.5, Procyclicality.RiseWithin([4.0, 2.0, 1.0], 5));
        Assert.Equal(4.0, Procyclicality.PeakToTrough([4.0, 2.0, 1.0]));
    }

    [Fact]
    public void Procyclicality_ZeroMarginOrTooShortASeries_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Procyclicality.PeakToTrough([1.0, 0.0]));
        Assert.Throws<ArgumentException>(() => Procyclicality.Rise([1.0, 2.0], 2));
        Assert.Throws<ArgumentException>(() => Procyclicality.StandardDeviationOfLogChange([1.0, 2.0]));
    }

    [Fact]
    public void PopulationStability_EmptyBins_CountWhereOnlyOneSideFillsThem()
    {
        Assert.Equal(0.0, PopulationStability.Index([0.5, 0.5, 0.0], [0.5, 0.5, 0.0]));
        Assert.Equal(double.PositiveInfinity, PopulationStability.Index([0.5, 0.5, 0.0], [0.5, 0.4, 0.1]));
        Assert.Equal(0.0, PopulationStability.Index([1.0, 3.0], [10.0, 30.0]));
    }

    [Fact]
    public void Cusum_AtItsLimit_DoesNotAlarmAndAboveItDoes()
    {
        Cusum sum = new Cusum(1.0, 2.0).After(3.0);

        Assert.False(sum.Alarm);
        Assert.True(sum.After(1.5).Alarm);
        Assert.Equal(0.0, sum.After(-10.0).Sum);
        Assert.Throws<ArgumentOutOfRangeException>(() => sum.After(double.NaN));
    }

    [Fact]
    public void PageHinkley_ConstantSeries_StaysAtZero()
    {
        var test = new PageHinkley(0.01);
        Assert.Equal(0.0, test.Statistic);
        for (int i = 0; i < 10; i++) test = test.After(5.0);

        Assert.Equal(0.0, test.Statistic, 1e-15);
    }
}
