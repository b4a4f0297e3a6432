using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class CorrelationTests
{
    // SciPy 1.10.1 kendalltau and spearmanr.
    [Fact]
    public void RankCorrelation_WithTies_AgreesWithScipy()
    {
        double[] x = [1, 2, 2, 3, 3, 3, 4, 5, 5, 6], y = [2, 1, 2, 2, 5, 3, 3, 6, 4, 6];

        Assert.Equal(0.7249999999999999, RankCorrelation.KendallTauB(x, y), 1e-14);
        Assert.Equal(0.839622641509434, RankCorrelation.Spearman(x, y), 1e-14);
        Assert.Equal(1.0, RankCorrelation.KendallTauB(x, x), 1e-14);
        Assert.True(double.IsNaN(RankCorrelation.KendallTauB(x, new double[10])));
    }

    [Fact]
    public void KendallTauB_ByMergeSort_AgreesWithCountingEveryPair()
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(i => (double)((i * 37 % 23) + (i % 3)))];
        double[] y = [.. Enumerable.Range(0, 60).Select(i => (double)((i * 17 % 19) + (i * 37 % 7)))];
        double concordance = 0.0, pairsX = 0.0, pairsY = 0.0;
        for (int i = 0; i < 60; i++)
            for (int j = 0; j < i; j++)
            {
                concordance += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                pairsX += Math.Abs(Math.Sign(x[i] - x[j]));
                pairsY += Math.Abs(Math.Sign(y[i] - y[j]));
            }

        Assert.Equal(concordance / Math.Sqrt(pairsX * pairsY), RankCorrelation.KendallTauB(x, y), 1e-14);
    }

    [Fact]
    public void NearestCorrelation_OfACorrelationMatrix_IsItself()
    {
        CorrelationMatrix matrix = CorrelationMatrix.Create([1, 0.8, 0.6, 0.8, 1, 0.5, 0.6, 0.5, 1], 3);

        Assert.Equal(matrix.Entries.ToArray(), NearestCorrelation.Of(matrix.Entries, 3).Entries.ToArray());
    }

    [Fact]
    public void NearestCorrelation_WithALeastEigenvalue_KeepsIt()
    {
        double[] broken = [1, 0.9, -0.9, 0.2, 0.9, 1, 0.9, 0.1, -0.9, 0.9, 1, 0, 0.2, 0.1, 0, 1];

        CorrelationMatrix nearest = NearestCorrelation.Of(broken, 4, 0.01);

        Assert.InRange(nearest.LeastEigenvalue(), 0.01 - 1e-9, 0.01 + 1e-6);
        double[] lower = nearest.Cholesky();
        for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++)
                Assert.Equal(nearest[i, j], Enumerable.Range(0, 4).Sum(k => lower[(i * 4) + k] * lower[(j * 4) + k]), 1e-12);
    }

    [Fact]
    public void Eigen_OfASecondDifference_GivesItsKnownValues()
    {
        const int Order = 9;
        var matrix = new double[Order * Order];
        for (int i = 0; i < Order; i++)
            for (int j = 0; j < Order; j++) matrix[(i * Order) + j] = i == j ? 2.0 : Math.Abs(i - j) == 1 ? -1.0 : 0.0;

        (double[] values, double[] vectors) = SymmetricMatrix.Eigen(matrix, Order);

        double[] rising = [.. values.Order()];
        for (int k = 1; k <= Order; k++) Assert.Equal(2.0 - (2.0 * Math.Cos(k * Math.PI / (Order + 1))), rising[k - 1], 1e-13);
        double[] again = SymmetricMatrix.Compose(values, vectors, Order);
        for (int i = 0; i < matrix.Length; i++) Assert.Equal(matrix[i], again[i], 1e-13);
    }

    // scikit-learn 1.2.1 ledoit_wolf of the standardised samples; the authors' covCor.m written out in NumPy.
    [Fact]
    public void Shrinkage_TowardsBothTargets_AgreesWithLedoitAndWolf()
    {
        ShrinkageCorrelation identity = ShrinkageCorrelation.ToIdentity(Series);
        ShrinkageCorrelation constant = ShrinkageCorrelation.ToConstantCorrelation(Series);

        Assert.Equal(0.15348646106982386, identity.Intensity, 1e-12);
        Assert.Equal(0.63105909, identity.Correlation[0, 1], 1e-8);
        Assert.Equal(-0.2466185, identity.Correlation[0, 3], 1e-7);
        Assert.Equal(0.1329208969530375, constant.Intensity, 1e-12);
        Assert.Equal(0.66821552, constant.Correlation[0, 1], 1e-8);
        Assert.Equal(-0.2815505, constant.Correlation[1, 3], 1e-7);
        Assert.True(identity.Correlation.LeastEigenvalue() > identity.Sample.LeastEigenvalue());
    }

    // The recursion of the whole matrix in NumPy, λ = 0.94.
    [Fact]
    public void Ewma_OfFourSeries_AgreesWithTheMatrixRecursion()
    {
        CorrelationMatrix forecast = EwmaCorrelation.Forecast(Series, 0.94);

        Assert.Equal(0.7269469439160063, forecast[0, 1], 1e-13);
        Assert.Equal(-0.04681066727069903, forecast[2, 3], 1e-13);
        Assert.True(forecast.LeastEigenvalue() > 0.0);
    }

    [Fact]
    public void Create_OfEntriesThatAreNoCorrelations_NamesTheEntry()
    {
        Assert.Contains("[1,0]", Assert.Throws<ArgumentException>(() => CorrelationMatrix.Create([1, 1.2, 1.2, 1], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("symmetric", Assert.Throws<ArgumentException>(() => CorrelationMatrix.Create([1, 0.2, 0.3, 1], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrelationMatrix.Identity(2).StressedToOne(1.1));
    }

    private static double[][] Series =>
    [
        [.. Days.Select(i => Math.Sin(i * 1.7) + (0.3 * Math.Cos(i * i)))],
        [.. Days.Select(i => (Math.Sin((i * 1.7) + 0.4) * 0.02) + (0.01 * Math.Sin(i * i * 0.3)))],
        [.. Days.Select(i => (3.0 * Math.Cos(i * 0.9)) + Math.Sin(i * 1.7))],
        [.. Days.Select(i => (0.5 * Math.Sin(i * i * 1.1)) - (0.2 * Math.Sin(i * 1.7)))],
    ];

    private static IEnumerable<double> Days => Enumerable.Range(1, 40).Select(i => (double)i);
}
