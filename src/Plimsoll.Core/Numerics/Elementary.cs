namespace Plimsoll.Numerics;

/// <summary>Elementary functions that lose digits when written the plain way.</summary>
internal static class Elementary
{
    /// <summary>√(2π).</summary>
    public const double SqrtTwoPi = 2.5066282746310005024;

    /// <summary>√π.</summary>
    public const double SqrtPi = 1.7724538509055160273;

    /// <summary>log(1 + x), to a few ulps also where 1 + x rounds; <c>double.LogP1</c> is only Log(1 + x).</summary>
    public static double Log1P(double x)
    {
        double sum = 1.0 + x;
        double kept = sum - 1.0;
        if (kept == 0.0) return x;
        if (double.IsInfinity(sum)) return sum;
        // Kahan: the error of log(sum) and of kept cancel in the quotient.
        return Math.Log(sum) * (x / kept);
    }

    /// <summary>exp(x) − 1, to a few ulps also near 0; <c>double.ExpM1</c> is only Exp(x) − 1.</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) < 1e-5) return x * (1.0 + (x * 0.5 * (1.0 + (x / 3.0))));
        double exp = Math.Exp(x);
        if (exp == 1.0) return x;
        double less = exp - 1.0;
        if (less == -1.0 || double.IsInfinity(exp)) return less;
        return less * (x / Math.Log(exp));
    }

    /// <summary>exp(±x²·scale) with the rounding of x² put back; x² of 700 would else cost three digits.</summary>
    public static double ExpOfSquare(double x, double scale)
    {
        double square = x * x;
        if (!double.IsFinite(square)) return double.IsNaN(x) ? double.NaN : scale < 0.0 ? 0.0 : double.PositiveInfinity;
        double lost = Math.FusedMultiplyAdd(x, x, -square);
        double exp = Math.Exp(scale * square);
        return exp == 0.0 || double.IsInfinity(exp) ? exp : exp + (exp * (scale * lost));
    }
}
