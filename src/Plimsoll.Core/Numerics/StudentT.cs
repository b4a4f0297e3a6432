namespace Plimsoll.Numerics;

/// <summary>
/// Student's t distribution with any degrees of freedom ν above 0, location 0 and scale 1 (variance ν/(ν − 2), not 1).
/// Relative error of both tails below 1e-13 down to tails of 1e-80.
/// </summary>
internal static class StudentT
{
    // The continued fraction takes 1/(1 + t²/ν), which near 1 loses ν/t² ulps; from here the expansion around the normal is
    // closer (both within 1e-13 for tails above 1e-80).
    private const double NearNormalFrom = 4000.0;

    /// <summary>Density at x.</summary>
    public static double Pdf(double x, double degreesOfFreedom)
    {
        Refuse(degreesOfFreedom);
        if (double.IsPositiveInfinity(degreesOfFreedom)) return NormalDistribution.Pdf(x);
        return Mode(degreesOfFreedom) * Math.Exp(-0.5 * (degreesOfFreedom + 1.0) * LogOnePlusSquare(x, degreesOfFreedom));
    }

    /// <summary>P(X ≤ x).</summary>
    public static double Cdf(double x, double degreesOfFreedom)
    {
        Refuse(degreesOfFreedom);
        (double central, double tail) = Areas(Math.Abs(x), degreesOfFreedom);
        return x <= 0.0 ? tail : 0.5 + central;
    }

    /// <summary>P(X &gt; x), without the cancellation of 1 − Cdf.</summary>
    public static double Survival(double x, double degreesOfFreedom) => Cdf(-x, degreesOfFreedom);

    /// <summary>The x with P(X ≤ x) = p.</summary>
    /// <param name="p">Probability in [0, 1]; 0 gives −∞ and 1 gives +∞.</param>
    /// <param name="degreesOfFreedom">ν, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">p lies outside [0, 1], or ν is not above 0.</exception>
    public static double InverseCdf(double p, double degreesOfFreedom)
    {
        Refuse(degreesOfFreedom);
        if (!(p is >= 0.0 and <= 1.0))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies in [0, 1]; for 99 % write 0.99.");
        if (double.IsPositiveInfinity(degreesOfFreedom)) return NormalDistribution.InverseCdf(p);
        double tail = Math.Min(p, 1.0 - p);
        double size = tail switch
        {
            0.0 => double.PositiveInfinity,
            0.5 => 0.0,
            > 0.25 => FromCentralArea(p < 0.5 ? 0.5 - p : p - 0.5, degreesOfFreedom),
            _ => FromTailArea(tail, degreesOfFreedom),
        };
        return p < 0.5 ? -size : size;
    }

    /// <summary>P(0 &lt; X ≤ t) and P(X &gt; t) for t ≥ 0, the smaller of them without cancellation.</summary>
    private static (double Central, double Tail) Areas(double t, double nu)
    {
        if (double.IsNaN(t)) return (double.NaN, double.NaN);
        if (t == 0.0) return (0.0, 0.5);
        if (double.IsPositiveInfinity(t)) return (0.5, 0.0);
        if (nu >= NearNormalFrom)
        {
            double z = EquivalentNormal(t, nu);
            double normalTail = NormalDistribution.Survival(z);
            return (z < 0.6 ? 0.5 * ErrorFunctions.Erf(z / Math.Sqrt(2.0)) : 0.5 - normalTail, normalTail);
        }

        // I_x(a, ½) with x = ν/(ν + t²) is twice the tail; its complement I_(1−x)(½, a) twice the centre.
        double a = 0.5 * nu;
        double ratio = t / nu * t;
        double logFront = -a * LogOnePlusSquare(t, nu);
        double front = Math.Exp(logFront) * GammaFunctions.HalfStepRatio(a) / Elementary.SqrtPi;
        double x = 1.0 / (1.0 + ratio);
        double y = double.IsInfinity(ratio) ? 1.0 : ratio / (1.0 + ratio);
        front *= Math.Sqrt(y);
        if (x < (a + 1.0) / (a + 2.5))
        {
            double tail = 0.5 * front / a * BetaFraction(a, 0.5, x);
            return (0.5 - tail, tail);
        }

        double central = front * BetaFraction(0.5, a, y);
        return (central, 0.5 - central);
    }

    /// <summary>The density at 0.</summary>
    private static double Mode(double nu) => GammaFunctions.HalfStepRatio(0.5 * nu) / (Math.Sqrt(nu) * Elementary.SqrtPi);

