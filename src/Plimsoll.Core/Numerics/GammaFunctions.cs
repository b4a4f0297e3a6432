namespace Plimsoll.Numerics;

/// <summary>The gamma function's relatives that distributions are made of, written so that large arguments cancel before they are taken.</summary>
internal static class GammaFunctions
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    // From here Stirling's series below is exact to the last bit.
    private const double StirlingFrom = 16.0;

    /// <summary>log Γ(x) for x &gt; 0.</summary>
    public static double LogGamma(double x)
    {
        RefuseUnlessPositive(x);
        double shift = 1.0;
        double z = x;
        while (z < StirlingFrom)
        {
            shift *= z;
            z += 1.0;
        }

        return ((z - 0.5) * Math.Log(z)) - z + LogSqrtTwoPi + Series(z) - Math.Log(shift);
    }

    /// <summary>Γ(x + ½)/Γ(x) for x &gt; 0, relative error a few 1e-16 for any size of x.</summary>
    /// <remarks>The logarithm's asymptotic series in odd powers of 1/x, reached by Γ(x + 1) = x·Γ(x).</remarks>
    public static double HalfStepRatio(double x)
    {
        RefuseUnlessPositive(x);
        double below = 1.0;
        while (x < 20.0)
        {
            below *= x / (x + 0.5);
            x += 1.0;
        }

        double r = 1.0 / x;
        double square = r * r;
        double series = -31.0 / 18432.0;
        series = (series * square) + (17.0 / 14336.0);
        series = (series * square) - (1.0 / 640.0);
        series = (series * square) + (1.0 / 192.0);
        series = (series * square) - 0.125;
        return below * Math.Sqrt(x) * Math.Exp(series * r);
    }

    /// <summary>The remainder log Γ(x + 1) − [(x + ½) log x − x + log √(2π)] of Stirling's formula, x &gt; 0.</summary>
    public static double StirlingRemainder(double x)
    {
        RefuseUnlessPositive(x);
        if (x >= StirlingFrom) return Series(x);
        return LogGamma(x + 1.0) - (((x + 0.5) * Math.Log(x)) - x + LogSqrtTwoPi);
    }

    /// <summary>x·log(x/mean) + mean − x, the deviance of a Poisson count, without cancellation near x = mean.</summary>
    /// <remarks>C. Loader, "Fast and accurate computation of binomial probabilities" (2000).</remarks>
    public static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) < 0.1 * (x + mean))
        {
            double v = (x - mean) / (x + mean);
            double sum = (x - mean) * v;
            double power = 2.0 * x * v;
            for (int j = 1; j < 1000; j++)
            {
                power *= v * v;
                double next = sum + (power / ((2 * j) + 1));
                if (next == sum) return next;
                sum = next;
            }
        }

        return x == 0.0 ? mean : (x * Math.Log(x / mean)) + mean - x;
    }

    /// <summary>Q(a, x) = Γ(a, x)/Γ(a), the regularised upper incomplete gamma function; a &gt; 0, x ≥ 0.</summary>
    public static double UpperRegularised(double a, double x)
    {
        RefuseUnlessPositive(a);
        if (!(x >= 0.0)) throw new ArgumentOutOfRangeException(nameof(x), x, "The incomplete gamma function is taken at 0 or above.");
        if (x == 0.0) return 1.0;
        if (double.IsPositiveInfinity(x)) return 0.0;
        // x^a e^(−x)/Γ(a + 1), Loader's form.
        double front = Math.Exp(-StirlingRemainder(a) - Deviance(a, x)) / (Elementary.SqrtTwoPi * Math.Sqrt(a));
        return x < a + 1.0 ? 1.0 - (front * LowerSeries(a, x)) : front * a * UpperFraction(a, x);
    }

    /// <summary>P(a, x) = 1 − Q(a, x), without the cancellation where it is small; a &gt; 0, x ≥ 0.</summary>
    public static double LowerRegularised(double a, double x)
    {
        if (!(x > 0.0 && x < a + 1.0)) return 1.0 - UpperRegularised(a, x);
        RefuseUnlessPositive(a);
        return Math.Exp(-StirlingRemainder(a) - Deviance(a, x)) / (Elementary.SqrtTwoPi * Math.Sqrt(a)) * LowerSeries(a, x);
    }

    private static double LowerSeries(double a, double x)
    {
        double term = 1.0, sum = 1.0;
        for (int n = 1; n < 1_000_000; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (term < sum * 1e-17) break;
        }

        return sum;
    }

    /// <summary>Legendre's continued fraction of Γ(a, x)·e^x·x^(−a) by Lentz's method.</summary>
    private static double UpperFraction(double a, double x)
    {
        const double Tiny = 1e-300;
        double b = x + 1.0 - a;
        double c = 1.0 / Tiny;
        double d = 1.0 / b;
        double h = d;
        for (int i = 1; i < 1_000_000; i++)
        {
            double numerator = -i * (i - a);
            b += 2.0;
            d = (numerator * d) + b;
            if (Math.Abs(d) < Tiny) d = Tiny;
            c = b + (numerator / c);
            if (Math.Abs(c) < Tiny) c = Tiny;
            d = 1.0 / d;
            double step = d * c;
            h *= step;
            if (Math.Abs(step - 1.0) < 1e-16) break;
        }

        return h;
    }

    private static double Series(double x)
    {
        double square = 1.0 / (x * x);
        double series = -3617.0 / 122400.0;
        series = (series * square) + (1.0 / 156.0);
        series = (series * square) - (691.0 / 360360.0);
        series = (series * square) + (1.0 / 1188.0);
        series = (series * square) - (1.0 / 1680.0);
        series = (series * square) + (1.0 / 1260.0);
        series = (series * square) - (1.0 / 360.0);
        series = (series * square) + (1.0 / 12.0);
        return series / x;
    }

    private static void RefuseUnlessPositive(double x)
    {
        if (!(x > 0.0)) throw new ArgumentOutOfRangeException(nameof(x), x, "The gamma functions here take arguments above 0.");
    }
}
