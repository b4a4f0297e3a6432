namespace Plimsoll.Pricing;

/// <summary>Nelder–Mead minimisation in a few dimensions; deterministic, and content with +∞ as the value of a forbidden point.</summary>
/// <remarks>J. Nelder, R. Mead, "A simplex method for function minimization", Computer J. 7 (1965) 308–313, standard coefficients.</remarks>
internal static class SimplexSearch
{
    /// <summary>Improves a point until the simplex or the spread of its values is tiny, or the evaluations are used up.</summary>
    /// <param name="value">The function; finite at <paramref name="start"/>.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="steps">Size of the first simplex in each coordinate.</param>
    /// <param name="evaluations">At most about so many evaluations.</param>
    /// <param name="tolerance">Ends when every coordinate of the simplex spans less than this fraction of its first size.</param>
    /// <returns>The best point seen and its value.</returns>
    public static (double[] Point, double Value) Minimise(
        Func<double[], double> value, double[] start, double[] steps, int evaluations, double tolerance)
    {
        int n = start.Length;
        var points = new double[n + 1][];
        var values = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            points[i] = (double[])start.Clone();
            if (i > 0) points[i][i - 1] += steps[i - 1];
            values[i] = value(points[i]);
        }

        int used = n + 1;
        var centre = new double[n];
        while (used < evaluations)
        {
            Array.Sort(values, points);
            if (Small(points, steps, tolerance)) break;
            Array.Clear(centre);
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) centre[j] += points[i][j] / n;

            double[] reflected = Along(centre, points[n], -1);
            double atReflected = value(reflected);
            used++;
            if (atReflected < values[0])
            {
                double[] expanded = Along(centre, points[n], -2);
                double atExpanded = value(expanded);
                used++;
                (points[n], values[n]) = atExpanded < atReflected ? (expanded, atExpanded) : (reflected, atReflected);
                continue;
            }

            if (atReflected < values[n - 1])
            {
                (points[n], values[n]) = (reflected, atReflected);
                continue;
            }

            double[] contracted = Along(centre, points[n], atReflected < values[n] ? -0.5 : 0.5);
            double atContracted = value(contracted);
            used++;
            if (atContracted < Math.Min(atReflected, values[n]))
            {
                (points[n], values[n]) = (contracted, atContracted);
                continue;
            }

            for (int i = 1; i <= n; i++)
            {
                points[i] = Along(points[0], points[i], 0.5);
                values[i] = value(points[i]);
                used++;
            }
        }

        int best = 0;
        for (int i = 1; i <= n; i++)
            if (values[i] < values[best]) best = i;
        return (points[best], values[best]);
    }

    private static double[] Along(double[] from, double[] to, double part)
    {
        var point = new double[from.Length];
        for (int j = 0; j < point.Length; j++) point[j] = from[j] + (part * (to[j] - from[j]));
        return point;
    }

    private static bool Small(double[][] points, double[] steps, double tolerance)
    {
        for (int j = 0; j < steps.Length; j++)
        {
            double low = points[0][j], high = low;
            foreach (double[] point in points) (low, high) = (Math.Min(low, point[j]), Math.Max(high, point[j]));
            if (high - low > tolerance * Math.Abs(steps[j])) return false;
        }

        return true;
    }
}
