namespace Plimsoll.Numerics;

/// <summary>The χ² distribution, for the p-values of likelihood-ratio tests.</summary>
internal static class ChiSquare
{
    /// <summary>P(X &gt; x); relative error below 1e-13 also where it is tiny.</summary>
    /// <param name="x">The statistic; a value at or below 0 has survival 1.</param>
    /// <param name="degreesOfFreedom">Above 0; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is NaN, or the degrees of freedom are not above 0.</exception>
    public static double Survival(double x, double degreesOfFreedom)
    {
        if (double.IsNaN(x)) throw new ArgumentOutOfRangeException(nameof(x), x, "The statistic is not a number.");
        if (!(degreesOfFreedom > 0.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0.");
        return x <= 0.0 ? 1.0 : GammaFunctions.UpperRegularised(0.5 * degreesOfFreedom, 0.5 * x);
    }

    /// <summary>The x with P(X ≤ x) = p; the lower tail keeps its relative accuracy, since a t is a normal divided by its root.</summary>
    /// <param name="p">Probability in (0, 1).</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">p lies outside (0, 1), or the degrees of freedom are not above 0.</exception>
    public static double InverseCdf(double p, double degreesOfFreedom)
    {
        if (!(p is > 0.0 and < 1.0)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1; for 1 % write 0.01.");
        if (!(degreesOfFreedom > 0.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0.");
        double a = 0.5 * degreesOfFreedom;
        double logGamma = GammaFunctions.LogGamma(a);
        // Wilson and Hilferty's cube in the middle; far down P ≈ y^a/Γ(a + 1).
        double cube = 1.0 - (1.0 / (9.0 * a)) + (NormalDistribution.InverseCdf(p) / (3.0 * Math.Sqrt(a)));
        double logLow = (Math.Log(p) + logGamma + Math.Log(a)) / a;
        double log = cube > 0.3 ? Math.Log(a * cube * cube * cube) : logLow;
        // Newton on log P (or log Q, in the upper half) against log y: both are concave, so that it does not run away.
        bool lower = p <= 0.5;
        double target = lower ? p : 1.0 - p;
        for (int i = 0; i < 60; i++)
        {
            double y = Math.Exp(log);
            double found = lower ? GammaFunctions.LowerRegularised(a, y) : GammaFunctions.UpperRegularised(a, y);
            if (found == 0.0) break;
            double slope = Math.Exp((a * log) - y - logGamma) / found;
            double step = Elementary.Log1P((found - target) / target) / slope * (lower ? -1.0 : 1.0);
            log += Math.Clamp(step, -2.0, 2.0);
            if (Math.Abs(step) <= 1e-14) break;
        }

        return 2.0 * Math.Exp(log);
    }
}
