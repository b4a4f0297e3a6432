namespace Plimsoll.Validation;

/// <summary>Regression by orthogonal columns: columns that depend on earlier ones add nothing instead of failing.</summary>
internal static class Projection
{
    // A column of which less than this is left after the earlier ones depends on them.
    private const double Dependent = 1e-10;

    /// <summary>The squared length of y's projection on the columns' span: y'X(X'X)⁺X'y.</summary>
    public static double Explained(double[][] columns, ReadOnlySpan<double> y)
    {
        List<double[]> basis = [];
        double sum = 0.0;
        foreach (double[] column in columns)
        {
            double length = Norm(column);
            if (length == 0.0) continue;
            double[] rest = [.. column.Select(x => x / length)];
            // Twice: one pass leaves the rounding of nearly parallel columns.
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] unit in basis)
                {
                    double share = Dot(unit, rest);
                    for (int i = 0; i < rest.Length; i++) rest[i] -= share * unit[i];
                }
            }

            double left = Norm(rest);
            if (left < Dependent) continue;
            for (int i = 0; i < rest.Length; i++) rest[i] /= left;
            basis.Add(rest);
            double along = Dot(rest, y);
            sum += along * along;
        }

        return sum;
    }

    /// <summary>x'A⁻¹x of a symmetric positive definite A, row by row; null where A is singular to working precision.</summary>
    public static double? QuadraticForm(double[,] matrix, ReadOnlySpan<double> x)
    {
        int n = x.Length;
        var factor = new double[n, n];
        var solved = new double[n];
        double sum = 0.0;
        for (int i = 0; i < n; i++)
        {
            double rest = x[i];
            for (int j = 0; j <= i; j++)
            {
                double entry = matrix[i, j];
                for (int k = 0; k < j; k++) entry -= factor[i, k] * factor[j, k];
                if (i == j)
                {
                    if (!(entry > 1e-14 * matrix[i, i])) return null;
                    factor[i, i] = Math.Sqrt(entry);
                }
                else
                {
                    factor[i, j] = entry / factor[j, j];
                    rest -= factor[i, j] * solved[j];
                }
            }

            solved[i] = rest / factor[i, i];
            sum += solved[i] * solved[i];
        }

        return sum;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0.0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double Norm(ReadOnlySpan<double> a) => Math.Sqrt(Dot(a, a));
}
