using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class StudentTCopulaTests
{
    // mpmath 30 digits: ∫ t_ν(x)·T_{ν+1}((k − ρx)·√((ν + 1)/((ν + x²)(1 − ρ²)))) dx up to h.
    [Theory]
    [InlineData(-1.0, -2.0, 0.3, 2.5, 0.03812073466058604)]
    [InlineData(0.5, -1.5, -0.95, 3.7, 0.001028860932401577)]
    [InlineData(-6.0, -6.5, 0.99, 4.0, 0.001398028537118493)]
    [InlineData(2.0, 1.0, 0.999, 1.0, 0.7498410830494522)]
    [InlineData(-30.0, -20.0, 0.5, 3.0, 2.028535020910514e-5)]
    [InlineData(1.0, 1.0, -0.999, 0.8, 0.4693378270342498)]
    public void Bivariate_AtAnyCorrelationAndDegrees_AgreesWithThirtyDigits(double h, double k, double correlation, double degrees, double expected)
    {
        Assert.Equal(expected, BivariateStudentT.Cdf(h, k, correlation, degrees), 1e-13 * expected);
        Assert.Equal(expected, BivariateStudentT.Cdf(k, h, correlation, degrees), 1e-13 * expected);
    }

    [Fact]
    public void Bivariate_AtTheEdges_IsTheBoundOfFrechet()
    {
        Assert.Equal(StudentT.Cdf(-1.0, 4.0), BivariateStudentT.Cdf(-1.0, 0.3, 1.0, 4.0), 1e-15);
        Assert.Equal(StudentT.Cdf(2.0, 4.0) - StudentT.Cdf(-1.0, 4.0), BivariateStudentT.Cdf(2.0, 1.0, -1.0, 4.0), 1e-15);
        Assert.Equal(0.0, BivariateStudentT.Cdf(-2.0, 1.0, -1.0, 4.0));
        Assert.Equal(StudentT.Cdf(0.7, 4.0), BivariateStudentT.Cdf(0.7, double.PositiveInfinity, 0.2, 4.0), 1e-15);
        Assert.Equal(0.25 + (Math.Asin(0.6) / (2.0 * Math.PI)), BivariateStudentT.Cdf(0.0, 0.0, 0.6, double.PositiveInfinity), 1e-15);
        Assert.Equal(NormalDistribution.Cdf(-1.0) * NormalDistribution.Cdf(0.4), BivariateStudentT.Cdf(-1.0, 0.4, 0.0, double.PositiveInfinity), 1e-15);
    }

    // SciPy 1.10.1: with ρ_ij = l_i·l_j the probability is a double integral over the common factor and the common scale.
    [Theory]
    [InlineData(new[] { -1.0, 0.5, 1.2 }, new[] { 0.8, -0.5, 0.6 }, 3.0, 0.07719859276577555)]
    [InlineData(new[] { -0.5, 0.3, 1.0, -1.2 }, new[] { 0.9, 0.6, -0.4, 0.7 }, 4.0, 0.056183858656691704)]
    [InlineData(new[] { -1.5, -2.0, -1.8, -2.2 }, new[] { 0.9, 0.8, 0.85, 0.7 }, 2.5, 0.021166190075771668)]
    [InlineData(new[] { 0.2, -0.4, 1.0, 0.7, 1.5, -0.1 }, new[] { 0.8, 0.7, 0.6, 0.75, -0.3, 0.5 }, 5.0, 0.1417894787777934)]
    public void Multivariate_OfOneCommonFactor_AgreesWithScipy(double[] limits, double[] loadings, double degrees, double expected)
    {
        ProbabilityEstimate found = MultivariateStudentT.Cdf(limits, OneFactor(loadings), degrees);

        Assert.Equal(expected, found.Value, limits.Length <= 4 ? 1e-10 : 2e-5);
        Assert.True(Math.Abs(found.Value - expected) <= found.Error + 1e-11, $"off by {found.Value - expected}, stated {found.Error}");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void Multivariate_OrthantAtOneHalf_IsOneOverOrderPlusOne(int order)
    {
        CorrelationMatrix half = CorrelationMatrix.Identity(order).StressedToOne(0.5);

        ProbabilityEstimate found = MultivariateStudentT.Cdf(new double[order], half, 3.0);

        Assert.Equal(1.0 / (order + 1), found.Value, order <= 4 ? 1e-11 : 1e-4);
        Assert.Equal(found, MultivariateStudentT.Cdf(new double[order], half, 3.0));
    }

    [Fact]
    public void Multivariate_WithVariatesThatAreOneOrOpposite_TakesTheRightLimits()
    {
        CorrelationMatrix one = CorrelationMatrix.Create([1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1], 3);
        Assert.Equal(BivariateStudentT.Cdf(-1.0, 0.2, 0.5, 4.0), MultivariateStudentT.Cdf([0.3, -1.0, 0.2], one, 4.0).Value, 1e-12);

        CorrelationMatrix opposite = CorrelationMatrix.Create([1, -1, 0, -1, 1, 0, 0, 0, 1], 3);
        double expected = BivariateStudentT.Cdf(1.0, 0.2, 0.0, 4.0) - BivariateStudentT.Cdf(-0.5, 0.2, 0.0, 4.0);
        Assert.Equal(expected, MultivariateStudentT.Cdf([1.0, 0.5, 0.2], opposite, 4.0).Value, 1e-9);
        Assert.Equal(0.0, MultivariateStudentT.Cdf([1.0, double.NegativeInfinity, 0.2], opposite, 4.0).Value);
        Assert.Equal(StudentT.Cdf(0.4, 4.0), MultivariateStudentT.Cdf([double.PositiveInfinity, double.PositiveInfinity, 0.4], opposite, 4.0).Value, 1e-15);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Multivariate_OfManyCorrelations_AgreesWithTheLattice(int order)
    {
        for (ulong trial = 0; trial < 6; trial++)
        {
            // A Gram matrix of three or four vectors, scaled: any correlations, among them near singular ones.
            var vectors = new double[order, order + 1];
            var limits = new double[order];
            for (int i = 0; i < order; i++)
            {
                for (int j = 0; j <= order; j++) vectors[i, j] = Philox.Uniforms(3, trial, (ulong)((i * 8) + j)).First - 0.4;
                limits[i] = (4.0 * Philox.Uniforms(3, trial, (ulong)(100 + i)).First) - 2.0;
            }

            double Dot(int a, int b) => Enumerable.Range(0, order + 1).Sum(k => vectors[a, k] * vectors[b, k]);
            var entries = new double[order * order];
            for (int i = 0; i < order; i++)
                for (int j = 0; j < order; j++) entries[(i * order) + j] = i == j ? 1.0 : Dot(i, j) / Math.Sqrt(Dot(i, i) * Dot(j, j));
            double degrees = trial == 0 ? double.PositiveInfinity : 1.0 + (2.3 * trial);

            ProbabilityEstimate quadrature = MultivariateStudentT.Cdf(limits, CorrelationMatrix.Create(entries, order), degrees);
            ProbabilityEstimate lattice = GenzLattice.Cdf(limits, [.. entries.Select(entry => 1.0 - entry)], degrees);

            Assert.True(quadrature.Error <= 1e-10 && lattice.Error <= 1e-3, $"trial {trial}: {quadrature} and {lattice}");
            Assert.True(Math.Abs(quadrature.Value - lattice.Value) <= lattice.Error + 1e-6, $"trial {trial}: {quadrature} and {lattice}");
        }
    }

    [Fact]
    public void Multivariate_OfAMatrixThatIsNoCorrelation_IsRefused() =>
        Assert.Contains(
            "NearestCorrelation",
            Assert.Throws<ArgumentException>(() => MultivariateStudentT.Cdf([0, 0, 0], CorrelationMatrix.Create([1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1], 3), 4.0)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Density_IntegratedOverAnInterval_IsTheDistributionFunctionsIncrement()
    {
        double total = 0.0;
        const int Cells = 200;
        for (int i = 0; i < Cells; i++)
            for (int j = 0; j < Cells; j++)
                total += StudentTCopula.Density(0.2 + (0.3 * (i + 0.5) / Cells), 0.4 + (0.3 * (j + 0.5) / Cells), 0.6, 4.0) * 0.09 / (Cells * Cells);
        double C(double u, double v) => StudentTCopula.Cdf(u, v, 0.6, 4.0);

        Assert.Equal(C(0.5, 0.7) - C(0.2, 0.7) - C(0.5, 0.4) + C(0.2, 0.4), total, 1e-6);
    }

    [Fact]
    public void Density_OfManyDegrees_NearsTheGaussianCopula()
    {
        CorrelationMatrix correlation = OneFactor([0.8, 0.7, -0.5]);
        double gaussian = StudentTCopula.Density([0.1, 0.3, 0.8], correlation, double.PositiveInfinity);

        Assert.Equal(gaussian, StudentTCopula.Density([0.1, 0.3, 0.8], correlation, 1e8), 1e-6);
    }

    [Fact]
    public void TailDependence_AtTheEdges_IsAllOrNothing()
    {
        Assert.Equal(1.0, StudentTCopula.TailDependence(1.0, 4.0));
        Assert.Equal(0.0, StudentTCopula.TailDependence(-1.0, 4.0));
        Assert.Equal(0.0, StudentTCopula.TailDependence(0.9, double.PositiveInfinity));
    }

    [Theory]
    [InlineData(1e-12, 3.0, 2.4179879427180358e-8)]
    [InlineData(1e-6, 0.7, 1.0355645596537551e-17)]
    [InlineData(0.01, 2.5, 0.05621205483482212)]
    [InlineData(0.5, 4.0, 3.3566939800333213)]
    [InlineData(0.99, 4.0, 13.276704135987622)]
    [InlineData(0.3, 200.0, 189.04859871776144)]
    public void ChiSquareInverse_InBothTails_AgreesWithThirtyDigits(double p, double degrees, double expected) =>
        Assert.Equal(expected, ChiSquare.InverseCdf(p, degrees), 1e-12 * expected);

    [Fact]
    public void Estimate_OfTwoSamplesWithoutTailDependence_EndsAllButNormal()
    {
        var x = new double[600];
        var y = new double[600];
        for (int i = 0; i < x.Length; i++)
        {
            (double first, double second) = Philox.Uniforms(11, (ulong)i, 0);
            x[i] = NormalDistribution.InverseCdf(first);
            y[i] = (0.5 * x[i]) + (Math.Sqrt(0.75) * NormalDistribution.InverseCdf(second));
        }

        StudentTCopulaFit fit = StudentTCopulaFit.Estimate([x, y]);

        Assert.Equal(0.5, fit.Correlation[0, 1], 0.08);
        Assert.True(fit.DegreesOfFreedom > 12, $"ν = {fit.DegreesOfFreedom}");
    }

    private static CorrelationMatrix OneFactor(double[] loadings)
    {
        int d = loadings.Length;
        var entries = new double[d * d];
        for (int i = 0; i < d; i++)
            for (int j = 0; j < d; j++) entries[(i * d) + j] = i == j ? 1.0 : loadings[i] * loadings[j];
        return CorrelationMatrix.Create(entries, d);
    }
}
