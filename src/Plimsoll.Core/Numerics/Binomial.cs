namespace Plimsoll.Numerics;

/// <summary>The binomial distribution of a number of breaches.</summary>
internal static class Binomial
{
    /// <summary>P(X = k) of n trials of probability p, by Loader's saddle-point form: no factorials that cancel.</summary>
    public static double Pmf(int k, int n, double p)
    {
        Refuse(n, p);
        if (k < 0 || k > n) return 0.0;
        if (p is 0.0) return k == 0 ? 1.0 : 0.0;
        if (p is 1.0) return k == n ? 1.0 : 0.0;
        if (k == 0) return Math.Exp(n * Elementary.Log1P(-p));
        if (k == n) return Math.Exp(n * Math.Log(p));
        double exponent = GammaFunctions.StirlingRemainder(n)
            - GammaFunctions.StirlingRemainder(k)
            - GammaFunctions.StirlingRemainder(n - k)
            - GammaFunctions.Deviance(k, n * p)
            - GammaFunctions.Deviance(n - k, n * (1.0 - p));
        return Math.Exp(exponent) * Math.Sqrt(n / ((double)k * (n - k))) / Elementary.SqrtTwoPi;
    }

    /// <summary>P(X ≤ k).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or p lies outside [0, 1].</exception>
    public static double Cdf(int k, int n, double p)
    {
        Refuse(n, p);
        if (k < 0) return 0.0;
        if (k >= n) return 1.0;
        return k <= n * p ? Lower(k, n, p) : 1.0 - Lower(n - k - 1, n, 1.0 - p);
    }

    /// <summary>P(X ≥ k), without the cancellation of 1 − Cdf.</summary>
    public static double AtLeast(int k, int n, double p)
    {
        Refuse(n, p);
        if (k <= 0) return 1.0;
        if (k > n) return 0.0;
        return k >= n * p ? Lower(n - k, n, 1.0 - p) : 1.0 - Lower(k - 1, n, p);
    }

    /// <summary>Sum of the terms from k downward, where they fall.</summary>
    private static double Lower(int k, int n, double p)
    {
        double term = Pmf(k, n, p);
        double sum = term;
        double odds = (1.0 - p) / p;
        for (int i = k; i > 0 && term > sum * 1e-18; i--)
        {
            term *= i / (double)(n - i + 1) * odds;
            sum += term;
        }

        return sum;
    }

    private static void Refuse(int n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(p is >= 0.0 and <= 1.0))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies in [0, 1]; for 1 % write 0.01.");
    }
}