    /// <summary>log(1 + t²/ν), also where t² would overflow.</summary>
    private static double LogOnePlusSquare(double t, double nu)
    {
        double size = Math.Abs(t);
        return size > 1e150 ? (2.0 * Math.Log(size)) - Math.Log(nu) : Elementary.Log1P(t / nu * t);
    }

    /// <summary>The normal deviate with the tail of t at large ν.</summary>
    /// <remarks>G. W. Hill, "Algorithm 395: Student's t-distribution", Comm. ACM 13 (1970) 617–619.</remarks>
    private static double EquivalentNormal(double t, double nu)
    {
        if (double.IsPositiveInfinity(nu)) return t;
        double a = nu - 0.5;
        double b = 48.0 * a * a;
        double square = a * LogOnePlusSquare(t, nu);
        double third = (((((4.0 * square) + 33.0) * square) + 240.0) * square) + 855.0;
        double correction = (square + 3.0 - (third / (10.0 * (b + (0.8 * square * square) + 100.0)))) / b;
        return Math.Sqrt(square) * (1.0 + correction);
    }

    /// <summary>Newton on the area from 0, concave in t: from the left it climbs to the root and never passes it.</summary>
    private static double FromCentralArea(double area, double nu)
    {
        double t = area / Pdf(0.0, nu);
        for (int i = 0; i < 100; i++)
        {
            double step = (area - Areas(t, nu).Central) / Pdf(t, nu);
            t += step;
            if (Math.Abs(step) <= 1e-15 * t) break;
        }

        return t;
    }

    /// <summary>Newton on log tail against log t, concave and falling, near a line of slope −ν far out.</summary>
    private static double FromTailArea(double tail, double nu)
    {
        double target = Math.Log(tail);
        double logSize = FirstLogSize(tail, nu);
        double logMode = Math.Log(Mode(nu));
        for (int i = 0; i < 200; i++)
        {
            double t = Math.Exp(logSize);
            double found = Areas(t, nu).Tail;
            double logFound = Math.Log(found);
            // t·f(t)/tail by logarithms: far out the density underflows before the tail does.
            double slope = Math.Exp(logSize + logMode - (0.5 * (nu + 1.0) * LogOnePlusSquare(t, nu)) - logFound);
            double step = (logFound - target) / slope;
            // The target's logarithm is rounded; the difference of the areas themselves is not once they are close.
            if (Math.Abs(step) < 1e-3) step = Elementary.Log1P((found - tail) / tail) / slope;
            if (double.IsNaN(step)) break;
            logSize += step;
            if (Math.Abs(step) <= 1e-15) break;
        }

        return Math.Exp(logSize);
    }

    private static double FirstLogSize(double tail, double nu)
    {
        // Far out the tail is C·t^(−ν) with C = ν^(ν/2 − 1)·Γ(ν/2 + ½)/(Γ(ν/2)·√π).
        double logConstant = (((0.5 * nu) - 1.0) * Math.Log(nu)) + Math.Log(GammaFunctions.HalfStepRatio(0.5 * nu) / Elementary.SqrtPi);
        double powerLaw = (logConstant - Math.Log(tail)) / nu;
        if (powerLaw > Math.Log(2.0 * Math.Sqrt(nu))) return powerLaw;

        double z = -NormalDistribution.InverseCdf(tail);
        double square = z * z;
        double expanded = z * (1.0 + ((square + 1.0) / (4.0 * nu)) + (((((5.0 * square) + 16.0) * square) + 3.0) / (96.0 * nu * nu)));
        return Math.Min(Math.Log(expanded), powerLaw);
    }

    /// <summary>The continued fraction of the incomplete beta function, by Lentz's method.</summary>
    private static double BetaFraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        double c = 1.0;
        double d = 1.0 - ((a + b) * x / (a + 1.0));
        d = 1.0 / (Math.Abs(d) < Tiny ? Tiny : d);
        double h = d;
        for (int m = 1; m < 100_000; m++)
        {
            int twice = 2 * m;
            double even = m * (b - m) * x / ((a + twice - 1.0) * (a + twice));
            d = 1.0 + (even * d);
            d = 1.0 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = 1.0 + (even / c);
            if (Math.Abs(c) < Tiny) c = Tiny;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1.0));
            d = 1.0 + (odd * d);
            d = 1.0 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = 1.0 + (odd / c);
            if (Math.Abs(c) < Tiny) c = Tiny;
            double step = d * c;
            h *= step;
            if (Math.Abs(step - 1.0) < 2e-16) break;
        }

        return h;
    }

    private static void Refuse(double degreesOfFreedom)
    {
        if (!(degreesOfFreedom > 0.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0; for a normal write +∞.");
    }
}
