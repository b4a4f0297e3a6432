using Plimsoll.Numerics;

namespace Plimsoll.Validation;

/// <summary>
/// Z3 of Acerbi and Székely: the empirical shortfall of the whole series of probability transforms, carried back through every day's forecast
/// distribution, over its expectation. Looks at the forecast distribution's whole tail, not only at two numbers of it.
/// </summary>
/// <remarks>C. Acerbi, B. Székely, "Backtesting expected shortfall", Risk (December 2014), third test.</remarks>
public static class EmpiricalShortfallTest
{
    private const int Nodes = 4096;

    /// <summary>1 − (1/T)·Σ ÊS_t(U)/E[ÊS_t(V)], V uniform; ÊS is minus the mean of the ⌊T·a⌋ lowest P_t⁻¹. 0 in expectation, below it risk was understated.</summary>
    /// <param name="transforms">T probability transforms strictly between 0 and 1, low where money was lost.</param>
    /// <param name="tailProbability">a with T·a of at least 1.</param>
    /// <param name="quantile">P_t⁻¹(u): the P&amp;L quantile that day t (from 0) forecast at u; rising in u, with a mean.</param>
    /// <exception cref="ArgumentException">A transform is 0, 1 or outside, there are too few, or a forecast has no expected loss in its tail.</exception>
    public static double Z3(ReadOnlySpan<double> transforms, double tailProbability, Func<int, double, double> quantile)
    {
        ArgumentNullException.ThrowIfNull(quantile);
        double[] lowest = Lowest(transforms, tailProbability);
        (double[] points, double[] weights) = ExpectationOf(transforms.Length, lowest.Length);
        double sum = 0.0;
        for (int t = 0; t < transforms.Length; t++)
        {
            double observed = 0.0, expected = 0.0;
            foreach (double u in lowest) observed += quantile(t, u);
            for (int i = 0; i < points.Length; i++) expected += weights[i] * quantile(t, points[i]);
            if (!(expected < 0.0)) throw new ArgumentException($"Day {t} forecasts no loss in its tail; Z3 divides by it.", nameof(quantile));
            sum += observed / lowest.Length / expected;
        }

        return 1.0 - (sum / transforms.Length);
    }

    /// <summary>Z3 where every day forecasts the same Student-t or normal around 0, of any scale: the scales cancel.</summary>
    /// <param name="transforms">T probability transforms strictly between 0 and 1.</param>
    /// <param name="tailProbability">a with T·a of at least 1.</param>
    /// <param name="degreesOfFreedom">Above 1; +∞ is the normal.</param>
    /// <exception cref="ArgumentException">As of the general test.</exception>
    public static double Z3(ReadOnlySpan<double> transforms, double tailProbability, double degreesOfFreedom)
    {
        double[] lowest = Lowest(transforms, tailProbability);
        return Scaled(lowest, Expected(transforms.Length, lowest.Length, degreesOfFreedom), degreesOfFreedom);
    }

    /// <summary>Z3 where every day forecasts equally likely scenarios: the quantile at u is the (⌊u·n⌋ + 1)-th worst of n.</summary>
    /// <param name="transforms">T probability transforms strictly between 0 and 1.</param>
    /// <param name="tailProbability">a with T·a of at least 1.</param>
    /// <param name="scenarios">n of each day, at least 1.</param>
    /// <param name="worst">The worst losses that day t (from 0) forecast, greatest first, at least 1; beyond them the last one counts, so give more than n·a.</param>
    /// <returns>Null where a day forecasts no loss in its tail: nothing to divide by.</returns>
    /// <exception cref="ArgumentException">A transform is 0, 1 or outside, or there are too few.</exception>
    public static double? Z3(ReadOnlySpan<double> transforms, double tailProbability, ReadOnlySpan<int> scenarios, Func<int, ReadOnlyMemory<float>> worst)
    {
        ArgumentNullException.ThrowIfNull(worst);
        Series.Same(transforms.Length, scenarios.Length, nameof(scenarios));
        double[] lowest = Lowest(transforms, tailProbability);
        (double[] points, double[] weights) = ExpectationOf(transforms.Length, lowest.Length);
        // Days differ in n alone: what each loss weighs, observed and expected, is worked out once for each n.
        var known = new Dictionary<(int, int), (double[] Observed, double[] Expected)>();
        double sum = 0.0;
        for (int t = 0; t < transforms.Length; t++)
        {
            ReadOnlySpan<float> losses = worst(t).Span;
            var key = (scenarios[t], losses.Length);
            if (!known.TryGetValue(key, out (double[] Observed, double[] Expected) at))
            {
                at = (new double[losses.Length], new double[losses.Length]);
                foreach (double u in lowest) at.Observed[Math.Min((int)(u * key.Item1), key.Item2 - 1)] += 1.0 / lowest.Length;
                for (int i = 0; i < points.Length; i++) at.Expected[Math.Min((int)(points[i] * key.Item1), key.Item2 - 1)] += weights[i];
                known.Add(key, at);
            }

            double observed = 0.0, expected = 0.0;
            for (int i = 0; i < losses.Length; i++) (observed, expected) = (observed + (at.Observed[i] * losses[i]), expected + (at.Expected[i] * losses[i]));
            if (!(expected > 0.0)) return null;
            sum += observed / expected;
        }

        return 1.0 - (sum / transforms.Length);
    }

