namespace Plimsoll.Numerics;

/// <summary>The complementary error function and its scaled form, relative error a few 1e-16 over the whole line.</summary>
/// <remarks>
/// W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969) 631–637, with the
/// coefficients of his CALERF (SPECFUN). The exponentials take x² with its rounding error put back.
/// </remarks>
internal static class ErrorFunctions
{
    // Below this the rational form of erf is used, above it those of erfcx.
    private const double SmallLimit = 0.46875;

    private const double InverseSqrtPi = 0.56418958354775628695;

    /// <summary>erf(x) = 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) <= SmallLimit) return SmallErf(x);
        return x > 0.0 ? 1.0 - Erfc(x) : Erfc(-x) - 1.0;
    }

    /// <summary>erfc(x) = 1 − erf(x); keeps its relative accuracy in the right tail until it underflows near x = 26.5.</summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        double size = Math.Abs(x);
        if (size <= SmallLimit) return 1.0 - SmallErf(x);
        double tail = Elementary.ExpOfSquare(x, -1.0) * PositiveErfcx(size);
        return x > 0.0 ? tail : 2.0 - tail;
    }

    /// <summary>erfcx(x) = e^(x²)·erfc(x); overflows to +∞ below x = −26.6, behaves as 1/(x√π) for large x.</summary>
    public static double Erfcx(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        if (Math.Abs(x) <= SmallLimit) return Elementary.ExpOfSquare(x, 1.0) * (1.0 - SmallErf(x));
        return x > 0.0 ? PositiveErfcx(x) : (2.0 * Elementary.ExpOfSquare(x, 1.0)) - PositiveErfcx(-x);
    }

    private static double SmallErf(double x)
    {
        double y = x * x;
        double top = ((((((((0.185777706184603153 * y) + 3.16112374387056560) * y) + 113.864154151050156) * y) + 377.485237685302021) * y)
            + 3209.37758913846947);
        double bottom = ((((((y + 23.6012909523441209) * y) + 244.024637934444173) * y) + 1282.61652607737228) * y) + 2844.23683343917062;
        return x * (top / bottom);
    }

    private static double PositiveErfcx(double x) => x <= 4.0 ? MiddleErfcx(x) : LargeErfcx(x);

    private static double MiddleErfcx(double x)
    {
        double top = 2.15311535474403846e-8;
        top = (top * x) + 0.564188496988670089;
        top = (top * x) + 8.88314979438837594;
        top = (top * x) + 66.1191906371416295;
        top = (top * x) + 298.635138197400131;
        top = (top * x) + 881.952221241769090;
        top = (top * x) + 1712.04761263407058;
        top = (top * x) + 2051.07837782607147;
        top = (top * x) + 1230.33935479799725;
        double bottom = x + 15.7449261107098347;
        bottom = (bottom * x) + 117.693950891312499;
        bottom = (bottom * x) + 537.181101862009858;
        bottom = (bottom * x) + 1621.38957456669019;
        bottom = (bottom * x) + 3290.79923573345963;
        bottom = (bottom * x) + 4362.61909014324716;
        bottom = (bottom * x) + 3439.36767414372164;
        bottom = (bottom * x) + 1230.33935480374942;
        return top / bottom;
    }

    private static double LargeErfcx(double x)
    {
        // 1/x² would underflow only where the correction has long vanished.
        if (x > 1e8) return InverseSqrtPi / x;
        double y = 1.0 / (x * x);
        double top = 0.0163153871373020978;
        top = (top * y) + 0.305326634961232344;
        top = (top * y) + 0.360344899949804439;
        top = (top * y) + 0.125781726111229246;
        top = (top * y) + 0.0160837851487422766;
        top = (top * y) + 6.58749161529837803e-4;
        double bottom = y + 2.56852019228982242;
        bottom = (bottom * y) + 1.87295284992346725;
        bottom = (bottom * y) + 0.527905102951428412;
        bottom = (bottom * y) + 0.0605183413124413191;
        bottom = (bottom * y) + 0.00233520497626869185;
        return (InverseSqrtPi - (y * (top / bottom))) / x;
    }
}
