namespace Plimsoll.Validation;

/// <summary>Whether probability transforms are uniform: the test of Kolmogorov and Smirnov.</summary>
/// <remarks>
/// G. Marsaglia, W. W. Tsang, J. Wang, "Evaluating Kolmogorov's distribution", J. Statistical Software 8(18) (2003) for fewer than 100 values, the limit law from
/// there, as R's ks.test.
/// </remarks>
public static class UniformityTest
{
    private const int ExactBelow = 100;

    /// <summary>D, the greatest distance of the empirical distribution from the diagonal, and its two-sided p-value.</summary>
    /// <param name="transforms">Forecast distribution functions at what happened; at least 1, each in [0, 1], any order.</param>
    /// <exception cref="ArgumentException">There is none, or one lies outside [0, 1].</exception>
    public static TestResult KolmogorovSmirnov(ReadOnlySpan<double> transforms)
    {
        Series.AtLeast(1, transforms.Length, nameof(transforms));
        double[] sorted = transforms.ToArray();
        Array.Sort(sorted);
        int n = sorted.Length;
        double distance = 0.0;
        for (int i = 0; i < n; i++)
        {
            if (!(sorted[i] is >= 0.0 and <= 1.0)) throw new ArgumentException($"A probability transform is {sorted[i]}; it lies in [0, 1].", nameof(transforms));
            distance = Math.Max(distance, Math.Max(((i + 1.0) / n) - sorted[i], sorted[i] - ((double)i / n)));
        }

        return new TestResult(distance, Math.Clamp(n < ExactBelow ? 1.0 - Exact(n, distance) : LimitSurvival(Math.Sqrt(n) * distance), 0.0, 1.0));
    }

    /// <summary>2·Σ (−1)^(k−1)·e^(−2k²x²); below 1 by the sum that converges there.</summary>
    private static double LimitSurvival(double x)
    {
        if (x <= 0.0) return 1.0;
        double sum = 0.0;
        if (x < 1.0)
        {
            for (int k = 1; k < 100; k += 2)
            {
                double term = Math.Exp(-k * k * Math.PI * Math.PI / (8.0 * x * x));
                sum += term;
                if (term < 1e-18 * sum) break;
            }

            return 1.0 - (Math.Sqrt(2.0 * Math.PI) / x * sum);
        }

        for (int k = 1; k < 100; k++)
        {
            double term = Math.Exp(-2.0 * k * k * x * x);
            sum += (k & 1) == 1 ? term : -term;
            if (term < 1e-18) break;
        }

        return 2.0 * sum;
    }

    /// <summary>P(D &lt; d): an entry of the n-th power of a matrix of size 2·⌈nd⌉ − 1.</summary>
    private static double Exact(int n, double d)
    {
        int k = (int)(n * d) + 1, m = (2 * k) - 1;
        double h = k - (n * d);
        var matrix = new double[m, m];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++) matrix[i, j] = i - j + 1 < 0 ? 0.0 : 1.0;
        for (int i = 0; i < m; i++)
        {
            matrix[i, 0] -= Math.Pow(h, i + 1);
            matrix[m - 1, i] -= Math.Pow(h, m - i);
        }

        matrix[m - 1, 0] += (2.0 * h) - 1.0 > 0.0 ? Math.Pow((2.0 * h) - 1.0, m) : 0.0;
        for (int i = 0; i < m; i++)
            for (int j = 0; j <= Math.Min(i + 1, m - 1); j++)
                for (int g = 1; g <= i - j + 1; g++) matrix[i, j] /= g;

        var power = new double[m, m];
        for (int i = 0; i < m; i++) power[i, i] = 1.0;
        for (int bit = 1 << 30; bit > 0; bit >>= 1)
        {
            power = Product(power, power);
            if ((n & bit) != 0) power = Product(power, matrix);
        }

        double probability = power[k - 1, k - 1];
        for (int i = 1; i <= n; i++) probability *= (double)i / n;
        return probability;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        int m = a.GetLength(0);
        var product = new double[m, m];
        for (int i = 0; i < m; i++)
        {
            for (int k = 0; k < m; k++)
            {
                double factor = a[i, k];
                if (factor == 0.0) continue;
                for (int j = 0; j < m; j++) product[i, j] += factor * b[k, j];
            }
        }

        return product;
    }
}
