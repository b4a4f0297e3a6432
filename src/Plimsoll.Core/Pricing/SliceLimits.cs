using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>What a slice must keep to be free of arbitrage: a density of 0 or above, Lee's slopes, total variance above the expiry before it.</summary>
internal sealed class SliceLimits
{
    private const int GNodes = 200;
    private const double GReach = 6;
    private const int Half = 100;

    // A repaired slice keeps this much: between two nodes g may dip.
    private const double SmallestG = 2e-4;
    private const double Reach = 3;
    private const double Finest = 0.02;

    // Between two nodes a slice may dip by a few millionths of its variance.
    private const double Margin = 1e-4;

    private readonly double[]? floor;

    public SliceLimits(SviSlice? before)
    {
        Before = before;
        floor = before is null ? null : [.. Nodes.Select(k => before.TotalVariance(k) * (1 + Margin))];
    }

    /// <summary>Where total variance is compared: log-moneyness −3 … 3, 0.001 apart at the forward and a twentieth of |k| in the wings.</summary>
    public static double[] Nodes { get; } =
        [.. Enumerable.Range(-Half, (2 * Half) + 1).Select(i => Node(i))];

    public SviSlice? Before { get; }

    /// <summary>How far, at the worst node, total variance lies below the slice before; at or below 0 it lies nowhere below.</summary>
    public double Deficit(SviSlice slice)
    {
        if (floor is null) return double.NegativeInfinity;
        double worst = double.NegativeInfinity;
        for (int i = 0; i < floor.Length; i++) worst = Math.Max(worst, floor[i] - slice.TotalVariance(Nodes[i]));
        return worst;
    }

    /// <summary>The slice, raised by what it still lies below the one before it on a grid ten times as fine.</summary>
    public SviSlice Settled(SviSlice slice)
    {
        if (Before is not { } before) return slice;
        double worst = 0;
        for (int i = -10 * Half; i <= 10 * Half; i++)
        {
            double k = Node(i / 10.0);
            worst = Math.Max(worst, before.TotalVariance(k) - slice.TotalVariance(k));
        }

        return worst > 0 ? slice.Raised(worst, slice.Years) : slice;
    }

    /// <summary>How badly a slice breaks the limits, as a mean squared volatility; 0 where it keeps them.</summary>
    public double Breach(SviSlice slice)
    {
        double sum = 0, level = slice.Volatility(0);
        if (floor is not null)
        {
            for (int i = 0; i < floor.Length; i++)
            {
                // In proportion, at the level of the money: far out volatilities are large and so are their differences.
                double under = Math.Max(0, 1 - Math.Sqrt(slice.TotalVariance(Nodes[i]) / floor[i])) * level;
                sum += under * under;
            }
        }

        // Density and volatility have no common unit; at one tenth a g of −0.1 weighs like one volatility point.
        double negative = Math.Max(0, SmallestG - LowestG(slice)) / 10;
        return (sum / Nodes.Length) + (negative * negative);
    }

    /// <summary>True for a repaired slice that keeps every limit with a margin.</summary>
    public bool Allow(SviSlice slice) =>
        slice.LeftSlope <= 2 && slice.RightSlope <= 2 && !(Deficit(slice) > 0) && HasDensity(slice);

    /// <summary>True where the density is nowhere negative, with a margin.</summary>
    public static bool HasDensity(SviSlice slice) => LowestG(slice) >= SmallestG;

    /// <summary>Smallest g at the vertex, in the wings and at the nodes between.</summary>
    private static double LowestG(SviSlice slice)
    {
        double lowest = double.PositiveInfinity, reach = Math.Asinh(GReach / slice.Sigma);
        for (int i = 0; i <= GNodes; i++)
        {
            double g = slice.DurrlemanG(slice.M + (slice.Sigma * Math.Sinh(reach * ((2.0 * i / GNodes) - 1))));

            // A NaN (0/0 at a total variance of 0) is a violation too.
            if (!(g >= lowest)) lowest = g;
            if (double.IsNaN(g)) return double.NegativeInfinity;
        }

        return lowest;
    }

    private static double Node(double i) => Finest * Math.Sinh(Math.Asinh(Reach / Finest) * i / Half);
}
