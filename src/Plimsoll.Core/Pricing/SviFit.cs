using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>Fits the smile of one expiry: least squares, then the nearest found slice without butterfly and calendar arbitrage.</summary>
public static class SviFit
{
    /// <summary>A slice has five parameters; with fewer strikes it is not determined.</summary>
    public const int FewestQuotes = 5;

    // What total variance above the next expiry costs, per squared relative error, where nothing is quoted.
    private const double BendingPrice = 100;

    /// <summary>Fits one expiry by itself.</summary>
    /// <param name="years">Years to expiry; above 0.</param>
    /// <param name="quotes">Quotes of the expiry; those without a volatility are left out.</param>
    public static ExpiryFit Fit(double years, IEnumerable<OptionQuote> quotes)
    {
        var target = SmileTarget.Of(years, quotes);
        return Fit(target, target.K.Length < FewestQuotes ? null : Calibrate(target), false, null);
    }

    /// <summary>The best fit without regard to arbitrage.</summary>
    internal static SviSlice Calibrate(SmileTarget target) =>
        SviCalibration.Fit(target.K, target.TotalVariances, target.VarianceWeights, target.Years);

    /// <summary>
    /// Bends a fit where it rises above the expiry after it beyond its own quoted strikes: there it is mere extrapolation, and the later
    /// expiry, quoted further out, knows better.
    /// </summary>
    internal static SviSlice BendBelow(SmileTarget target, SviSlice slice, SviSlice after)
    {
        const double Margin = 0.99;
        double left = target.K[0], right = target.K[^1];
        double level = slice.Volatility(0);
        List<(double K, double Volatility)> ceilings = [];
        foreach (double node in SliceLimits.Nodes)
            if (node < left || node > right) ceilings.Add((node, Math.Sqrt(after.TotalVariance(node) * Margin / target.Years)));
        return SliceDescent.Towards(target, slice, candidate =>
        {
            double sum = 0;
            foreach ((double node, double ceiling) in ceilings)
            {
                double over = Math.Max(0, (candidate.Volatility(node) / ceiling) - 1) * level;
                sum += over * over;
            }

            return sum / SliceLimits.Nodes.Length;
        }, BendingPrice);
    }

    /// <summary>Fits one expiry of a surface.</summary>
    /// <param name="target">What to fit.</param>
    /// <param name="best">Its best fit; null with too few quotes.</param>
    /// <param name="bent">Whether that fit was bent below the expiry after it.</param>
    /// <param name="before">The slice of the expiry before it, below which total variance may not fall; null for the first.</param>
    internal static ExpiryFit Fit(SmileTarget target, SviSlice? best, bool bent, SviSlice? before)
    {
        if (target.K.Length == 0)
            return new ExpiryFit(target.Years, SliceOrigin.None, null, 0, 0, 0, double.NaN, double.NaN, false, false, double.NaN);
        var limits = new SliceLimits(before);
        if (best is null) return Flat(target, limits);
        bool calendar = limits.Deficit(best) > 0;
        bool butterfly = ButterflyCheck.Of(best).HasArbitrage;
        SviSlice slice = calendar || butterfly ? Repair(target, limits, best) : best;
        return target.Report(SliceOrigin.Fitted, limits.Settled(slice), butterfly, calendar || bent);
    }

    private static ExpiryFit Flat(SmileTarget target, SliceLimits limits)
    {
        int nearest = 0;
        for (int i = 1; i < target.K.Length; i++)
            if (Math.Abs(target.K[i]) < Math.Abs(target.K[nearest])) nearest = i;
        var flat = SviSlice.Flat(target.Volatilities[nearest], target.Years);
        if (!(limits.Deficit(flat) > 0)) return target.Report(SliceOrigin.TooFewQuotes, flat, false, false);
        SviSlice raised = limits.Before!.Raised(
            Math.Max(0, target.TotalVariances[nearest] - limits.Before.TotalVariance(target.K[nearest])), target.Years);
        return target.Report(SliceOrigin.TooFewQuotes, limits.Allow(raised) ? raised : limits.Before.Raised(0, target.Years), false, true);
    }

    private static SviSlice Repair(SmileTarget target, SliceLimits limits, SviSlice best)
    {
        SviSlice start = Feasible(target, limits, best);
        double cost = target.Cost(start);
        SviSlice moved = SliceDescent.Towards(target, best, limits.Breach, 1e6);
        foreach (SviSlice candidate in (ReadOnlySpan<SviSlice>)[moved, WithoutButterfly(moved), WithoutButterfly(best)])
        {
            SviSlice lifted = candidate.Raised(Math.Max(0, limits.Deficit(candidate)), target.Years);
            if (!(target.Cost(lifted) < cost) || !limits.Allow(lifted)) continue;
            (start, cost) = (lifted, target.Cost(lifted));
        }

        return limits.Allow(start) ? SliceDescent.Inside(target, start, limits) : start;
    }

    // Always allowed: the slice before, raised as far as the quotes want it on average; or any arbitrage-free slice where there is none before.
    private static SviSlice Feasible(SmileTarget target, SliceLimits limits, SviSlice best)
    {
        if (limits.Before is not { } before) return WithoutButterfly(best);
        double miss = 0, weights = 0;
        for (int i = 0; i < target.K.Length; i++)
        {
            miss += target.VarianceWeights[i] * (target.TotalVariances[i] - before.TotalVariance(target.K[i]));
            weights += target.VarianceWeights[i];
        }

        SviSlice raised = before.Raised(Math.Max(0, miss / weights), target.Years);
        return limits.Allow(raised) ? raised : before.Raised(0, target.Years);
    }

    // The shortest step from a slice towards its SSVI twin that has no negative density; an SSVI slice inside theorem 4.2 where that twin fails.
    private static SviSlice WithoutButterfly(SviSlice slice)
    {
        if (SliceLimits.HasDensity(slice)) return slice;
        var wings = SviJumpWings.Of(slice);
        SviJumpWings repaired = wings.RepairedBySsvi();
        SviSlice? Part(double part) => (wings with
        {
            RightWing = wings.RightWing + (part * (repaired.RightWing - wings.RightWing)),
            MinimumVariance = wings.MinimumVariance + (part * (repaired.MinimumVariance - wings.MinimumVariance)),
        }).TryToRaw(slice.Years);
        if (repaired.RightWing > 0 && Part(1) is { } whole && SliceLimits.HasDensity(whole))
        {
            double low = 0, high = 1;
            SviSlice found = whole;
            for (int i = 0; i < 12; i++)
            {
                double middle = (low + high) / 2;
                if (Part(middle) is { } part && SliceLimits.HasDensity(part)) (high, found) = (middle, part);
                else low = middle;
            }

            return found;
        }

        double theta = slice.TotalVariance(0), skew = 1 + Math.Abs(slice.Rho);
        double sharpness = Math.Min(2 * slice.B / theta, Math.Min(Math.Sqrt(3.99 / (theta * skew)), 3.99 / (theta * skew)));
        return new SsviSlice(theta, slice.Rho, sharpness).ToRaw(slice.Years);
    }
}
