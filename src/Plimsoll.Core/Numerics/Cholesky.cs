namespace Plimsoll.Numerics;

/// <summary>Small symmetric positive definite systems, row by row in an array of k·k.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle of A by L with A = L·Lᵀ; false, with A destroyed, where A is not positive definite.</summary>
    public static bool TryFactor(Span<double> matrix, int size)
    {
        for (int j = 0; j < size; j++)
        {
            for (int i = j; i < size; i++)
            {
                double sum = matrix[(i * size) + j];
                for (int k = 0; k < j; k++) sum -= matrix[(i * size) + k] * matrix[(j * size) + k];
                if (i > j) matrix[(i * size) + j] = sum / matrix[(j * size) + j];
                else if (sum > 0.0 && double.IsFinite(sum)) matrix[(j * size) + j] = Math.Sqrt(sum);
                else return false;
            }
        }

        return true;
    }

    /// <summary>Replaces b by A⁻¹b, given the factor of A.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < i; k++) vector[i] -= factor[(i * size) + k] * vector[k];
            vector[i] /= factor[(i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < size; k++) vector[i] -= factor[(k * size) + i] * vector[k];
            vector[i] /= factor[(i * size) + i];
        }
    }

    /// <summary>A⁻¹, or null where A is not positive definite. A is scaled to a unit diagonal first, so that units do not matter.</summary>
    public static double[]? Inverse(ReadOnlySpan<double> matrix, int size)
    {
        var scale = new double[size];
        for (int i = 0; i < size; i++)
        {
            if (!(matrix[(i * size) + i] > 0.0)) return null;
            scale[i] = 1.0 / Math.Sqrt(matrix[(i * size) + i]);
        }

        var factor = new double[size * size];
        for (int i = 0; i < factor.Length; i++) factor[i] = matrix[i] * scale[i / size] * scale[i % size];
        if (!TryFactor(factor, size)) return null;
        var inverse = new double[size * size];
        var column = new double[size];
        for (int j = 0; j < size; j++)
        {
            Array.Clear(column);
            column[j] = 1.0;
            Solve(factor, size, column);
            for (int i = 0; i < size; i++) inverse[(i * size) + j] = column[i] * scale[i] * scale[j];
        }

        return inverse;
    }
}
