using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>Two-sided interval of a probability of breaching, from x breaches of N observations.</summary>
/// <param name="Lower">In [0, 1].</param>
/// <param name="Upper">In [0, 1].</param>
public readonly record struct CoverageInterval(double Lower, double Upper)
{
    private const int Halvings = 200;

    /// <summary>Wilson's score interval: right on average, short, never outside [0, 1].</summary>
    /// <param name="breaches">x in [0, N].</param>
    /// <param name="observations">N, at least 1.</param>
    /// <param name="confidence">In (0, 1); 0.95 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <remarks>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", J. American Statistical Association 22 (1927) 209–212.</remarks>
    public static CoverageInterval Wilson(int breaches, int observations, double confidence)
    {
        CoverageInputs.Check(breaches, observations, confidence);
        double z = NormalDistribution.InverseCdf(0.5 + (confidence / 2)), n = observations, p = breaches / n;
        double weight = 1 + (z * z / n), centre = (p + (z * z / (2 * n))) / weight, half = z / weight * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n)));
        return new(breaches == 0 ? 0 : Math.Max(0, centre - half), breaches == observations ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>Clopper and Pearson's interval: covers at least so often, whatever the probability.</summary>
    /// <param name="breaches">x in [0, N].</param>
    /// <param name="observations">N, at least 1.</param>
    /// <param name="confidence">In (0, 1); 0.95 is usual.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <remarks>C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934) 404–413.</remarks>
    public static CoverageInterval ClopperPearson(int breaches, int observations, double confidence)
    {
        CoverageInputs.Check(breaches, observations, confidence);
        double outside = (1 - confidence) / 2;
        // P(X ≥ x) rises in p and P(X ≤ x) falls in it.
        double lower = breaches == 0 ? 0 : Where(p => Binomial.AtLeast(breaches, observations, p) < outside);
        double upper = breaches == observations ? 1 : Where(p => Binomial.Cdf(breaches, observations, p) > outside);
        return new(lower, upper);
    }

    private static double Where(Func<double, bool> isBelow)
    {
        double low = 0, high = 1;
        for (int i = 0; i < Halvings && low < high; i++)
        {
            double middle = low + ((high - low) / 2);
            if (middle == low || middle == high) break;
            if (isBelow(middle)) low = middle;
            else high = middle;
        }

        return low + ((high - low) / 2);
    }
}
