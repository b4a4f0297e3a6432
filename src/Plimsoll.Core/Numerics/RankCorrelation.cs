namespace Plimsoll.Numerics;

/// <summary>Rank correlations of two samples of equal length, with ties.</summary>
internal static class RankCorrelation
{
    /// <summary>Kendall's τ-b: (concordant − discordant) / √((pairs − ties in x)(pairs − ties in y)); NaN where one sample is constant or holds a NaN.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are fewer than two pairs.</exception>
    /// <remarks>W. R. Knight, "A computer method for calculating Kendall's tau with ungrouped data", J. Amer. Statist. Assoc. 61 (1966) 436–439: n·log n.</remarks>
    public static double KendallTauB(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        if (HoldsNaN(x) || HoldsNaN(y)) return double.NaN;
        int n = x.Length;
        (double X, double Y)[] pairs = new (double, double)[n];
        for (int i = 0; i < n; i++) pairs[i] = (x[i], y[i]);
        Array.Sort(pairs);
        double tiesX = 0.0, tiesBoth = 0.0;
        for (int start = 0, end; start < n; start = end)
        {
            for (end = start + 1; end < n && pairs[end].X == pairs[start].X;) end++;
            tiesX += Pairs(end - start);
            for (int from = start, to; from < end; from = to)
            {
                for (to = from + 1; to < end && pairs[to].Y == pairs[from].Y;) to++;
                tiesBoth += Pairs(to - from);
            }
        }

        double[] values = [.. pairs.Select(pair => pair.Y)];
        double discordant = Inversions(values, new double[n], 0, n);
        double tiesY = 0.0;
        for (int start = 0, end; start < n; start = end)
        {
            for (end = start + 1; end < n && values[end] == values[start];) end++;
            tiesY += Pairs(end - start);
        }

        double all = Pairs(n);
        double difference = all - tiesX - tiesY + tiesBoth - (2.0 * discordant);
        return Math.Clamp(difference / Math.Sqrt(all - tiesX) / Math.Sqrt(all - tiesY), -1.0, 1.0);
    }

    /// <summary>Spearman's ρ: the correlation of the ranks, tied numbers at their mean rank; NaN where one sample is constant or holds a NaN.</summary>
    /// <param name="x">n numbers.</param>
    /// <param name="y">n numbers.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there are fewer than two pairs.</exception>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Check(x, y);
        if (HoldsNaN(x) || HoldsNaN(y)) return double.NaN;
        double[] a = Ranks(x), b = Ranks(y);
        // Ranks are halves of whole numbers: the sums are exact.
        double mean = 0.5 * (x.Length + 1), xx = 0.0, yy = 0.0, xy = 0.0;
        for (int i = 0; i < a.Length; i++)
        {
            xx += (a[i] - mean) * (a[i] - mean);
            yy += (b[i] - mean) * (b[i] - mean);
            xy += (a[i] - mean) * (b[i] - mean);
        }

        return Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1.0, 1.0);
    }

    /// <summary>Ranks 1 to n, tied numbers at their mean rank.</summary>
    public static double[] Ranks(ReadOnlySpan<double> sample)
    {
        double[] keys = sample.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        var ranks = new double[keys.Length];
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];) end++;
            for (int i = start; i < end; i++) ranks[order[i]] = 0.5 * (start + 1 + end);
        }

        return ranks;
    }

    private static double Pairs(int count) => 0.5 * count * (count - 1.0);

    /// <summary>Sorts a part rising and counts the pairs that stood in falling order.</summary>
    private static double Inversions(double[] values, double[] scratch, int start, int end)
    {
        if (end - start < 2) return 0.0;
        int middle = start + ((end - start) / 2);
        double count = Inversions(values, scratch, start, middle) + Inversions(values, scratch, middle, end);
        for (int left = start, right = middle, k = start; k < end; k++)
        {
            if (right == end || (left < middle && values[left] <= values[right])) scratch[k] = values[left++];
            else
            {
                count += middle - left;
                scratch[k] = values[right++];
            }
        }

        Array.Copy(scratch, start, values, start, end - start);
        return count;
    }

    private static bool HoldsNaN(ReadOnlySpan<double> sample)
    {
        foreach (double value in sample)
            if (double.IsNaN(value)) return true;
        return false;
    }

    private static void Check(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length || x.Length < 2)
            throw new ArgumentException($"{x.Length} and {y.Length} numbers were given; a rank correlation needs two samples of one length, 2 or above.", nameof(y));
    }
}
