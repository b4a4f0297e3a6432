namespace Plimsoll.Numerics;

/// <summary>The distribution function of standard t variates of one ν with correlation matrix R; ν = +∞ is the normal.</summary>
internal static class MultivariateStudentT
{
    /// <summary>Up to this order quadrature reaches 1e-10; above, a lattice about 1e-5.</summary>
    private const int QuadratureOrder = 4;

    private const double Tolerance = 1e-11;

    /// <summary>P(X₁ ≤ x₁, …, X_d ≤ x_d).</summary>
    /// <param name="limits">d limits; may be infinite.</param>
    /// <param name="correlation">R of order d, positive semi-definite.</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    /// <exception cref="ArgumentException">The orders differ, or R is not positive semi-definite.</exception>
    /// <remarks>
    /// Orders to 4: Plackett's identity along R(s) = (1 − s)·11ᵀ + s·R from the comonotone case, P = T(min x), to R; each derivative is that of a pair times a
    /// distribution function of order d − 2 (Genz 2004). Higher orders: <see cref="GenzLattice"/>. The same input gives the same bits.
    /// </remarks>
    public static ProbabilityEstimate Cdf(ReadOnlySpan<double> limits, CorrelationMatrix correlation, double degreesOfFreedom)
    {
        if (limits.Length != correlation.Order)
            throw new ArgumentException($"{limits.Length} limits were given for a correlation matrix of order {correlation.Order}.", nameof(limits));
        if (!(degreesOfFreedom > 0.0))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom are above 0; for a normal write +∞.");
        var kept = new List<int>();
        for (int i = 0; i < limits.Length; i++)
        {
            if (double.IsNaN(limits[i])) return new ProbabilityEstimate(double.NaN, double.NaN);
            if (double.IsNegativeInfinity(limits[i])) return new ProbabilityEstimate(0.0, 0.0);
            if (double.IsPositiveInfinity(limits[i])) continue;
            // Of two variates that are one, the lower limit decides.
            double limit = limits[i];
            int twin = kept.FindIndex(other => correlation[other, i] == 1.0);
            if (twin < 0) kept.Add(i);
            else if (limit < limits[kept[twin]]) kept[twin] = i;
        }

        int d = kept.Count;
        var x = new double[d];
        var distances = new double[d * d];
        for (int i = 0; i < d; i++)
        {
            x[i] = limits[kept[i]];
            for (int j = 0; j < d; j++) distances[(i * d) + j] = 1.0 - correlation[kept[i], kept[j]];
        }

        if (d > 2) _ = correlation.Cholesky(); // Refuses what is no correlation matrix; pairs are valid always.
        return d <= QuadratureOrder
            ? new ProbabilityEstimate(Quadrature(x, distances, degreesOfFreedom, Tolerance), d <= 1 ? 1e-15 : 10.0 * Tolerance)
            : GenzLattice.Cdf(x, distances, degreesOfFreedom);
    }

    /// <summary>By Plackett's identity; the distances are 1 − ρ.</summary>
    private static double Quadrature(double[] x, double[] distances, double nu, double tolerance)
    {
        int d = x.Length;
        if (d == 0) return 1.0;
        if (d == 1) return StudentT.Cdf(x[0], nu);
        if (d == 2) return BivariateStudentT.Cdf(x[0], x[1], Math.Clamp(1.0 - distances[1], -1.0, 1.0), nu, 0.1 * tolerance);
        double path = TanhSinh.Integrate((s, toGo) => Derivative(x, distances, nu, s, toGo, tolerance), 1.0, tolerance);
        return Math.Clamp(StudentT.Cdf(x.Min(), nu) + path, 0.0, 1.0);
    }

    /// <summary>dP/ds at R(s): the sum over pairs of −D_ij·∂P/∂ρ_ij.</summary>
    private static double Derivative(double[] x, double[] distances, double nu, double s, double toGo, double tolerance)
    {
        int d = x.Length;
        double sum = 0.0;
        for (int i = 0; i < d; i++)
            for (int j = i + 1; j < d; j++)
            {
                double apart = distances[(i * d) + j];
                if (apart <= 0.0) continue;
                // 1 − ρ² with ρ = 1 − s·D; the second factor is 1 + ρ, written so that it does not cancel where D is 2.
                double pair = s * apart * (2.0 - apart + (toGo * apart));
                if (pair <= 0.0) continue;
                double gap = x[j] - x[i] + (s * apart * x[i]);
                double form = (x[i] * x[i]) + (gap * gap / pair);
                double weight = BivariateStudentT.Weight(form, nu) / (2.0 * Math.PI * Math.Sqrt(pair));
                if (weight > 0.0) sum -= apart * weight * Rest(x, distances, nu, s, i, j, gap, pair, form, tolerance);
            }

        return sum;
    }

    /// <summary>
    /// The distribution function of the others given X_i = x_i and X_j = x_j. It is written in the differences Y_k = X_k − X_i, whose covariances
    /// s(D_ki + D_li − D_kl) stay exact near s = 0, where those of X would cancel.
    /// </summary>
    private static double Rest(
        double[] x, double[] distances, double nu, double s, int i, int j, double gap, double pair, double form, double tolerance)
    {
        int d = x.Length;
        double D(int a, int b) => distances[(a * d) + b];
        double GivenI(int a, int b) => s * (D(a, i) + D(b, i) - D(a, b) - (s * D(a, i) * D(b, i)));
        double spread = double.IsPositiveInfinity(nu) ? 1.0 : Math.Sqrt(1.0 + (form / nu));
        var others = new List<(int Index, double Limit, double Deviation)>();
        for (int k = 0; k < d; k++)
        {
            if (k == i || k == j) continue;
            double withPair = GivenI(k, j);
            double before = GivenI(k, k);
            double variance = before - (withPair * withPair / pair);
            double limit = x[k] - x[i] + (s * D(k, i) * x[i]) - (withPair / pair * gap);
            if (variance > 1e-13 * before) others.Add((k, limit / (Math.Sqrt(variance) * spread), Math.Sqrt(variance)));
            else if (limit < 0.0) return 0.0;
        }

        int n = others.Count;
        if (n == 0) return 1.0;
        if (n == 1) return StudentT.Cdf(others[0].Limit, nu);
        var rest = new double[n * n];
        for (int a = 0; a < n; a++)
            for (int b = 0; b < a; b++)
            {
                (int k, int l) = (others[a].Index, others[b].Index);
                double covariance = GivenI(k, l) - (GivenI(k, j) * GivenI(l, j) / pair);
                rest[(a * n) + b] = rest[(b * n) + a] = 1.0 - Math.Clamp(covariance / (others[a].Deviation * others[b].Deviation), -1.0, 1.0);
            }

        return Quadrature([.. others.Select(one => one.Limit)], rest, nu, tolerance);
    }
}
