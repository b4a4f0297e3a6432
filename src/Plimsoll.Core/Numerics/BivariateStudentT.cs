namespace Plimsoll.Numerics;

/// <summary>The distribution function of two standard t variates of one ν with correlation parameter ρ; ν = +∞ is the bivariate normal.</summary>
internal static class BivariateStudentT
{
    /// <summary>P(X ≤ h, Y ≤ k), to about 1e-14; small probabilities keep their relative accuracy.</summary>
    /// <param name="h">First limit; may be infinite.</param>
    /// <param name="k">Second limit; may be infinite.</param>
    /// <param name="correlation">ρ in [−1, 1].</param>
    /// <param name="degreesOfFreedom">ν above 0, whole or not.</param>
    /// <param name="tolerance">Absolute.</param>
    /// <exception cref="ArgumentOutOfRangeException">ρ lies outside [−1, 1], or ν is not above 0.</exception>
    /// <remarks>
    /// ∂P/∂ρ = (1 + (h² + k² − 2ρhk)/(ν(1 − ρ²)))^(−ν/2)/(2π√(1 − ρ²)) is integrated from ρ = −1, where P = max(0, T(h) + T(k) − 1), with ρ = −cos φ. In φ the
    /// quadratic form is (h + k)²/(4 sin²(φ/2)) + (h − k)²/(4 cos²(φ/2)): nothing cancels, at either end.
    /// A. Genz, "Numerical computation of rectangular bivariate and trivariate normal and t probabilities", Statistics and Computing 14 (2004) 251–260.
    /// </remarks>
    public static double Cdf(double h, double k, double correlation, double degreesOfFreedom, double tolerance = 1e-15)
    {
        if (!(correlation is >= -1.0 and <= 1.0))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies in [-1, 1].");
        if (!(degreesOfFreedom > 0.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0; for a normal write +∞.");
        if (double.IsNaN(h) || double.IsNaN(k)) return double.NaN;
        if (double.IsInfinity(h) || double.IsInfinity(k)) return Math.Min(StudentT.Cdf(h, degreesOfFreedom), StudentT.Cdf(k, degreesOfFreedom));
        if (correlation == 1.0) return StudentT.Cdf(Math.Min(h, k), degreesOfFreedom);

        double start = h > -k ? StudentT.Cdf(h, degreesOfFreedom) - StudentT.Cdf(-k, degreesOfFreedom) : 0.0;
        double length = 2.0 * Math.Atan2(Math.Sqrt(1.0 + correlation), Math.Sqrt(1.0 - correlation));
        double beyond = 2.0 * Math.Atan2(Math.Sqrt(1.0 - correlation), Math.Sqrt(1.0 + correlation));
        double sum = 0.25 * (h + k) * (h + k), difference = 0.25 * (h - k) * (h - k);
        double Integrand(double fromStart, double toEnd)
        {
            double sine = Math.Sin(0.5 * fromStart), cosine = Math.Sin(0.5 * (toEnd + beyond));
            double form = (sum == 0.0 ? 0.0 : sum / (sine * sine)) + (difference == 0.0 ? 0.0 : difference / (cosine * cosine));
            return Weight(form, degreesOfFreedom);
        }

        return Math.Clamp(start + (TanhSinh.Integrate(Integrand, length, 2.0 * Math.PI * tolerance) / (2.0 * Math.PI)), 0.0, 1.0);
    }

    /// <summary>(1 + q/ν)^(−ν/2), at ν = +∞ e^(−q/2).</summary>
    internal static double Weight(double form, double degreesOfFreedom) => double.IsInfinity(form)
        ? 0.0
        : Math.Exp(double.IsPositiveInfinity(degreesOfFreedom) ? -0.5 * form : -0.5 * degreesOfFreedom * Elementary.Log1P(form / degreesOfFreedom));
}
