using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class LeastSquaresTests
{
    // y on a constant and x = 0 … 3: slope 1.4, level 0.4 by the textbook formula.
    private static readonly double[] Design = [1, 0, 1, 1, 1, 2, 1, 3], Target = [0, 2, 4, 4];

    [Fact]
    public void Fit_LineThroughFourPoints_IsThatOfTheTextbook()
    {
        LeastSquares fit = LeastSquares.Fit(Design, Target);

        Assert.Equal(0.4, fit.Coefficients[0], 1e-14);
        Assert.Equal(1.4, fit.Coefficients[1], 1e-14);
        // Residuals −0.4, 0.2, 0.8, −0.6: Σe² = 1.2, s² = 0.6, se(slope) = √(0.6/5).
        Assert.Equal(0.6, fit.ResidualVariance, 1e-14);
        Assert.Equal(Math.Sqrt(0.12), fit.StandardErrors()[1], 1e-14);
        Assert.Equal(1.0 - (1.2 / 11.0), fit.RSquared, 1e-14);
    }

    [Fact]
    public void HacStandardErrors_WithoutLags_AreWhites()
    {
        // Slope: Σ(x − x̄)²e² / 25 = (2.25·0.16 + 0.25·0.04 + 0.25·0.64 + 2.25·0.36) / 25.
        Assert.Equal(Math.Sqrt(1.34 / 25.0), LeastSquares.Fit(Design, Target).HacStandardErrors(0)[1], 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => LeastSquares.Fit(Design, Target).HacStandardErrors(4));
    }

    [Fact]
    public void Fit_ColumnThatFollowsFromOthers_IsNamed()
    {
        double[] design = [1, 2, 3, 1, 4, 5, 1, 6, 7, 1, 7, 8, 1, 9, 10];

        Assert.Contains("Column 2", Assert.Throws<ArgumentException>(() => LeastSquares.Fit(design, [1, 2, 3, 4, 5])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit([1, 2], [1]));
    }
}
