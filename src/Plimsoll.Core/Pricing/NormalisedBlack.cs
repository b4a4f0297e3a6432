using Plimsoll.Numerics;

namespace Plimsoll.Pricing;

/// <summary>
/// The normalised Black function b(x, s) = e^{x/2}·N(x/s + s/2) − e^{−x/2}·N(x/s − s/2), its logarithm and that of its
/// distance to the upper bound e^{x/2}, each without cancellation.
/// </summary>
/// <remarks>
/// <para>An undiscounted out-of-the-money option is √(F·K)·b(x, s) with x = −|ln(F/K)| and s = σ√T.</para>
/// <para>
/// With a = |x|/s, t = s/2 and R the Mills ratio, b = φ·D and e^{x/2} − b = φ·S, where φ = e^{−(a² + t²)/2}/√(2π),
/// D = R(a − t) − R(a + t) and S = R(t − a) + R(a + t). S adds positive numbers. D is taken from its definition where the two
/// differ enough, and elsewhere from the series D = 2·Σ t^{2k+1}·J_{2k+1}(a) of positive terms,
/// J_n(a) = ∫₀^∞ zⁿ/n!·e^{−z²/2 − az} dz, which obeys J_{n−2} = n·J_n + a·J_{n−1} with J_{−1} = 1 and J₀ = R.
/// </para>
/// <para>Problem and transformations: P. Jäckel, "Let's be rational", Wilmott 2015 (75) 40–53. The evaluation of D is our own.</para>
/// </remarks>
internal static class NormalisedBlack
{
    private const double InverseSqrtTwoPi = 0.39894228040143267794;
    private const double LogSqrtTwoPi = 0.91893853320467274178;
    private const double SqrtHalfPi = 1.25331413731550025121;
    private const double InverseSqrtTwo = 0.70710678118654752440;

    // Above this a the Jₙ come from backward recurrence (Miller), which needs about (20/a)² steps; below it the forward one,
    // started from R, loses less than a digit.
    private const double BackwardFrom = 2.0;

    /// <summary>The normalised value of an out-of-the-money option.</summary>
    /// <param name="x">Log-moneyness ln(F/K) of a call; at most 0 for full relative accuracy, any sign is taken.</param>
    /// <param name="s">Standard deviation σ√T; at least 0.</param>
    /// <returns>b(x, s), between max(0, e^{x/2} − e^{−x/2}) and e^{x/2}.</returns>
    public static double Call(double x, double s)
    {
        if (x > 0)
        {
            return (2 * Math.Sinh(x / 2)) + Call(-x, s);
        }

        if (!(s > 0))
        {
            return s == 0 ? 0 : double.NaN;
        }

        if (double.IsPositiveInfinity(s))
        {
            return Math.Exp(x / 2);
        }

        var terms = new Terms(x, s);
        if (terms.UseComplement)
        {
            // Past the point of inflection R(a − t) grows like e^{t²/2}; N of a positive argument stays near one.
            double upper = Math.Exp(x / 2);
            return upper - (terms.Density() * terms.Sum());
        }

        return terms.Density() * terms.Difference();
    }

    /// <summary>b = density·difference in parts, so that a caller may take ln b where b itself underflows.</summary>
    /// <param name="x">At most 0.</param>
    /// <param name="s">Above 0, and not far above √(2|x|), where D grows without bound.</param>
    public static Parts CallParts(double x, double s)
    {
        var terms = new Terms(x, s);
        return new(terms.Density(), terms.Difference(), terms.Exponent);
    }

    /// <summary>e^{x/2} − b = density·sum in parts.</summary>
    /// <param name="x">At most 0.</param>
    /// <param name="s">Above 0; at or above √(2|x|) for full accuracy.</param>
    public static Parts ComplementParts(double x, double s)
    {
        var terms = new Terms(x, s);
        return new(terms.Density(), terms.Sum(), terms.Exponent);
    }

    /// <summary>A value as the product of φ = e^{−exponent}/√(2π) = ∂b/∂s and a factor of moderate size.</summary>
    internal readonly record struct Parts(double Density, double Factor, double Exponent)
    {
        /// <summary>The product; 0 once it underflows.</summary>
        public double Value => Density * Factor;

        /// <summary>The logarithm of the product, which never underflows.</summary>
        public double Log => Math.Log(Factor) - LogSqrtTwoPi - Exponent;
    }

