using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>Where one slice's implied density is smallest, and where it is negative.</summary>
/// <param name="LowestAt">Log-moneyness of the smallest g.</param>
/// <param name="Lowest">The smallest g of Durrleman; below 0 is butterfly arbitrage.</param>
/// <param name="From">Left end of the interval around it with g below 0; NaN without arbitrage.</param>
/// <param name="To">Right end of that interval; NaN without arbitrage.</param>
public readonly record struct ButterflyCheck(double LowestAt, double Lowest, double From, double To)
{
    private const int Nodes = 1200;
    private const double Reach = 20;

    /// <summary>True where some butterfly would be worth less than nothing.</summary>
    public bool HasArbitrage => Lowest < 0;

    /// <summary>Searches a slice over |k − m| ≤ 20, densely around its vertex, and refines what it finds to about 1e-12 in k.</summary>
    /// <param name="slice">The slice; its total variance above 0 everywhere.</param>
    public static ButterflyCheck Of(SviSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        int lowest = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i <= Nodes; i++)
        {
            double g = slice.DurrlemanG(Node(slice, i));
            if (g < least) (least, lowest) = (g, i);
        }

        double left = Node(slice, Math.Max(lowest - 1, 0)), right = Node(slice, Math.Min(lowest + 1, Nodes));
        double at = Slope(slice, left) < 0 && Slope(slice, right) > 0 ? Root(k => Slope(slice, k), left, right) : Node(slice, lowest);
        double value = slice.DurrlemanG(at);
        if (!(value < 0)) return new ButterflyCheck(at, value, double.NaN, double.NaN);
        int from = lowest, to = lowest;
        while (from > 0 && slice.DurrlemanG(Node(slice, from)) < 0) from--;
        while (to < Nodes && slice.DurrlemanG(Node(slice, to)) < 0) to++;
        double nearLeft = Node(slice, from), nearRight = Node(slice, to);
        return new ButterflyCheck(
            at,
            value,
            slice.DurrlemanG(nearLeft) < 0 ? double.NegativeInfinity : Root(k => -slice.DurrlemanG(k), nearLeft, at),
            slice.DurrlemanG(nearRight) < 0 ? double.PositiveInfinity : Root(slice.DurrlemanG, at, nearRight));
    }

    // Even steps of asinh((k − m)/σ): steps of a fraction of σ at the vertex, of a fraction of |k| in the wings.
    private static double Node(SviSlice slice, int i)
    {
        double reach = Math.Asinh(Reach / slice.Sigma);
        return slice.M + (slice.Sigma * Math.Sinh(reach * ((2.0 * i / Nodes) - 1)));
    }

    private static double Slope(SviSlice slice, double k)
    {
        (double w, double w1, double w2) = slice.Derivatives(k);
        double z = k - slice.M, square = (z * z) + (slice.Sigma * slice.Sigma);
        double w3 = -3 * w2 * z / square;
        double first = 1 - (k * w1 / (2 * w));
        double firstSlope = -(w1 + (k * w2) - (k * w1 * w1 / w)) / (2 * w);
        return (2 * first * firstSlope) - (w1 * w2 / 2 * ((1 / w) + 0.25)) + (w1 * w1 * w1 / (4 * w * w)) + (w3 / 2);
    }

    // Bisection on a sign change from below 0 to above 0.
    private static double Root(Func<double, double> function, double low, double high)
    {
        for (int i = 0; i < 200 && high - low > 1e-15 * Math.Max(1, Math.Abs(low)); i++)
        {
            double middle = (low + high) / 2;
            if (function(middle) < 0) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
