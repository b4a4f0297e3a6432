using Plimsoll.Pricing;
using Plimsoll.Validation;

namespace Plimsoll.Core.Tests.Validation;

public class ForecastComparisonTests
{
    [Fact]
    public void DieboldMariano_EqualForecasts_AreNotToldApart()
    {
        Assert.Equal(new DieboldMarianoTest(0.0, 0.0, 1.0), DieboldMarianoTest.Of([0.0, 0.0, 0.0], 1));
        Assert.Equal(0.0, DieboldMarianoTest.Of([1.0, 1.0, 1.0], 1).PValue);
    }

    [Fact]
    public void DieboldMariano_SmallSampleCorrection_ShrinksTheStatistic()
    {
        double[] differences = [0.3, -0.1, 0.4, 0.2, -0.2, 0.5, 0.1, 0.3];

        DieboldMarianoTest plain = DieboldMarianoTest.Of(differences, 0), corrected = DieboldMarianoTest.Corrected(differences, 0, 1);

        // √((8 + 1 − 2)/8) at one step ahead.
        Assert.Equal(plain.Statistic * Math.Sqrt(7.0 / 8.0), corrected.Statistic, 1e-12);
        Assert.True(corrected.PValue > plain.PValue);
        Assert.Equal(0.1875, plain.MeanDifference, 1e-15);
    }

    [Fact]
    public void MincerZarnowitz_PerfectForecast_IsNotRejectedAndABiasedOneIs()
    {
        double[] forecast = [1.0, 2.0, 3.0, 4.0, 5.0];
        double[] twice = [.. forecast.Select(x => 2.0 * x)];

        Assert.Equal(1.0, MincerZarnowitz.Of(forecast, forecast).PValue);
        MincerZarnowitz biased = MincerZarnowitz.Of(twice, forecast);
        Assert.Equal((0.0, 2.0, 1.0), (biased.Alpha, biased.Beta, biased.RSquared));
        Assert.Equal(0.0, biased.PValue);
        Assert.Throws<ArgumentException>(() => MincerZarnowitz.Of(forecast, [1.0, 1.0, 1.0, 1.0, 1.0]));
    }

    [Theory]
    [InlineData(ConfidenceSetStatistic.Range)]
    [InlineData(ConfidenceSetStatistic.Maximum)]
    public void ModelConfidenceSet_OneModelFarWorse_LeavesItOutWhateverTheSeed(ConfidenceSetStatistic statistic)
    {
        double[][] losses = [.. Enumerable.Range(0, 200).Select(t => new[] { 1.0 + Math.Sin(1.7 * t), 1.0 + Math.Cos(2.3 * t), 2.0 + Math.Sin(3.1 * t) })];

        for (ulong seed = 1; seed <= 3; seed++)
        {
            ModelConfidenceSet set = ModelConfidenceSet.Of(losses, 0.1, 5, statistic, 500, seed);
            Assert.Equal([0, 1], set.Included.ToArray());
            Assert.Equal([2], set.Excluded.ToArray());
            Assert.Equal(set.PValues.ToArray(), ModelConfidenceSet.Of(losses, 0.1, 5, statistic, 500, seed).PValues.ToArray());
        }
    }

    [Fact]
    public void ModelConfidenceSet_OneOrEqualModels_StayTogether()
    {
        double[][] equal = [.. Enumerable.Range(0, 50).Select(t => new[] { Math.Sin(t), Math.Sin(t) })];

        Assert.Equal([0, 1], ModelConfidenceSet.Of(equal, 0.1, 5).Included.ToArray());
        Assert.Equal([0], ModelConfidenceSet.Of([[1.0], [2.0]], 0.1, 1).Included.ToArray());
    }

    [Fact]
    public void BenjaminiHochberg_OfThePublishedExample_RejectsFour()
    {
        // Benjamini, Hochberg (1995), section 4.1: 15 p-values, four rejected at 5 %.
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];
        Array.Reverse(p);

        Assert.Equal(4, BenjaminiHochberg.Reject(p, 0.05).Count(rejected => rejected));
        Assert.True(BenjaminiHochberg.Reject(p, 0.05)[^1]);
        Assert.Empty(BenjaminiHochberg.Adjust([]));
    }

    [Fact]
    public void FisslerZiegel_TrueForecast_LosesLeastOnAverage()
    {
        // Uniform losses on (0, 1): VaR 0.9 and ES 0.95 at 10 %.
        double Score(double var, double shortfall) =>
            Enumerable.Range(0, 10_000).Average(i => ForecastLoss.FisslerZiegel((i + 0.5) / 10_000.0, var, shortfall, 0.1));

        double best = Score(0.9, 0.95);
        Assert.All([(0.88, 0.95), (0.92, 0.95), (0.9, 0.93), (0.9, 0.97)], pair => Assert.True(Score(pair.Item1, pair.Item2) > best));
        Assert.Throws<ArgumentOutOfRangeException>(() => ForecastLoss.FisslerZiegel(1.0, 0.0, 0.0, 0.1));
    }

    [Fact]
    public void QlikeDistance_DayWithoutAMove_IsFiniteAtTheFloor() => Assert.True(double.IsFinite(ForecastLoss.QlikeDistance(0.0, 1e-4)));

    [Fact]
    public void VarianceSwapIndex_StrikesThatDoNotRise_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => VarianceSwapIndex.Volatility([1.0, 1.0], [0.1, 0.1], 1.0, 1.0, 0.0, 1.0));
        Assert.Throws<ArgumentException>(() => VarianceSwapIndex.Volatility([1.0, 2.0, 1.5], [0.1, 0.1, 0.1], 1.0, 1.0, 0.0, 1.0));
        Assert.Throws<ArgumentException>(() => VarianceSwapIndex.Volatility([1.0], [0.1], 1.0, 1.0, 0.0, 1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => VarianceSwapIndex.Volatility([1.0, 2.0], [0.0, 0.0], 1.5, 1.0, 0.0, 1.0));
    }
}
