using System.Collections.Immutable;

namespace Plimsoll.Validation;

/// <summary>Many tests at once, with a bound on the share of false rejections among all.</summary>
/// <remarks>Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", J. Royal Statistical Society B 57 (1995) 289–300.</remarks>
public static class BenjaminiHochberg
{
    /// <summary>Adjusted p-values, least first raised so that comparing each with q rejects what the procedure rejects at rate q.</summary>
    /// <param name="pValues">m p-values, each in [0, 1].</param>
    /// <returns>m adjusted values in the order given, each at least the plain one.</returns>
    /// <exception cref="ArgumentException">A p-value lies outside [0, 1].</exception>
    public static ImmutableArray<double> Adjust(ReadOnlySpan<double> pValues)
    {
        double[] sorted = pValues.ToArray();
        foreach (double p in sorted)
            if (!(p is >= 0.0 and <= 1.0)) throw new ArgumentException($"A p-value is {p}; it lies in [0, 1].", nameof(pValues));
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        double least = 1.0;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            least = Math.Min(least, sorted[i] * sorted.Length / (i + 1));
            adjusted[order[i]] = least;
        }

        return [.. adjusted];
    }

    /// <summary>Which null hypotheses are rejected.</summary>
    /// <param name="pValues">m p-values, each in [0, 1].</param>
    /// <param name="falseDiscoveryRate">q in (0, 1); 0.05 is 5 %.</param>
    /// <returns>m answers in the order given.</returns>
    /// <exception cref="ArgumentException">A p-value lies outside [0, 1].</exception>
    public static ImmutableArray<bool> Reject(ReadOnlySpan<double> pValues, double falseDiscoveryRate)
    {
        Series.Probability(falseDiscoveryRate, nameof(falseDiscoveryRate));
        return [.. Adjust(pValues).Select(p => p <= falseDiscoveryRate)];
    }
}
