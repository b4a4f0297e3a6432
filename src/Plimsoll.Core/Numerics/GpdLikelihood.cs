namespace Plimsoll.Numerics;

/// <summary>Log-likelihood of the excesses y of a generalised Pareto distribution, ℓ = −N·ln β − (1 + 1/ξ)·Σ ln(1 + ξy/β), and its derivatives.</summary>
/// <remarks>J. R. M. Hosking and J. R. Wallis, "Parameter and quantile estimation for the generalized Pareto distribution", Technometrics 29 (1987) 339–349.</remarks>
internal static class GpdLikelihood
{
    // From here on closed forms in x = ξy/β; below, their power series, since the closed forms divide cancelled terms by x³.
    private const double SeriesBelow = 0.1;

    /// <summary>ℓ(ξ, β); −∞ where an excess lies beyond the end of the tail.</summary>
    /// <param name="excesses">Losses less the threshold, each above 0.</param>
    /// <param name="shape">ξ.</param>
    /// <param name="scale">β.</param>
    public static double Log(ReadOnlySpan<double> excesses, double shape, double scale)
    {
        if (!(scale > 0.0)) return double.NegativeInfinity;
        double sum = 0.0;
        foreach (double y in excesses)
        {
            double z = y / scale, x = shape * z;
            if (!(x > -1.0)) return double.NegativeInfinity;
            sum += (shape == 0.0 ? z : Elementary.Log1P(x) / shape) + Elementary.Log1P(x);
        }

        return -sum - (excesses.Length * Math.Log(scale));
    }

    /// <summary>The gradient and the Hessian of ℓ at a point inside its domain.</summary>
    public static (double ByShape, double ByScale, double ShapeShape, double ShapeScale, double ScaleScale) Derivatives(
        ReadOnlySpan<double> excesses, double shape, double scale)
    {
        double byShape = 0.0, shapeShape = 0.0, shapeScale = 0.0, sumB = 0.0, sumBw = 0.0;
        foreach (double y in excesses)
        {
            double z = y / scale, x = shape * z, w = 1.0 + x, b = z / w;
            byShape += (z * z * First(x)) - b;
            shapeShape += (z * z * z * Second(x)) + (b * b);
            shapeScale += b - ((1.0 + shape) * b * b);
            sumB += b;
            sumBw += b / w;
        }

        double n = excesses.Length;
        return (
            byShape,
            (((1.0 + shape) * sumB) - n) / scale,
            shapeShape,
            shapeScale / scale,
            (n - ((1.0 + shape) * (sumB + sumBw))) / (scale * scale));
    }

    /// <summary>The β that is most likely at a given ξ above −1: the only root of (1 + ξ)·Σ y/(β + ξy) = N.</summary>
    public static double BestScale(ReadOnlySpan<double> excesses, double shape)
    {
        double greatest = 0.0, sum = 0.0;
        foreach (double y in excesses) (greatest, sum) = (Math.Max(greatest, y), sum + y);
        // The left side falls in β; at β above the mean·(1 + ξ) + |ξ|·max it is below N, and just above −ξ·max or 0 it is above.
        double low = Math.Max(0.0, -shape * greatest);
        double high = (2.0 * (1.0 + shape) * sum / excesses.Length) + (2.0 * Math.Abs(shape) * greatest) + low;
        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++)
        {
            double middle = 0.5 * (low + high), left = 0.0;
            foreach (double y in excesses) left += y / (middle + (shape * y));
            if ((1.0 + shape) * left > excesses.Length) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }

    /// <summary>(ln(1 + x) − x/(1 + x))/x².</summary>
    private static double First(double x)
    {
        if (Math.Abs(x) >= SeriesBelow) return (Elementary.Log1P(x) - (x / (1.0 + x))) / (x * x);
        double sum = 0.0, power = 1.0;
        for (int k = 2; k <= 20; k++, power *= -x) sum += power * (1.0 - (1.0 / k));
        return sum;
    }

    /// <summary>(−2·ln(1 + x) + 2x/(1 + x) + x²/(1 + x)²)/x³.</summary>
    private static double Second(double x)
    {
        if (Math.Abs(x) >= SeriesBelow)
        {
            double part = x / (1.0 + x);
            return ((-2.0 * Elementary.Log1P(x)) + (2.0 * part) + (part * part)) / (x * x * x);
        }

        double sum = 0.0, power = 1.0;
        for (int k = 3; k <= 22; k++, power *= -x) sum += power * (3.0 - k - (2.0 / k));
        return sum;
    }
}
