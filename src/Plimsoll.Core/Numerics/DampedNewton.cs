namespace Plimsoll.Numerics;

/// <summary>Newton's search for a maximum of a smooth function with known slopes, damped until every step climbs.</summary>
/// <remarks>The Hessian comes from central differences of the slopes; the damping is that of K. Levenberg (1944) and D. Marquardt (1963).</remarks>
internal static class DampedNewton
{
    private const double Difference = 1e-5;
    private const double LongestStep = 3.0;

    // A step that promises less than this, in the function's unit, is none. A log-likelihood means something down to about 0.1.
    private const double Negligible = 1e-13;

    // Where rounding or a kink stops the climb, what is still promised may not exceed this.
    private const double Acceptable = 1e-4;

    /// <summary>The function at a point; receives its slopes.</summary>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> slopes);

    /// <summary>Climbs from <paramref name="start"/>.</summary>
    /// <param name="function">What to maximise; −∞ or NaN outside its domain.</param>
    /// <param name="start">k coordinates of about unit scale.</param>
    /// <param name="iterations">At most so many steps.</param>
    public static Maximum Maximise(Function function, double[] start, int iterations)
    {
        int k = start.Length;
        double[] point = [.. start], slopes = new double[k], trial = new double[k], trialSlopes = new double[k];
        double value = function(point, slopes), damping = 1e-3, promised = double.PositiveInfinity;
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            double[] curvature = NegativeHessian(function, point);
            bool hasClimbed = false;
            while (!hasClimbed && damping < 1e12)
            {
                if (Step(curvature, slopes, damping) is not { } step)
                {
                    damping = Math.Max(4.0 * damping, 1e-6);
                    continue;
                }

                promised = 0.5 * Dot(step, slopes);
                if (promised < Negligible) return Polished(function, curvature, point, value, slopes);
                Shorten(step);
                for (int j = 0; j < k; j++) trial[j] = point[j] + step[j];
                double trialValue = function(trial, trialSlopes);
                if (trialValue > value)
                {
                    (point, trial) = (trial, point);
                    (slopes, trialSlopes) = (trialSlopes, slopes);
                    value = trialValue;
                    damping = damping < 1e-9 ? 0.0 : 0.1 * damping;
                    hasClimbed = true;
                }
                else
                {
                    // Rounding of the value hides what little is left to climb.
                    if (promised < 1e-9) return new(point, value, true);
                    damping = Math.Max(8.0 * damping, 1e-6);
                }
            }

            if (!hasClimbed) break;
        }

        double[]? last = Step(NegativeHessian(function, point), slopes, 0.0);
        return new(point, value, last is not null && 0.5 * Dot(last, slopes) < Acceptable);
    }

    /// <summary>One step more, without damping: too small to see in the value, it still brings the point a few digits.</summary>
    private static Maximum Polished(Function function, double[] curvature, double[] point, double value, double[] slopes)
    {
        if (Step(curvature, slopes, 0.0) is not { } step) return new(point, value, true);
        double[] last = [.. point];
        for (int j = 0; j < last.Length; j++) last[j] += step[j];
        double lastValue = function(last, new double[last.Length]);
        return lastValue >= value - (1e-14 * Math.Abs(value)) ? new(last, lastValue, true) : new(point, value, true);
    }

    /// <summary>−∂²f by central differences of the slopes, k·k.</summary>
    private static double[] NegativeHessian(Function function, double[] point)
    {
        int k = point.Length;
        var hessian = new double[k * k];
        double[] up = new double[k], down = new double[k], moved = [.. point];
        for (int i = 0; i < k; i++)
        {
            moved[i] = point[i] + Difference;
            function(moved, up);
            moved[i] = point[i] - Difference;
            function(moved, down);
            moved[i] = point[i];
            for (int j = 0; j < k; j++)
            {
                double slope = (down[j] - up[j]) / (4.0 * Difference);
                hessian[(i * k) + j] += slope;
                hessian[(j * k) + i] += slope;
            }
        }

        return hessian;
    }

    private static double[]? Step(double[] curvature, double[] slopes, double damping)
    {
        int k = slopes.Length;
        double[] factor = [.. curvature], step = [.. slopes];
        for (int i = 0; i < k; i++) factor[(i * k) + i] += damping * (1.0 + Math.Abs(factor[(i * k) + i]));
        if (!Cholesky.TryFactor(factor, k)) return null;
        Cholesky.Solve(factor, k, step);
        return step;
    }

    private static void Shorten(double[] step)
    {
        double length = Math.Sqrt(Dot(step, step));
        if (length <= LongestStep) return;
        for (int i = 0; i < step.Length; i++) step[i] *= LongestStep / length;
    }

    private static double Dot(double[] left, double[] right)
    {
        double sum = 0.0;
        for (int i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
