namespace Plimsoll.Numerics;

/// <summary>
/// Multivariate t probabilities of any order: the variates one after the other given those before, integrated over a fixed Richtmyer lattice with twelve fixed shifts.
/// No chance is involved: the same input gives the same bits.
/// </summary>
/// <remarks>
/// A. Genz and F. Bretz, "Comparison of methods for the computation of multivariate t probabilities", J. Computational and Graphical Statistics 11 (2002) 950–971.
/// </remarks>
internal static class GenzLattice
{
    private const int Points = 4096;
    private const int Shifts = 12;

    /// <summary>P(X ≤ x).</summary>
    /// <param name="x">d finite limits.</param>
    /// <param name="distances">1 − ρ, d×d row by row.</param>
    /// <param name="degreesOfFreedom">ν above 0.</param>
    public static ProbabilityEstimate Cdf(double[] x, double[] distances, double degreesOfFreedom)
    {
        int d = x.Length;
        // The lowest limits first: they cut most, and what is left varies least.
        int[] order = [.. Enumerable.Range(0, d).OrderBy(i => x[i]).ThenBy(i => i)];
        var matrix = new double[d * d];
        for (int i = 0; i < d; i++)
            for (int j = 0; j < d; j++) matrix[(i * d) + j] = 1.0 - distances[(order[i] * d) + order[j]];
        double[] lower = SymmetricMatrix.Cholesky(matrix, d);
        double[] limits = [.. order.Select(i => x[i])];
        double[] steps = [.. Primes(d).Select(prime => Math.Sqrt(prime) % 1.0)];

        double mean = 0.0, squares = 0.0;
        var point = new double[d];
        for (int shift = 0; shift < Shifts; shift++)
        {
            double sum = 0.0;
            for (int n = 1; n <= Points; n++)
            {
                for (int j = 0; j < d; j++)
                {
                    double moved = ((n * steps[j]) + ((shift + 0.5) / Shifts * (j + 1) * 0.6180339887498949)) % 1.0;
                    // The baker's map makes the integrand periodic.
                    point[j] = Math.Clamp(Math.Abs((2.0 * moved) - 1.0), 1e-16, 1.0 - 1e-16);
                }

                sum += Integrand(point, limits, lower, degreesOfFreedom);
            }

            double value = sum / Points, move = value - mean;
            mean += move / (shift + 1);
            squares += move * (value - mean);
        }

        return new ProbabilityEstimate(Math.Clamp(mean, 0.0, 1.0), 3.0 * Math.Sqrt(squares / (Shifts * (Shifts - 1.0))));
    }

    private static double Integrand(double[] point, double[] limits, double[] lower, double nu)
    {
        int d = limits.Length;
        double scale = double.IsPositiveInfinity(nu) ? 1.0 : Math.Sqrt(ChiSquare.InverseCdf(point[d - 1], nu) / nu);
        Span<double> y = d <= 64 ? stackalloc double[d] : new double[d];
        double product = 1.0;
        for (int i = 0; i < d; i++)
        {
            double limit = scale * limits[i];
            for (int j = 0; j < i; j++) limit -= lower[(i * d) + j] * y[j];
            double own = lower[(i * d) + i];
            // A variate that those before it determine only says yes or no.
            double share = own > 0.0 ? NormalDistribution.Cdf(limit / own) : limit >= -1e-12 ? 1.0 : 0.0;
            product *= share;
            if (product == 0.0) return 0.0;
            if (i < d - 1) y[i] = own > 0.0 ? NormalDistribution.InverseCdf(Math.Clamp(point[i] * share, 1e-300, 1.0 - 1e-16)) : 0.0;
        }

        return product;
    }

    private static List<int> Primes(int count)
    {
        var primes = new List<int>();
        for (int candidate = 2; primes.Count < count; candidate++)
            if (primes.TrueForAll(prime => candidate % prime != 0)) primes.Add(candidate);
        return primes;
    }
}
