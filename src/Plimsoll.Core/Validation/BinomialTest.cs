using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>The number of breaches against its normal approximation.</summary>
/// <remarks>P. Jorion, "Value at Risk", 3rd ed. (2006), ch. 6.</remarks>
public static class BinomialTest
{
    /// <summary>z = (x − Np)/√(Np(1 − p)); the p-value is two-sided.</summary>
    /// <param name="breaches">x in [0, N].</param>
    /// <param name="observations">N, at least 1; the approximation wants Np of 5 or more.</param>
    /// <param name="tailProbability">p in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or p is out of range.</exception>
    public static TestResult Of(int breaches, int observations, double tailProbability)
    {
        CoverageInputs.Check(breaches, observations, tailProbability);
        double expected = observations * tailProbability;
        double z = (breaches - expected) / Math.Sqrt(expected * (1.0 - tailProbability));
        return new TestResult(z, Math.Min(1.0, 2.0 * NormalDistribution.Survival(Math.Abs(z))));
    }
}
