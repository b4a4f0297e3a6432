namespace Plimsoll.Numerics;

/// <summary>
/// Double-exponential quadrature over a finite interval: exact to rounding for smooth integrands, and unharmed by roots and poles of low order at the ends. The same
/// points in the same order every time.
/// </summary>
/// <remarks>H. Takahasi and M. Mori, "Double exponential formulas for numerical integration", Publ. RIMS 9 (1974) 721–741.</remarks>
internal static class TanhSinh
{
    private const int Levels = 9;

    /// <summary>∫ f over [low, high]; the step is halved until two results agree.</summary>
    /// <param name="function">
    /// Called with the distances from the low and from the high end, both above 0: near an end its own distance is exact where the point itself would be rounded.
    /// </param>
    /// <param name="length">high − low, 0 or above.</param>
    /// <param name="tolerance">Halving ends when the result moves by less than this, absolutely.</param>
    public static double Integrate(Func<double, double, double> function, double length, double tolerance)
    {
        if (length <= 0.0) return 0.0;
        double half = 0.5 * length;
        double sum = 0.5 * Math.PI * function(half, half);
        double step = 1.0, result = double.NaN;
        for (int level = 0; level < Levels; level++)
        {
            // Each level adds the points midway between those of the last.
            if (level > 0) step *= 0.5;
            int stride = level == 0 ? 1 : 2;
            for (int i = 1; i * step <= 4.0; i += stride)
            {
                double t = i * step;
                double u = 0.5 * Math.PI * Math.Sinh(t);
                // 1 − tanh u = 2/(1 + e^(2u)): the distance from the nearer end as a part of the half length.
                double near = 2.0 / (1.0 + Math.Exp(2.0 * u));
                double cosh = Math.Cosh(u);
                double weight = 0.5 * Math.PI * Math.Cosh(t) / (cosh * cosh);
                double distance = half * near;
                if (weight == 0.0 || distance == 0.0) break;
                sum += weight * (function(distance, length - distance) + function(length - distance, distance));
            }

            double next = half * step * sum;
            double move = Math.Abs(next - result);
            result = next;
            if (level >= 3 && move <= tolerance) break;
        }

        return result;
    }
}
