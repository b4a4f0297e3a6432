using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>Moves a slice, in all five parameters, to fit its quotes as well as some demand on the smile allows.</summary>
internal static class SliceDescent
{
    private const int Evaluations = 350;

    /// <summary>Pays for what breaks the demand, more at every stage: ends near the best slice that keeps it, on either side.</summary>
    /// <param name="target">The quotes.</param>
    /// <param name="start">The best fit without the demand.</param>
    /// <param name="breach">How badly a slice breaks the demand: a mean squared error in volatility, 0 where kept.</param>
    /// <param name="highestPrice">What a breach costs at the last stage, against an error of the fit.</param>
    public static SviSlice Towards(SmileTarget target, SviSlice start, Func<SviSlice, double> breach, double highestPrice)
    {
        SviSlice slice = start;
        for (double price = 1; price <= highestPrice && breach(slice) > 0; price *= 30)
        {
            double stage = price;
            slice = Minimise(target, slice, candidate => target.Cost(candidate) + (stage * breach(candidate)));
        }

        return slice;
    }

    /// <summary>Improves a slice that keeps every limit without leaving them.</summary>
    public static SviSlice Inside(SmileTarget target, SviSlice start, SliceLimits limits)
    {
        SviSlice slice = start;
        for (int round = 0; round < 3; round++)
        {
            double before = target.Cost(slice);
            SviSlice next = Minimise(target, slice, candidate => limits.Allow(candidate) ? target.Cost(candidate) : double.PositiveInfinity);
            if (!limits.Allow(next) || !(target.Cost(next) < before)) break;
            slice = next;
            if (target.Cost(slice) > 0.98 * before) break;
        }

        return slice;
    }

    // Coordinates that leave each other alone: volatility at the money, the two wing slopes, the place and width of the vertex.
    private static SviSlice Minimise(SmileTarget target, SviSlice start, Func<SviSlice, double> cost)
    {
        double years = target.Years;
        double[] point = [start.Volatility(0), start.LeftSlope, start.RightSlope, start.M, Math.Log(start.Sigma)];
        double slope = Math.Max(Math.Max(point[1], point[2]), 1e-4);
        double[] steps = [0.02 * point[0], 0.1 * slope, 0.1 * slope, 0.2 * start.Sigma, 0.2];
        double Cost(double[] p) => Slice(p, years) is { } slice ? cost(slice) : double.PositiveInfinity;
        (double[] found, double best) = SimplexSearch.Minimise(Cost, point, steps, Evaluations, 1e-4);
        return best < cost(start) ? Slice(found, years)! : start;
    }

    private static SviSlice? Slice(double[] p, double years)
    {
        double b = (p[1] + p[2]) / 2, sigma = Math.Exp(p[4]);
        double rho = b > 0 ? (p[2] - p[1]) / (2 * b) : 0;
        if (!(p[0] > 0 && b > 0 && Math.Abs(rho) < 0.9999 && p[1] <= 2 && p[2] <= 2 && sigma is > 1e-6 and < 1e3)) return null;
        double a = (p[0] * p[0] * years) - (b * (Math.Sqrt((p[3] * p[3]) + (sigma * sigma)) - (rho * p[3])));
        return a + (b * sigma * Math.Sqrt(1 - (rho * rho))) > 0 ? new SviSlice(a, b, rho, p[3], sigma, years) : null;
    }
}
