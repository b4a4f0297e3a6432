namespace Plimsoll.Numerics;

/// <summary>The correlation matrix nearest to a symmetric matrix in the Frobenius norm, by alternating projections with Dykstra's correction.</summary>
/// <remarks>N. J. Higham, "Computing the nearest correlation matrix: a problem from finance", IMA J. Numerical Analysis 22 (2002) 329–343.</remarks>
internal static class NearestCorrelation
{
    /// <summary>Repairs a matrix that was estimated pair by pair or stressed by hand; one that is positive semi-definite already comes back as it is.</summary>
    /// <param name="matrix">n×n symmetric, row by row; its diagonal need not be 1.</param>
    /// <param name="order">n.</param>
    /// <param name="leastEigenvalue">Eigenvalues are kept at or above this, 0 or above and below 1; above 0 the result is positive definite.</param>
    /// <param name="tolerance">Ends when an iteration moves no entry by more than this.</param>
    /// <param name="iterations">At most so many.</param>
    /// <exception cref="ArgumentException">Not square, not symmetric or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The least eigenvalue lies outside [0, 1).</exception>
    /// <exception cref="ArithmeticException">The projections have not settled within the iterations.</exception>
    public static CorrelationMatrix Of(ReadOnlySpan<double> matrix, int order, double leastEigenvalue = 0.0, double tolerance = 1e-11, int iterations = 20_000)
    {
        Check(matrix, order, leastEigenvalue);
        double[] y = matrix.ToArray();
        var correction = new double[y.Length];
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            var r = new double[y.Length];
            for (int i = 0; i < y.Length; i++) r[i] = y[i] - correction[i];
            (double[] values, double[] vectors) = SymmetricMatrix.Eigen(r, order);
            double[] x = r;
            if (values.Min() < leastEigenvalue)
            {
                for (int i = 0; i < order; i++) values[i] = Math.Max(values[i], leastEigenvalue);
                x = SymmetricMatrix.Compose(values, vectors, order);
            }

            double move = 0.0;
            for (int i = 0; i < y.Length; i++)
            {
                correction[i] = x[i] - r[i];
                double next = i / order == i % order ? 1.0 : x[i];
                move = Math.Max(move, Math.Max(Math.Abs(next - y[i]), Math.Abs(next - x[i])));
                y[i] = next;
            }

            if (move <= tolerance) return CorrelationMatrix.Create(Bounded(y), order);
        }

        throw new ArithmeticException($"The nearest correlation matrix was not found to {tolerance} within {iterations} iterations; allow more, or a wider tolerance.");
    }

    private static double[] Bounded(double[] entries) => [.. entries.Select(entry => Math.Clamp(entry, -1.0, 1.0))];

    private static void Check(ReadOnlySpan<double> matrix, int order, double leastEigenvalue)
    {
        if (order < 1 || matrix.Length != order * order)
            throw new ArgumentException($"{matrix.Length} entries were given for order {order}; a matrix of order n has n·n.", nameof(matrix));
        if (!(leastEigenvalue is >= 0.0 and < 1.0))
            throw new ArgumentOutOfRangeException(nameof(leastEigenvalue), leastEigenvalue, "The least eigenvalue lies in [0, 1); 0 or 1e-8 is usual.");
        for (int i = 0; i < order; i++)
            for (int j = 0; j <= i; j++)
                if (!double.IsFinite(matrix[(i * order) + j]) || Math.Abs(matrix[(i * order) + j] - matrix[(j * order) + i]) > 1e-12)
                    throw new ArgumentException($"Entries [{i},{j}] and [{j},{i}] must be equal and finite.", nameof(matrix));
    }
}
