using System.Collections.Immutable;

namespace Plimsoll.Validation;

/// <summary>How far each input of a learnt model has moved from what it was trained on.</summary>
public static class FeatureDrift
{
    // A fifth each in training. Ten bins of few days would differ by chance alone.
    private const int Bins = 5;

    /// <summary>Population stability index of each feature over bins that hold a fifth each in training.</summary>
    /// <param name="training">Rows of the training, at least 50; a value that is not a number is left out.</param>
    /// <param name="recent">Rows of late, in the same columns.</param>
    /// <returns>One index a feature; NaN where one side has fewer than 50 values, near 0 where a feature never varied.</returns>
    public static ImmutableArray<double> Of(ReadOnlySpan<float[]> training, ReadOnlySpan<float[]> recent)
    {
        Series.AtLeast(50, training.Length, nameof(training));
        Series.AtLeast(1, recent.Length, nameof(recent));
        var indices = new double[training[0].Length];
        for (int feature = 0; feature < indices.Length; feature++)
        {
            float[] before = Column(training, feature), now = Column(recent, feature);
            indices[feature] = before.Length < 50 || now.Length < 50 ? double.NaN : Index(before, now);
        }

        return [.. indices];
    }

    private static double Index(float[] before, float[] now)
    {
        Array.Sort(before);
        float[] edges = [.. Enumerable.Range(1, Bins - 1).Select(i => before[i * before.Length / Bins]).Distinct()];
        return edges.Length == 0 ? 0.0 : PopulationStability.Index(Shares(before, edges), Shares(now, edges));
    }

    // Half a value more in each bin: one that is empty by chance would make the index infinite.
    private static double[] Shares(float[] values, float[] edges)
    {
        var counts = new double[edges.Length + 1];
        Array.Fill(counts, 0.5);
        foreach (float value in values) counts[edges.Count(edge => value >= edge)]++;
        return counts;
    }

    private static float[] Column(ReadOnlySpan<float[]> rows, int feature)
    {
        List<float> values = [];
        foreach (float[] row in rows)
            if (!float.IsNaN(row[feature])) values.Add(row[feature]);
        return [.. values];
    }
}
