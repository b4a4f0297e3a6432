using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class OptimisationTests
{
    // Rosenbrock's valley turned into a ridge; its top is (1, 1).
    private static double Ridge(ReadOnlySpan<double> p, Span<double> slopes)
    {
        double bend = p[1] - (p[0] * p[0]);
        slopes[0] = (400.0 * p[0] * bend) + (2.0 * (1.0 - p[0]));
        slopes[1] = -200.0 * bend;
        return -(100.0 * bend * bend) - ((1.0 - p[0]) * (1.0 - p[0]));
    }

    [Fact]
    public void DampedNewton_BentRidge_ReachesItsTop()
    {
        Maximum top = DampedNewton.Maximise(Ridge, [-1.2, 1.0], 200);

        Assert.True(top.HasConverged);
        Assert.Equal(1.0, top.Point[0], 1e-8);
        Assert.Equal(1.0, top.Point[1], 1e-8);
    }

    [Fact]
    public void DampedNewton_NoSteps_SaysThatItHasNotArrived() => Assert.False(DampedNewton.Maximise(Ridge, [-1.2, 1.0], 3).HasConverged);

    [Fact]
    public void NelderMead_BentRidge_GetsNearItsTop()
    {
        Maximum top = NelderMead.Maximise(p => Ridge(p, new double[2]), [-1.2, 1.0], 0.5, 1000);

        Assert.Equal(1.0, top.Point[0], 1e-2);
        Assert.True(top.Value > -1e-4);
    }

    [Fact]
    public void Cholesky_MatrixThatIsNoCovariance_HasNoInverse()
    {
        Assert.Null(Cholesky.Inverse([1, 2, 2, 1], 2));
        Assert.Null(Cholesky.Inverse([1, double.NaN, double.NaN, 1], 2));
        double[] inverse = Cholesky.Inverse([4, 2, 2, 3], 2)!;
        double[] expected = [0.375, -0.25, -0.25, 0.5];
        for (int i = 0; i < 4; i++) Assert.Equal(expected[i], inverse[i], 1e-15);
    }
}
