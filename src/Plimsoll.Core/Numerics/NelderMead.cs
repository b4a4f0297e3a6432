namespace Plimsoll.Numerics;

/// <summary>Simplex search: needs no slopes and gets near a maximum from afar; a Newton search finishes.</summary>
/// <remarks>J. Nelder and R. Mead, Computer Journal 7 (1965) 308–313, with the usual factors 1, 2, ½, ½.</remarks>
internal static class NelderMead
{
    /// <summary>Searches from <paramref name="start"/>.</summary>
    /// <param name="function">What to maximise; −∞ outside its domain.</param>
    /// <param name="start">k coordinates.</param>
    /// <param name="step">Size of the first simplex, above 0.</param>
    /// <param name="evaluations">At most about so many values are asked for.</param>
    public static Maximum Maximise(Func<double[], double> function, double[] start, double step, int evaluations)
    {
        int k = start.Length;
        var points = new double[k + 1][];
        var values = new double[k + 1];
        for (int i = 0; i <= k; i++)
        {
            points[i] = [.. start];
            if (i > 0) points[i][i - 1] += step;
            values[i] = Value(function, points[i]);
        }

        bool hasConverged = false;
        for (int used = k + 1; used < evaluations;)
        {
            Array.Sort(values, points, Comparer<double>.Create((a, b) => b.CompareTo(a)));
            hasConverged = values[0] - values[k] <= 1e-10 * (1.0 + Math.Abs(values[0]));
            if (hasConverged) break;
            double[] centre = Centre(points, k);
            double[] reflected = Between(centre, points[k], -1.0);
            double value = Value(function, reflected);
            used++;
            if (value > values[0])
            {
                double[] further = Between(centre, points[k], -2.0);
                double furtherValue = Value(function, further);
                used++;
                (points[k], values[k]) = furtherValue > value ? (further, furtherValue) : (reflected, value);
                continue;
            }

            if (value > values[k - 1])
            {
                (points[k], values[k]) = (reflected, value);
                continue;
            }

            double[] nearer = Between(centre, value > values[k] ? reflected : points[k], 0.5);
            double nearerValue = Value(function, nearer);
            used++;
            if (nearerValue > Math.Max(value, values[k]))
            {
                (points[k], values[k]) = (nearer, nearerValue);
                continue;
            }

            for (int i = 1; i <= k; i++)
            {
                points[i] = Between(points[0], points[i], 0.5);
                values[i] = Value(function, points[i]);
                used++;
            }
        }

        int best = Array.IndexOf(values, values.Max());
        return new(points[best], values[best], hasConverged);
    }

    private static double Value(Func<double[], double> function, double[] point)
    {
        double value = function(point);
        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    private static double[] Centre(double[][] points, int worst)
    {
        var centre = new double[worst];
        for (int i = 0; i < worst; i++)
            for (int j = 0; j < worst; j++)
                centre[j] += points[i][j] / worst;
        return centre;
    }

    /// <summary>centre + share·(point − centre).</summary>
    private static double[] Between(double[] centre, double[] point, double share)
    {
        var between = new double[centre.Length];
        for (int j = 0; j < between.Length; j++) between[j] = centre[j] + (share * (point[j] - centre[j]));
        return between;
    }
}
