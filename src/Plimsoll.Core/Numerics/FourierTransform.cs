using System.Numerics;

namespace Plimsoll.Numerics;

/// <summary>The discrete Fourier transform of a power of two of points, in place and always in the same order of operations.</summary>
/// <remarks>J. W. Cooley, J. W. Tukey, Math. Comp. 19 (1965) 297–301. MathNet's may run on several threads, which Core does not.</remarks>
internal static class FourierTransform
{
    /// <summary>Replaces x by Σ x(j)·e^(−2πi·jk/n).</summary>
    /// <param name="values">n values, n a power of two.</param>
    /// <exception cref="ArgumentException">The length is no power of two.</exception>
    public static void Forward(Span<Complex> values) => Transform(values, -1.0);

    /// <summary>Undoes <see cref="Forward"/>: Σ x(k)·e^(2πi·jk/n)/n.</summary>
    /// <param name="values">n values, n a power of two.</param>
    /// <exception cref="ArgumentException">The length is no power of two.</exception>
    public static void Inverse(Span<Complex> values)
    {
        Transform(values, 1.0);
        double share = 1.0 / values.Length;
        for (int i = 0; i < values.Length; i++) values[i] *= share;
    }

    private static void Transform(Span<Complex> values, double sign)
    {
        int n = values.Length;
        if (!BitOperations.IsPow2(n)) throw new ArgumentException($"The transform takes a power of two of values, not {n}.", nameof(values));
        for (int i = 1, j = 0; i < n; i++)
        {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) (values[i], values[j]) = (values[j], values[i]);
        }

        // The roots by their own sine and cosine, as repeated multiplication would lose digits in long transforms.
        var roots = new Complex[n / 2];
        for (int k = 0; k < roots.Length; k++) roots[k] = new Complex(Math.Cos(Math.Tau * k / n), sign * Math.Sin(Math.Tau * k / n));
        for (int half = 1; half < n; half *= 2)
        {
            int stride = n / (2 * half);
            for (int start = 0; start < n; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    Complex odd = values[start + half + k] * roots[k * stride];
                    values[start + half + k] = values[start + k] - odd;
                    values[start + k] += odd;
                }
            }
        }
    }
}
