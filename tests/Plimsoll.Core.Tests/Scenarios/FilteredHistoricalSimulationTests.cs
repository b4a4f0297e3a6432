using Plimsoll.Numerics;
using Plimsoll.Scenarios;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Scenarios;

public class FilteredHistoricalSimulationTests
{
    private static readonly double[] Returns = [0.01, -0.02, 0.005, 0.06, -0.09, 0.03, -0.01, 0.002];

    [Fact]
    public void Rescale_WithWeightZero_LeavesHistoryAsItWas() =>
        Assert.Equal(Returns, FilteredHistoricalSimulation.RescaleByEwma(Returns, 0.97, new VolatilityRescaling(0.0, 0.0, double.PositiveInfinity)));

    [Fact]
    public void Rescale_ReturnsOfConstantSize_AreUnchanged()
    {
        double[] returns = [0.02, -0.02, -0.02, 0.02];

        double[] scaled = FilteredHistoricalSimulation.RescaleByEwma(returns, 0.94, VolatilityRescaling.Full);

        for (int i = 0; i < returns.Length; i++) Assert.Equal(returns[i], scaled[i], 1e-16);
    }

    [Fact]
    public void Rescale_ByHalf_LiesMidwayBetweenHistoryAndFull()
    {
        double[] full = FilteredHistoricalSimulation.RescaleByEwma(Returns, 0.9, VolatilityRescaling.Full);
        double[] half = FilteredHistoricalSimulation.RescaleByEwma(Returns, 0.9, VolatilityRescaling.Half);

        for (int i = 0; i < Returns.Length; i++) Assert.Equal(0.5 * (Returns[i] + full[i]), half[i], 1e-16);
    }

    [Fact]
    public void Factor_AfterAVolatilityStep_StopsAtItsBounds()
    {
        var bounded = new VolatilityRescaling(0.75, 1.0 / 3.0, 3.0);

        Assert.Equal(3.0, bounded.Factor(100.0, 1.0));
        Assert.Equal(1.0 / 3.0, bounded.Factor(0.0, 1.0));
        Assert.Equal(0.25 + (0.75 * 2.0), bounded.Factor(4.0, 1.0), 1e-15);
    }

    [Fact]
    public void Rescale_AFlatHistory_GivesZerosAndNoNaN() =>
        Assert.All(FilteredHistoricalSimulation.RescaleByEwma(new double[20], 0.97, VolatilityRescaling.Full), value => Assert.Equal(0.0, value));

    [Fact]
    public void ChampionRate_WithANaNInTheHistory_IsNaN()
    {
        double[] returns = [.. Returns];
        returns[3] = double.NaN;

        Assert.True(double.IsNaN(ChampionRate.Of(returns, true, 0.1, 0.97, VolatilityRescaling.Half, 0.97, 0.8).Rate));
    }

    [Fact]
    public void ChampionRate_NeverFallsBelowEitherLeg()
    {
        foreach (bool isLong in new[] { true, false })
        {
            ChampionRate rate = ChampionRate.Of(Returns, isLong, 0.1, 0.97, VolatilityRescaling.Half, 0.9, 0.8);
            Assert.Equal(Math.Max(rate.Partial, 0.8 * rate.Full), rate.Rate);
        }

        Assert.Equal(0.0, ExpectedShortfall.Of(new double[5], 0.1));
    }

    [Fact]
    public void Forecasts_KnowOnlyWhatCameBefore()
    {
        double[] path = new double[Returns.Length + 1], changed = new double[Returns.Length + 1];
        double[] other = [.. Returns];
        other[5] = 0.5;
        Ewma.Forecasts(Returns, 0.94, 1e-4, path);
        Ewma.Forecasts(other, 0.94, 1e-4, changed);

        Assert.Equal(path[..6], changed[..6]);
        Assert.True(changed[6] > path[6]);
        Assert.Equal(0.5, Math.Pow(Ewma.DecayOfHalfLife(11.2), 11.2), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ewma.Forecasts(Returns, 1.0, 1e-4, path));
        Assert.Throws<ArgumentException>(() => Ewma.Forecasts(Returns, 0.9, 1e-4, new double[3]));
    }

    [Fact]
    public void MarginPeriodOfRisk_OfOnePeriod_ChangesNothing()
    {
        double[] single = new double[Returns.Length];
        MarginPeriodOfRisk.Overlapping(Returns, 1, single);

        Assert.Equal(Returns, single);
        Assert.Equal(0.08, MarginPeriodOfRisk.SquareRootOfTime(0.08, 24.0));
        Assert.Equal(0.08, MarginPeriodOfRisk.PowerOfTime(0.08, 24.0, 0.4));
        Assert.Equal(1.0, MarginPeriodOfRisk.LinearUnwindFactor(1.0));
        double mean = Returns.Average();
        Assert.Equal(Returns.Sum(r => (r - mean) * (r - mean)) / (Returns.Length - 1), MarginPeriodOfRisk.UnbiasedVariancePerPeriod(Returns, 1), 1e-17);
        Assert.Throws<ArgumentOutOfRangeException>(() => MarginPeriodOfRisk.LinearUnwindDays(0.5));
    }
}