    private static double MillsRatio(double z) => SqrtHalfPi * ErrorFunctions.Erfcx(z * InverseSqrtTwo);

    private readonly ref struct Terms
    {
        private readonly double a;
        private readonly double aRest;
        private readonly double t;

        public Terms(double x, double s)
        {
            double distance = Math.Abs(x);
            a = distance / s;
            // What the division rounded off: a + aRest is |x|/s to about 32 digits, so that e^{−a²/2} keeps its last digits.
            aRest = double.IsFinite(a) ? Math.FusedMultiplyAdd(-a, s, distance) / s : 0;
            t = s / 2;
        }

        public bool UseComplement => t > a && t > 0.6;

        /// <summary>(a² + t²)/2, rounded.</summary>
        public double Exponent => ((a * a) + (t * t)) / 2;

        public double Density()
        {
            double square = a * a, other = t * t;
            if (square + other > 1500)
            {
                return 0;
            }

            double squareRest = Math.FusedMultiplyAdd(a, a, -square) + (2 * a * aRest);
            double otherRest = Math.FusedMultiplyAdd(t, t, -other);
            double large = Math.Max(square, other), small = Math.Min(square, other);
            double total = large + small;
            double rest = (small - (total - large)) + squareRest + otherRest;
            return InverseSqrtTwoPi * Math.Exp(-total / 2) * (1 - (rest / 2));
        }

        /// <summary>R(a − t) − R(a + t).</summary>
        public double Difference()
        {
            if (a > 1e8)
            {
                // R(z) is 1/z to the last digit.
                return 2 * t / (a - t) / (a + t);
            }

            if (t < 0.5 * Math.Max(a, 1.25))
            {
                return a >= BackwardFrom ? DifferenceBackward() : DifferenceForward();
            }

            return ShiftedMills(a, -t, aRest) - MillsRatio(a + t);
        }

        /// <summary>R(t − a) + R(a + t).</summary>
        public double Sum() => ShiftedMills(t, -a, -aRest) + MillsRatio(a + t);

        /// <summary>R(u + v + rest): what the sum rounds off is put back through R′(z) = z·R(z) − 1.</summary>
        private static double ShiftedMills(double u, double v, double rest)
        {
            double sum = u + v;
            double virtualV = sum - u;
            double error = (u - (sum - virtualV)) + (v - virtualV) + rest;
            double ratio = MillsRatio(sum);
            return ratio + (error * ((sum * ratio) - 1));
        }

        private double DifferenceForward()
        {
            double ratio = MillsRatio(a);
            double even = ratio, odd = Math.FusedMultiplyAdd(-a, ratio, 1);
            double power = t, square = t * t, total = power * odd;
            for (int n = 2; n < 60; n += 2)
            {
                even = Math.FusedMultiplyAdd(-a, odd, even) / n;
                odd = Math.FusedMultiplyAdd(-a, even, odd) / (n + 1);
                power *= square;
                double term = power * odd;
                total += term;
                if (!(term > 1e-17 * total))
                {
                    break;
                }
            }

            return 2 * total;
        }

        private double DifferenceBackward()
        {
            // Starting at n with zero errs by about e^{−2a√n}; the series itself falls at least like (t/a)^{2k}, t/a below ½.
            double root = 20 / a;
            int start = 2 * ((int)(root * root / 2) + (t < 0.1 * a ? 10 : 30));
            double above = 0, here = 1e-300, weighted = 0, square = t * t;
            for (int n = start; n > 0; n -= 2)
            {
                // here is J at n − 1 (odd), above is J at n (even); Horner in t² over the odd ones.
                weighted = Math.FusedMultiplyAdd(weighted, square, here);
                double even = Math.FusedMultiplyAdd(n, above, a * here);
                above = even;
                here = Math.FusedMultiplyAdd(n - 1, here, a * even);
                if (here > 1e200)
                {
                    above *= 1e-250;
                    here *= 1e-250;
                    weighted *= 1e-250;
                }
            }

            // here has arrived at J₋₁, which is one.
            return 2 * t * (weighted / here);
        }
    }
}
