namespace Plimsoll.Validation;

/// <summary>Whether inputs still look as they did when a model was fitted.</summary>
public static class PopulationStability
{
    /// <summary>From here on a shift is worth a look.</summary>
    public const double Moderate = 0.1;

    /// <summary>From here on a model is refitted.</summary>
    public const double Major = 0.25;

    /// <summary>Population stability index Σ (a − e)·ln(a/e) over bins.</summary>
    /// <param name="expected">Shares of the bins when fitted; each 0 or more, not all 0. Brought to a sum of 1.</param>
    /// <param name="actual">Shares now, in the same bins.</param>
    /// <returns>0 or more; +∞ where one side fills a bin that the other never does. A bin empty on both sides counts nothing.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a share is negative or not finite.</exception>
    public static double Index(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Series.AtLeast(1, expected.Length, nameof(expected));
        Series.Same(expected.Length, actual.Length, nameof(actual));
        double sumExpected = Sum(expected, nameof(expected)), sumActual = Sum(actual, nameof(actual));
        double index = 0.0;
        for (int i = 0; i < expected.Length; i++)
        {
            double e = expected[i] / sumExpected, a = actual[i] / sumActual;
            if (a != e) index += (a - e) * Math.Log(a / e);
        }

        return index;
    }

    private static double Sum(ReadOnlySpan<double> shares, string name)
    {
        double sum = 0.0;
        foreach (double share in shares)
            sum += double.IsFinite(share) && share >= 0.0 ? share : throw new ArgumentException($"A bin's share is {share}; shares are finite and 0 or more.", name);
        return sum > 0.0 ? sum : throw new ArgumentException("All bins are empty.", name);
    }
}
