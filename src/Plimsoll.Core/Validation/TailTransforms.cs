using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>
/// Tests of the tail by its probability transforms U, the forecast distribution function at the P&amp;L: Σ (1 − U/a)·1{U ≤ a} weighs every breach by its
/// depth. Under a true model its mean is N·a/2 and its variance N·a·(4 − 3a)/12.
/// </summary>
/// <param name="Sum">The statistic; grows with every breach.</param>
/// <param name="Observations">N.</param>
/// <param name="TailProbability">a.</param>
/// <remarks>
/// N. Costanzino, M. Curran, "Backtesting general spectral risk measures with application to expected shortfall", J. Risk Model Validation 9 (2015) and "A simple
/// traffic light approach to backtesting expected shortfall", Risks 6 (2018); Z. Du, J. C. Escanciano, "Backtesting expected shortfall: accounting for tail
/// risk", Management Science 63 (2017) 940–958.
/// </remarks>
public readonly record struct TailTransforms(double Sum, int Observations, double TailProbability)
{
    /// <summary>N·a/2.</summary>
    public double Mean => 0.5 * Observations * TailProbability;

    /// <summary>N·a·(4 − 3a)/12.</summary>
    public double Variance => Observations * TailProbability * (4.0 - (3.0 * TailProbability)) / 12.0;

    /// <summary>The statistic against its normal approximation, one-sided: too large a sum rejects.</summary>
    public TestResult Unconditional
    {
        get
        {
            double z = (Sum - Mean) / Math.Sqrt(Variance);
            return new TestResult(z, NormalDistribution.Survival(z));
        }
    }

    /// <summary>The statistic of a series.</summary>
    /// <param name="transforms">N probability transforms, low where money was lost; each in [0, 1].</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <exception cref="ArgumentException">There is none, or one lies outside [0, 1].</exception>
    public static TailTransforms Of(ReadOnlySpan<double> transforms, double tailProbability)
    {
        Series.AtLeast(1, transforms.Length, nameof(transforms));
        TailTransforms tail = new(0.0, 0, Series.Probability(tailProbability, nameof(tailProbability)));
        foreach (double transform in transforms) tail = tail.After(transform);
        return tail;
    }

    /// <summary>The statistic after one more observation.</summary>
    /// <param name="transform">Its probability transform in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside [0, 1].</exception>
    public TailTransforms After(double transform) => transform is >= 0.0 and <= 1.0
        ? this with { Sum = Sum + (transform <= TailProbability ? 1.0 - (transform / TailProbability) : 0.0), Observations = Observations + 1 }
        : throw new ArgumentOutOfRangeException(nameof(transform), transform, "A probability transform lies in [0, 1].");

    /// <summary>P(Sum ≤ x) under a true model, exactly: a binomial number of uniform depths.</summary>
    /// <param name="observations">N, at least 1.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    /// <param name="sum">x.</param>
    public static double Probability(int observations, double tailProbability, double sum)
    {
        CoverageInputs.Check(0, observations, tailProbability);
        if (sum < 0.0) return 0.0;
        int most = 0;
        while (most < observations && Binomial.AtLeast(most + 1, observations, tailProbability) > 1e-17) most++;

        // The sum of n uniforms: F(n, x) = (x·F(n−1, x) + (n − x)·F(n−1, x − 1))/n. No term is negative, unlike those of the textbook's alternating sum.
        int below = (int)Math.Floor(sum);
        var uniform = new double[below + 1];
        Array.Fill(uniform, 1.0);
        double total = Binomial.Pmf(0, observations, tailProbability);
        for (int n = 1; n <= most; n++)
        {
            for (int j = 0; j <= below; j++)
            {
                double x = sum - j;
                uniform[j] = x >= n ? 1.0 : ((x * uniform[j]) + ((n - x) * (j < below ? uniform[j + 1] : 0.0))) / n;
            }

            total += Binomial.Pmf(n, observations, tailProbability) * uniform[0];
        }

        return Math.Min(1.0, total);
    }

    /// <summary>The traffic light's boundaries: green below the 95 % quantile of the sum, red above the 99.99 % one.</summary>
    /// <param name="observations">N, at least 1.</param>
    /// <param name="tailProbability">a in (0, 1).</param>
    public static (double GreenUpper, double RedLower) Zones(int observations, double tailProbability)
    {
        return (Quantile(0.95), Quantile(0.9999));

        double Quantile(double probability)
        {
            double low = 0.0, high = 1.0;
            while (Probability(observations, tailProbability, high) < probability) (low, high) = (high, 2.0 * high);
            for (int i = 0; i < 60 && high - low > 1e-12 * high; i++)
            {
                double middle = 0.5 * (low + high);
                if (Probability(observations, tailProbability, middle) < probability) low = middle;
                else high = middle;
            }

            return 0.5 * (low + high);
        }
    }

    /// <summary>The zone of this sum.</summary>
    public TrafficLightZone Zone => Probability(Observations, TailProbability, Sum) switch
    {
        >= 0.9999 => TrafficLightZone.Red,
        >= 0.95 => TrafficLightZone.Amber,
        _ => TrafficLightZone.Green,
    };
}
