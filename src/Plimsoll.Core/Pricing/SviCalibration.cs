using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>
/// Least-squares SVI by the quasi-explicit method: with y = (k − m)/σ total variance is a + d·y + c·√(y² + 1), linear in (a, d, c), so
/// that five unknowns become a search over (m, σ) around an exact quadratic programme.
/// </summary>
/// <remarks>
/// Zeliade Systems, "Quasi-explicit calibration of Gatheral's SVI model" (2009). c = bσ, d = ρbσ; Lee's bound b(1 + |ρ|) ≤ 2 is
/// c + |d| ≤ 2σ. The level a is free while total variance stays above 0, which admits the negative a of strongly skewed smiles, and is held at 0 otherwise.
/// </remarks>
internal sealed class SviCalibration
{
    // ρ of ±1 is a hockey stick without a vertex; nothing quoted needs it.
    private const double LargestRho = 0.999;
    private const double SlopeBound = 2;
    private const int Shifts = 9;
    private const int Widths = 7;

    private readonly double[] k;
    private readonly double[] w;
    private readonly double[] weights;
    private readonly double low;
    private readonly double range;

    private SviCalibration(double[] k, double[] w, double[] weights)
    {
        (this.k, this.w, this.weights) = (k, w, weights);
        low = k.Min();
        range = Math.Max(k.Max() - low, 1e-4);
    }

    /// <summary>The slice with the smallest weighted squared error of total variance.</summary>
    /// <param name="k">Log-moneyness of each point; five points at least determine a slice.</param>
    /// <param name="w">Total variance of each point.</param>
    /// <param name="weights">Weight of each point; at least 0, one at least above it.</param>
    /// <param name="years">Years to expiry.</param>
    /// <exception cref="ArgumentException">The lengths differ or there are fewer than five points.</exception>
    public static SviSlice Fit(ReadOnlySpan<double> k, ReadOnlySpan<double> w, ReadOnlySpan<double> weights, double years)
    {
        if (k.Length != w.Length || k.Length != weights.Length || k.Length < 5)
            throw new ArgumentException($"A slice needs five points or more of equal arrays; found {k.Length}, {w.Length}, {weights.Length}.", nameof(k));
        double total = 0;
        foreach (double weight in weights) total += weight;
        var scaled = new double[weights.Length];
        for (int i = 0; i < scaled.Length; i++) scaled[i] = weights[i] / total;
        return new SviCalibration(k.ToArray(), w.ToArray(), scaled).Search(years);
    }

    private SviSlice Search(double years)
    {
        double narrowest = range / 200, widest = range * 4;
        double best = double.PositiveInfinity, second = double.PositiveInfinity;
        double[] at = [0, 0], next = [0, 0];
        for (int i = 0; i < Shifts; i++)
        {
            for (int j = 0; j < Widths; j++)
            {
                double[] start = [low + (range * ((1.5 * i / (Shifts - 1)) - 0.25)), Math.Log(range / 30) + (j * Math.Log(60) / (Widths - 1))];
                double error = Solve(start[0], Math.Exp(start[1]), out _, out _, out _);
                if (error < best) (second, next, best, at) = (best, at, error, start);
                else if (error < second) (second, next) = (error, start);
            }
        }

        double Error(double[] point) =>
            point[0] < low - range || point[0] > low + (2 * range) || point[1] < Math.Log(narrowest) || point[1] > Math.Log(widest)
                ? double.PositiveInfinity
                : Solve(point[0], Math.Exp(point[1]), out _, out _, out _);
        double[] steps = [range / 10, 0.3];
        (double[] first, double firstError) = SimplexSearch.Minimise(Error, at, steps, 240, 1e-9);
        (double[] other, double otherError) = SimplexSearch.Minimise(Error, next, steps, 240, 1e-9);
        double[] found = firstError <= otherError ? first : other;
        double sigma = Math.Exp(found[1]);
        Solve(found[0], sigma, out double a, out double d, out double c);
        double rho = c > 0 ? Math.Clamp(d / c, -LargestRho, LargestRho) : 0;
        return new SviSlice(a, c / sigma, rho, found[0], sigma, years);
    }

    // The exact minimum over (a, d, c) at one (m, σ), and its weighted mean squared error.
    private double Solve(double m, double sigma, out double a, out double d, out double c)
    {
        double meanY = 0, meanZ = 0, meanW = 0, yy = 0, yz = 0, zz = 0, yw = 0, zw = 0, ww = 0;
        for (int i = 0; i < k.Length; i++)
        {
            double y = (k[i] - m) / sigma, z = Math.Sqrt((y * y) + 1), u = weights[i], uy = u * y, uz = u * z, uw = u * w[i];
            meanY += uy;
            meanZ += uz;
            meanW += uw;
            yy += uy * y;
            yz += uy * z;
            zz += uz * z;
            yw += uy * w[i];
            zw += uz * w[i];
            ww += uw * w[i];
        }

        // With the level eliminated the sums are those about the means.
        Polygon(
            yy - (meanY * meanY), yz - (meanY * meanZ), zz - (meanZ * meanZ), yw - (meanY * meanW), zw - (meanZ * meanW), sigma, out d, out c);
        a = meanW - (d * meanY) - (c * meanZ);
        if (a + Math.Sqrt(Math.Max(0, (c * c) - (d * d))) < 0)
        {
            a = 0;
            Polygon(yy, yz, zz, yw, zw, sigma, out d, out c);
        }

        double error = 0;
        for (int i = 0; i < k.Length; i++)
        {
            double y = (k[i] - m) / sigma, miss = a + (d * y) + (c * Math.Sqrt((y * y) + 1)) - w[i];
            error += weights[i] * miss * miss;
        }

        return error;
    }

    // Minimises ½(yy·d² + 2yz·d·c + zz·c²) − yw·d − zw·c over |d| ≤ ρ·c and c + |d| ≤ 2σ: inside, else on one of the four edges.
    private static void Polygon(double yy, double yz, double zz, double yw, double zw, double sigma, out double d, out double c)
    {
        double determinant = (yy * zz) - (yz * yz);
        double bound = SlopeBound * sigma;
        if (determinant > 1e-14 * yy * zz)
        {
            d = ((yw * zz) - (zw * yz)) / determinant;
            c = ((zw * yy) - (yw * yz)) / determinant;
            if (c >= 0 && Math.Abs(d) <= LargestRho * c && c + Math.Abs(d) <= bound) return;
        }

        double corner = bound / (1 + LargestRho);
        ReadOnlySpan<(double D, double C)> corners =
            [(0, 0), (LargestRho * corner, corner), (0, bound), (-LargestRho * corner, corner), (0, 0)];
        (d, c) = (0, 0);
        double least = double.PositiveInfinity;
        for (int i = 0; i < 4; i++)
        {
            (double d0, double c0) = corners[i];
            double dd = corners[i + 1].D - d0, dc = corners[i + 1].C - c0;
            double curvature = (yy * dd * dd) + (2 * yz * dd * dc) + (zz * dc * dc);
            double slope = (((yy * d0) + (yz * c0) - yw) * dd) + (((yz * d0) + (zz * c0) - zw) * dc);
            double part = curvature > 0 ? Math.Clamp(-slope / curvature, 0, 1) : slope < 0 ? 1 : 0;
            double dAt = d0 + (part * dd), cAt = c0 + (part * dc);
            double cost = (0.5 * ((yy * dAt * dAt) + (2 * yz * dAt * cAt) + (zz * cAt * cAt))) - (yw * dAt) - (zw * cAt);
            if (cost < least) (least, d, c) = (cost, dAt, cAt);
        }
    }
}
