namespace Plimsoll.Models.Native;

/// <summary>How far rolling correlations have ranged.</summary>
internal static class RollingCorrelation
{
    /// <summary>Lower median over all pairs of the range, greatest less least, of their rolling correlation.</summary>
    /// <param name="series">Two series or more of equal length.</param>
    /// <param name="window">Returns in one correlation; at most the length.</param>
    public static double MedianRange(double[][] series, int window)
    {
        var ranges = new List<double>();
        var rolling = series.Select(values => new Rolling(values, window)).ToArray();
        for (int i = 0; i < series.Length; i++)
            for (int j = i + 1; j < series.Length; j++)
                ranges.Add(Range(rolling[i], rolling[j], window));
        ranges.Sort();
        return ranges[(ranges.Count - 1) / 2];
    }

    private static double Range(Rolling a, Rolling b, int window)
    {
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        double[] products = Sums([.. a.Values.Select((value, t) => value * b.Values[t])], window);
        for (int start = 0; start < products.Length; start++)
        {
            double cross = products[start] - (a.Sum[start] * b.Sum[start] / window);
            double correlation = a.Square[start] > 0 && b.Square[start] > 0 ? cross / Math.Sqrt(a.Square[start] * b.Square[start]) : 0;
            least = Math.Min(least, correlation);
            greatest = Math.Max(greatest, correlation);
        }

        return greatest - least;
    }

    /// <summary>Sum of every window; each is summed afresh, so that what has left it leaves nothing behind.</summary>
    private static double[] Sums(double[] values, int window)
    {
        var sums = new double[values.Length - window + 1];
        for (int k = 0; k < window; k++) VectorSum.Add(values.AsSpan(k, sums.Length), sums);
        return sums;
    }

    /// <summary>One series with the sum and the centred sum of squares of every window.</summary>
    private sealed class Rolling
    {
        public Rolling(double[] values, int window)
        {
            (Values, Sum) = (values, Sums(values, window));
            Square = Sums([.. values.Select(value => value * value)], window);
            for (int start = 0; start < Sum.Length; start++) Square[start] -= Sum[start] * Sum[start] / window;
        }

        public double[] Values { get; }

        public double[] Sum { get; }

        public double[] Square { get; }
    }
}
