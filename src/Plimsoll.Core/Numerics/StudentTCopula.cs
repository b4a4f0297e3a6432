namespace Plimsoll.Numerics;

/// <summary>The copula of standard t variates of one ν with correlation matrix R. ν = +∞ is the Gaussian copula, whose tails do not depend.</summary>
/// <remarks>S. Demarta and A. J. McNeil, "The t copula and related copulas", International Statistical Review 73 (2005) 111–129.</remarks>
internal static class StudentTCopula
{
    /// <summary>C(u, v) = P(U ≤ u, V ≤ v).</summary>
    /// <param name="u">In [0, 1].</param>
    /// <param name="v">In [0, 1].</param>
    /// <param name="correlation">ρ in [−1, 1].</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    public static double Cdf(double u, double v, double correlation, double degreesOfFreedom) =>
        u == 1.0 && v is >= 0.0 and <= 1.0 ? v
        : v == 1.0 && u is >= 0.0 and <= 1.0 ? u
        : BivariateStudentT.Cdf(StudentT.InverseCdf(u, degreesOfFreedom), StudentT.InverseCdf(v, degreesOfFreedom), correlation, degreesOfFreedom);

    /// <summary>C(u₁, …, u_d) with its error bound: 1e-10 to order 4, about 1e-5 above.</summary>
    /// <param name="u">d numbers in [0, 1].</param>
    /// <param name="correlation">R of order d, positive semi-definite.</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    public static ProbabilityEstimate Cdf(ReadOnlySpan<double> u, CorrelationMatrix correlation, double degreesOfFreedom) =>
        MultivariateStudentT.Cdf(Quantiles(u, degreesOfFreedom), correlation, degreesOfFreedom);

    /// <summary>Density at (u, v).</summary>
    /// <param name="u">In (0, 1).</param>
    /// <param name="v">In (0, 1).</param>
    /// <param name="correlation">ρ in (−1, 1).</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    /// <exception cref="ArgumentException">ρ is ±1, where the copula has no density, or u or v lies on the edge.</exception>
    public static double Density(double u, double v, double correlation, double degreesOfFreedom) =>
        Density([u, v], CorrelationMatrix.Create([1.0, correlation, correlation, 1.0], 2), degreesOfFreedom);

    /// <summary>Density at (u₁, …, u_d): g_{ν,R}(x)/Π g_ν(x_i) with x_i = t_ν⁻¹(u_i).</summary>
    /// <param name="u">d numbers in (0, 1).</param>
    /// <param name="correlation">R of order d, positive definite.</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    /// <exception cref="ArgumentException">R is singular, or a u lies on the edge.</exception>
    public static double Density(ReadOnlySpan<double> u, CorrelationMatrix correlation, double degreesOfFreedom)
    {
        foreach (double one in u)
            if (!(one is > 0.0 and < 1.0)) throw new ArgumentException($"u is {one}; the density is taken inside the unit cube, between 0 and 1.", nameof(u));
        return Math.Exp(new LogDensity(correlation, degreesOfFreedom).At(Quantiles(u, degreesOfFreedom)));
    }

    /// <summary>λ = 2·t_{ν+1}(−√((ν + 1)(1 − ρ)/(1 + ρ))): the chance that one falls beyond its far quantile given that the other does; the same in both tails.</summary>
    /// <param name="correlation">ρ in [−1, 1].</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    public static double TailDependence(double correlation, double degreesOfFreedom)
    {
        if (!(correlation is >= -1.0 and <= 1.0))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies in [-1, 1].");
        if (!(degreesOfFreedom > 0.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0; for a normal write +∞.");
        if (correlation == 1.0) return 1.0;
        if (correlation == -1.0 || double.IsPositiveInfinity(degreesOfFreedom)) return 0.0;
        return 2.0 * StudentT.Cdf(-Math.Sqrt((degreesOfFreedom + 1.0) * (1.0 - correlation) / (1.0 + correlation)), degreesOfFreedom + 1.0);
    }

    /// <summary>ρ = sin(πτ/2), which holds for every elliptical distribution.</summary>
    /// <param name="tau">Kendall's τ in [−1, 1].</param>
    public static double CorrelationOfKendall(double tau) => tau is >= -1.0 and <= 1.0
        ? Math.Sin(0.5 * Math.PI * tau)
        : throw new ArgumentOutOfRangeException(nameof(tau), tau, "Kendall's τ lies in [-1, 1].");

    private static double[] Quantiles(ReadOnlySpan<double> u, double nu)
    {
        var x = new double[u.Length];
        for (int i = 0; i < x.Length; i++) x[i] = StudentT.InverseCdf(u[i], nu);
        return x;
    }

    /// <summary>The log density at t quantiles; what does not depend on the point is made once.</summary>
    internal readonly struct LogDensity
    {
        private readonly double[] lower;
        private readonly int order;
        private readonly double nu, constant;

        /// <summary>For one R and ν.</summary>
        /// <exception cref="ArgumentException">R is singular.</exception>
        public LogDensity(CorrelationMatrix correlation, double degreesOfFreedom)
        {
            if (!(degreesOfFreedom > 0.0))
                throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0; for a normal write +∞.");
            (order, nu, lower, constant) = (correlation.Order, degreesOfFreedom, correlation.Cholesky(), 0.0);
            bool normal = double.IsPositiveInfinity(nu);
            // Γ((ν + d)/2)·Γ(ν/2)^(d−1)/Γ((ν + 1)/2)^d in steps of one half, which cancel before they grow.
            double half = normal ? 0.0 : Math.Log(GammaFunctions.HalfStepRatio(0.5 * nu));
            for (int i = 0; i < order; i++)
            {
                double pivot = lower[(i * order) + i];
                if (!(pivot > 0.0)) throw new ArgumentException("The correlation matrix is singular: its copula has no density. Give NearestCorrelation a least eigenvalue above 0.", nameof(correlation));
                constant -= Math.Log(pivot);
                if (!normal) constant += Math.Log(GammaFunctions.HalfStepRatio(0.5 * (nu + i))) - half;
            }
        }

        /// <summary>ln c at x, the t quantiles of u.</summary>
        public double At(ReadOnlySpan<double> x)
        {
            if (x.Length != order) throw new ArgumentException($"{x.Length} numbers were given for a correlation matrix of order {order}.", nameof(x));
            Span<double> z = order <= 64 ? stackalloc double[order] : new double[order];
            double form = 0.0, margins = 0.0;
            for (int i = 0; i < order; i++)
            {
                double sum = x[i];
                for (int j = 0; j < i; j++) sum -= lower[(i * order) + j] * z[j];
                z[i] = sum / lower[(i * order) + i];
                form += z[i] * z[i];
                margins += double.IsPositiveInfinity(nu) ? x[i] * x[i] : Elementary.Log1P(x[i] * x[i] / nu);
            }

            return double.IsPositiveInfinity(nu)
                ? constant + (0.5 * (margins - form))
                : constant + (0.5 * (nu + 1.0) * margins) - (0.5 * (nu + order) * Elementary.Log1P(form / nu));
        }
    }
}
