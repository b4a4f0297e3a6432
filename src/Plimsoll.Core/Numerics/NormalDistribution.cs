namespace Plimsoll.Numerics;

/// <summary>The standard normal distribution; both tails keep their relative accuracy down to the smallest double.</summary>
internal static class NormalDistribution
{
    private const double InverseSqrtTwoPi = 0.39894228040143267794;
    private const double InverseSqrtTwo = 0.70710678118654752440;

    /// <summary>Density e^(−x²/2)/√(2π).</summary>
    public static double Pdf(double x) => InverseSqrtTwoPi * Elementary.ExpOfSquare(x, -0.5);

    /// <summary>P(X ≤ x).</summary>
    public static double Cdf(double x)
    {
        if (x > 0.0) return 1.0 - Cdf(-x);
        // e^(−x²/2)·erfcx instead of erfc: erfc's own argument x/√2 is rounded, which the far tail magnifies by x².
        return x > -0.6
            ? 0.5 * ErrorFunctions.Erfc(-x * InverseSqrtTwo)
            : 0.5 * Elementary.ExpOfSquare(x, -0.5) * ErrorFunctions.Erfcx(-x * InverseSqrtTwo);
    }

    /// <summary>P(X &gt; x), without the cancellation of 1 − Cdf.</summary>
    public static double Survival(double x) => Cdf(-x);

    /// <summary>log P(X ≤ x); finite for every finite x.</summary>
    public static double LogCdf(double x)
    {
        if (x > 0.0) return Elementary.Log1P(-Cdf(-x));
        return x > -5.0
            ? Math.Log(Cdf(x))
            : (-0.5 * x * x) + Math.Log(0.5 * ErrorFunctions.Erfcx(-x * InverseSqrtTwo));
    }

    /// <summary>The x with P(X ≤ x) = p.</summary>
    /// <param name="p">Probability in [0, 1]; 0 gives −∞ and 1 gives +∞.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> lies outside [0, 1] or is NaN.</exception>
    /// <remarks>
    /// M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Appl. Statist. 37 (1988)
    /// 477–484 (PPND16), and one Newton step in the tails, where the probability is known better than the fit.
    /// </remarks>
    public static double InverseCdf(double p)
    {
        if (!(p is >= 0.0 and <= 1.0))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies in [0, 1]; for 99 % write 0.99.");
        double fromMiddle = p - 0.5;
        if (Math.Abs(fromMiddle) <= 0.425) return Central(fromMiddle);
        double tail = fromMiddle < 0.0 ? p : 1.0 - p;
        if (tail == 0.0) return fromMiddle < 0.0 ? double.NegativeInfinity : double.PositiveInfinity;
        double x = Tail(Math.Sqrt(-Math.Log(tail)));
        double density = Pdf(x);
        if (density > 0.0) x += (Cdf(-x) - tail) / density;
        return fromMiddle < 0.0 ? -x : x;
    }

    private static double Central(double q)
    {
        double r = 0.180625 - (q * q);
        double top = 2509.0809287301226727;
        top = (top * r) + 33430.575583588128105;
        top = (top * r) + 67265.770927008700853;
        top = (top * r) + 45921.953931549871457;
        top = (top * r) + 13731.693765509461125;
        top = (top * r) + 1971.5909503065514427;
        top = (top * r) + 133.14166789178437745;
        top = (top * r) + 3.387132872796366608;
        double bottom = 5226.495278852854561;
        bottom = (bottom * r) + 28729.085735721942674;
        bottom = (bottom * r) + 39307.89580009271061;
        bottom = (bottom * r) + 21213.794301586595867;
        bottom = (bottom * r) + 5394.1960214247511077;
        bottom = (bottom * r) + 687.1870074920579083;
        bottom = (bottom * r) + 42.313330701600911252;
        bottom = (bottom * r) + 1.0;
        return q * (top / bottom);
    }

    private static double Tail(double r)
    {
        if (r <= 5.0)
        {
            r -= 1.6;
            double top = 7.7454501427834140764e-4;
            top = (top * r) + 0.0227238449892691845833;
            top = (top * r) + 0.24178072517745061177;
            top = (top * r) + 1.27045825245236838258;
            top = (top * r) + 3.64784832476320460504;
            top = (top * r) + 5.7694972214606914055;
            top = (top * r) + 4.6303378461565452959;
            top = (top * r) + 1.42343711074968357734;
            double bottom = 1.05075007164441684324e-9;
            bottom = (bottom * r) + 5.475938084995344946e-4;
            bottom = (bottom * r) + 0.0151986665636164571966;
            bottom = (bottom * r) + 0.14810397642748007459;
            bottom = (bottom * r) + 0.68976733498510000455;
            bottom = (bottom * r) + 1.6763848301838038494;
            bottom = (bottom * r) + 2.05319162663775882187;
            bottom = (bottom * r) + 1.0;
            return top / bottom;
        }
        else
        {
            r -= 5.0;
            double top = 2.01033439929228813265e-7;
            top = (top * r) + 2.71155556874348757815e-5;
            top = (top * r) + 0.0012426609473880784386;
            top = (top * r) + 0.026532189526576123093;
            top = (top * r) + 0.29656057182850489123;
            top = (top * r) + 1.7848265399172913358;
            top = (top * r) + 5.4637849111641143699;
            top = (top * r) + 6.6579046435011037772;
            double bottom = 2.04426310338993978564e-15;
            bottom = (bottom * r) + 1.4215117583164458887e-7;
            bottom = (bottom * r) + 1.8463183175100546818e-5;
            bottom = (bottom * r) + 7.868691311456132591e-4;
            bottom = (bottom * r) + 0.0148753612908506148525;
            bottom = (bottom * r) + 0.13692988092273580531;
            bottom = (bottom * r) + 0.59983220655588793769;
            bottom = (bottom * r) + 1.0;
            return top / bottom;
        }
    }
}
