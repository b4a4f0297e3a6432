namespace Plimsoll.Numerics;

/// <summary>Linear algebra of small symmetric matrices, row by row in one array; plain loops in a fixed order, so that the bits are the same everywhere.</summary>
internal static class SymmetricMatrix
{
    /// <summary>Eigenvalues and eigenvectors by cyclic Jacobi rotations.</summary>
    /// <param name="matrix">n×n, symmetric.</param>
    /// <param name="n">Order.</param>
    /// <returns>Values in no order; vector k is column k of the n×n vectors.</returns>
    /// <remarks>G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th ed., section 8.5.</remarks>
    public static (double[] Values, double[] Vectors) Eigen(ReadOnlySpan<double> matrix, int n)
    {
        double[] a = matrix.ToArray();
        var v = new double[n * n];
        for (int i = 0; i < n; i++) v[(i * n) + i] = 1.0;
        for (int sweep = 0; sweep < 60; sweep++)
        {
            double off = 0.0, all = 0.0;
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                {
                    double square = a[(i * n) + j] * a[(i * n) + j];
                    all += square;
                    if (i != j) off += square;
                }

            if (off <= 1e-32 * all) break;
            for (int p = 0; p < n - 1; p++)
                for (int q = p + 1; q < n; q++)
                    Rotate(a, v, n, p, q);
        }

        var values = new double[n];
        for (int i = 0; i < n; i++) values[i] = a[(i * n) + i];
        return (values, v);
    }

    /// <summary>V·diag(λ)·Vᵀ.</summary>
    public static double[] Compose(ReadOnlySpan<double> values, ReadOnlySpan<double> vectors, int n)
    {
        var matrix = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = i; j < n; j++)
            {
                double sum = 0.0;
                for (int k = 0; k < n; k++) sum += values[k] * vectors[(i * n) + k] * vectors[(j * n) + k];
                matrix[(i * n) + j] = matrix[(j * n) + i] = sum;
            }

        return matrix;
    }

    /// <summary>The lower triangle L with LLᵀ = the matrix; a column whose variance is spent is left 0, so that singular matrices pass.</summary>
    /// <param name="matrix">n×n, symmetric, positive semi-definite.</param>
    /// <param name="n">Order.</param>
    /// <exception cref="ArgumentException">The matrix has a clearly negative eigenvalue.</exception>
    public static double[] Cholesky(ReadOnlySpan<double> matrix, int n)
    {
        var l = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            double diagonal = matrix[(j * n) + j];
            double tolerance = 1e-10 * diagonal;
            double rest = diagonal;
            for (int k = 0; k < j; k++) rest -= l[(j * n) + k] * l[(j * n) + k];
            if (!(rest >= -tolerance)) throw NotPositive();
            bool spent = rest <= 1e-12 * diagonal;
            if (!spent) l[(j * n) + j] = Math.Sqrt(rest);
            for (int i = j + 1; i < n; i++)
            {
                double sum = matrix[(i * n) + j];
                for (int k = 0; k < j; k++) sum -= l[(i * n) + k] * l[(j * n) + k];
                if (!spent) l[(i * n) + j] = sum / l[(j * n) + j];
                else if (!(Math.Abs(sum) <= 1e-5 * Math.Sqrt(diagonal * matrix[(i * n) + i]))) throw NotPositive();
            }
        }

        return l;
    }

    private static ArgumentException NotPositive() =>
        new("The correlation matrix has a negative eigenvalue; repair it with NearestCorrelation first.");

    private static void Rotate(double[] a, double[] v, int n, int p, int q)
    {
        double apq = a[(p * n) + q];
        if (apq == 0.0) return;
        double app = a[(p * n) + p], aqq = a[(q * n) + q];
        double theta = (aqq - app) / (2.0 * apq);
        double t = double.IsInfinity(theta * theta) ? 0.5 / theta : Math.CopySign(1.0, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1.0));
        double c = 1.0 / Math.Sqrt((t * t) + 1.0), s = t * c;
        for (int k = 0; k < n; k++)
        {
            (double kp, double kq) = (a[(k * n) + p], a[(k * n) + q]);
            a[(k * n) + p] = (c * kp) - (s * kq);
            a[(k * n) + q] = (s * kp) + (c * kq);
            (double vp, double vq) = (v[(k * n) + p], v[(k * n) + q]);
            v[(k * n) + p] = (c * vp) - (s * vq);
            v[(k * n) + q] = (s * vp) + (c * vq);
        }

        for (int k = 0; k < n; k++)
        {
            (double pk, double qk) = (a[(p * n) + k], a[(q * n) + k]);
            a[(p * n) + k] = (c * pk) - (s * qk);
            a[(q * n) + k] = (s * pk) + (c * qk);
        }

        a[(p * n) + q] = a[(q * n) + p] = 0.0;
    }
}