    /// <summary>Simulated p-value of that Z3: share of true series with a value as low. The same seed gives the same answer, on any machine.</summary>
    /// <param name="statistic">The observed Z3.</param>
    /// <param name="observations">T, at least 1.</param>
    /// <param name="tailProbability">a with T·a of at least 1.</param>
    /// <param name="degreesOfFreedom">Above 1; +∞ is the normal.</param>
    /// <param name="paths">Series simulated; 10,000 give a 5 % p-value to 0.2 %.</param>
    /// <param name="seed">Names the simulation.</param>
    public static double PValue(double statistic, int observations, double tailProbability, double degreesOfFreedom, int paths, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(observations, 1);
        var random = new CounterRandom(seed);
        int tail = TailLength(observations, tailProbability);
        double expected = Expected(observations, tail, degreesOfFreedom);
        var series = new double[observations];
        int asLow = 0;
        for (int path = 0; path < paths; path++)
        {
            for (int t = 0; t < observations; t++) series[t] = random.Uniform((ulong)path, (ulong)t);
            Array.Sort(series);
            if (Scaled(series.AsSpan(0, tail), expected, degreesOfFreedom) <= statistic) asLow++;
        }

        return (double)asLow / paths;
    }

    private static double Scaled(ReadOnlySpan<double> lowest, double expected, double degreesOfFreedom)
    {
        double sum = 0.0;
        foreach (double u in lowest) sum += StudentT.InverseCdf(u, degreesOfFreedom);
        return 1.0 - (sum / lowest.Length / expected);
    }

    private static double Expected(int observations, int tail, double degreesOfFreedom)
    {
        if (!(degreesOfFreedom > 1.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Expected shortfall needs more than 1 degree of freedom; for a normal write +∞.");
        (double[] points, double[] weights) = ExpectationOf(observations, tail);
        double expected = 0.0;
        for (int i = 0; i < points.Length; i++) expected += weights[i] * StudentT.InverseCdf(points[i], degreesOfFreedom);
        return expected;
    }

    /// <summary>Points and weights of the mean of the k lowest of T: density P(at most k − 1 of the other T − 1 lie below)·T/k.</summary>
    private static (double[] Points, double[] Weights) ExpectationOf(int observations, int tail)
    {
        List<double> points = [], weights = [];
        for (int i = 0; i < Nodes; i++)
        {
            // p = v⁴ crowds the points where the quantile runs to −∞.
            double v = (i + 0.5) / Nodes, p = v * v * v * v;
            double weight = 4.0 * v * v * v / Nodes * observations / tail * Binomial.Cdf(tail - 1, observations - 1, p);
            if (weight <= 0.0) continue;
            points.Add(p);
            weights.Add(weight);
        }

        return ([.. points], [.. weights]);
    }

    private static double[] Lowest(ReadOnlySpan<double> transforms, double tailProbability)
    {
        int tail = TailLength(transforms.Length, tailProbability);
        double[] sorted = transforms.ToArray();
        foreach (double u in sorted)
            if (!(u is > 0.0 and < 1.0)) throw new ArgumentException($"A probability transform is {u}; here it lies strictly between 0 and 1.", nameof(transforms));
        Array.Sort(sorted);
        return sorted[..tail];
    }

    private static int TailLength(int observations, double tailProbability)
    {
        int tail = (int)TailCount.FloorGuarded(observations * Series.Probability(tailProbability, nameof(tailProbability)));
        return tail >= 1 ? tail : throw new ArgumentException($"{observations} observations have no tail of {tailProbability}; at least {Math.Ceiling(1.0 / tailProbability)} are needed.", nameof(observations));
    }
}
