using Plimsoll.Numerics;
using Plimsoll.Validation;

namespace Plimsoll.Core.Tests.Validation;

public class DistributionTests
{
    [Theory]
    [InlineData(new[] { 0.5 }, 0.5, 1.0)] // P(D ≥ 0.5) of one value is 1.
    [InlineData(new[] { 0.1 }, 0.9, 0.2)] // P(max(U, 1 − U) ≥ 0.9) = 0.2.
    public void KolmogorovSmirnov_OneValue_HasTheExactProbability(double[] transforms, double distance, double p)
    {
        TestResult test = UniformityTest.KolmogorovSmirnov(transforms);

        Assert.Equal(distance, test.Statistic, 1e-15);
        Assert.Equal(p, test.PValue, 1e-12);
    }

    [Fact]
    public void KolmogorovSmirnov_ExactAndLimitLaw_MeetAtAHundredValues()
    {
        double[] ninety = [.. Enumerable.Range(1, 99).Select(i => Math.Pow((i - 0.5) / 99.0, 1.3))];
        double[] hundred = [.. Enumerable.Range(1, 100).Select(i => Math.Pow((i - 0.5) / 100.0, 1.3))];

        Assert.Equal(UniformityTest.KolmogorovSmirnov(ninety).PValue, UniformityTest.KolmogorovSmirnov(hundred).PValue, 0.05);
        Assert.Equal(1.0, UniformityTest.KolmogorovSmirnov([.. Enumerable.Range(1, 500).Select(i => (i - 0.5) / 500.0)]).PValue, 1e-9);
    }

    [Fact]
    public void KolmogorovSmirnov_MarsagliasExample_IsReproduced()
    {
        // Marsaglia, Tsang, Wang (2003): P(D₁₀ < 0.274) = 0.6284796154565.
        // Ten values of which the fifth lies 0.274 below its step.
        double[] sample = [0.09, 0.19, 0.21, 0.22, 0.5 - 0.274, 0.59, 0.69, 0.79, 0.89, 0.99];
        TestResult test = UniformityTest.KolmogorovSmirnov(sample);

        Assert.Equal(0.274, test.Statistic, 1e-12);
        Assert.Equal(1.0 - 0.6284796154565, test.PValue, 1e-12);
    }

    [Fact]
    public void Berkowitz_TailOfTrueNormals_EstimatesThemAndDoesNotReject()
    {
        double[] normals = [.. Enumerable.Range(1, 2000).Select(i => NormalDistribution.InverseCdf((i - 0.5) / 2000.0))];

        BerkowitzTest test = BerkowitzTest.Tail(normals, 0.05)!.Value;

        Assert.Equal(0.0, test.Mean, 0.05);
        Assert.Equal(1.0, test.StandardDeviation, 0.03);
        Assert.InRange(test.Ratio, 0.0, 0.1);
    }

    [Fact]
    public void Berkowitz_TailOfWideNormals_FindsTheWidth()
    {
        double[] normals = [.. Enumerable.Range(1, 2000).Select(i => 1.5 * NormalDistribution.InverseCdf((i - 0.5) / 2000.0))];

        BerkowitzTest test = BerkowitzTest.Tail(normals, 0.05)!.Value;

        Assert.Equal(1.5, test.StandardDeviation, 0.05);
        Assert.True(test.PValue < 1e-9);
    }

    [Fact]
    public void Berkowitz_TailWithoutValues_HasNoAnswer()
    {
        Assert.Null(BerkowitzTest.Tail([0.0, 1.0, 2.0], 0.05));
        Assert.Null(BerkowitzTest.Tail([-3.0, 1.0, 2.0], 0.05));
        Assert.Null(BerkowitzTest.Tail([-3.0, -2.0], 0.05));
    }

    [Fact]
    public void CounterRandom_ByPosition_IsUniformAndRepeats()
    {
        var random = new CounterRandom(42);
        double mean = 0.0, product = 0.0;
        for (ulong i = 0; i < 100_000; i++)
        {
            double u = random.Uniform(3, i);
            mean += u / 100_000.0;
            product += (u - 0.5) * (random.Uniform(4, i) - 0.5) / 100_000.0;
        }

        // Four standard errors.
        Assert.Equal(0.5, mean, 0.0037);
        Assert.Equal(0.0, product, 0.0011);
        Assert.Equal(random.Bits(9, 8), new CounterRandom(42).Bits(9, 8));
        Assert.All(Enumerable.Range(0, 1000), i => Assert.InRange(random.Below(1, (ulong)i, 7), 0, 6));
    }

    [Fact]
    public void FourierTransform_ThereAndBack_GivesTheValuesAndConvolvesOnTheWay()
    {
        System.Numerics.Complex[] a = [1, 2, 3, 0, 0, 0, 0, 0], b = [4, 5, 0, 0, 0, 0, 0, 0];
        FourierTransform.Forward(a);
        FourierTransform.Forward(b);
        for (int i = 0; i < a.Length; i++) a[i] *= b[i];
        FourierTransform.Inverse(a);

        double[] expected = [4, 13, 22, 15, 0, 0, 0, 0];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], a[i].Real, 1e-13);
        Assert.Throws<ArgumentException>(() => FourierTransform.Forward(new System.Numerics.Complex[6]));
    }
}
