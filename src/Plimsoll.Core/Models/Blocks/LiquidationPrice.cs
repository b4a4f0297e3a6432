using System.Collections.Immutable;

namespace Plimsoll.Models.Blocks;

/// <summary>
/// The price of one contract at which equity equals maintenance margin, in closed form: isolated or cross, one position or the two legs of hedge mode, linear or inverse. Tiers are
/// walked, so that the rate is that of the position's value at the liquidation price and not at the mark.
/// </summary>
/// <remarks>With x = P for linear and x = 1/P for inverse contracts, both value and profit are linear in x between two ends of tiers (quadratic where rates rise with the value),
/// so each stretch has its root.</remarks>
internal static class LiquidationPrice
{
    /// <summary>The prices nearest to the mark at which the legs are liquidated.</summary>
    /// <param name="free">Balance that supports the legs in their settlement currency: wallet plus the profit of all other positions less their maintenance margin.</param>
    /// <param name="legs">The positions in the contract; none gives no price.</param>
    /// <param name="isInverse">Whether profit is paid in the coin.</param>
    /// <param name="mark">Price today, above 0.</param>
    /// <returns>The highest such price at or below the mark and the lowest above it; null where there is none. The mark itself where the legs are liquidated at once.</returns>
    public static (decimal? Below, decimal? Above) Nearest(decimal free, ImmutableArray<LiquidationLeg> legs, bool isInverse, decimal mark)
    {
        if (legs.IsEmpty) return (null, null);
        decimal here = isInverse ? 1m / mark : mark;
        decimal[] ends = Ends(free, legs, isInverse);
        decimal? lower = null, upper = null, since = null;
        for (int i = 0; i <= ends.Length; i++)
        {
            decimal from = i == 0 ? 0m : ends[i - 1];
            decimal? to = i == ends.Length ? null : ends[i];
            bool breach = Surplus(free, legs, isInverse, to is { } end ? (from + end) / 2m : (from * 2m) + 1m) < 0m;
            if (breach) since ??= from;
            if (since is not { } start || (breach && to is not null)) continue;
            // A stretch of breach ends here, or never.
            decimal? until = breach ? null : from;
            if (start <= here) lower = until < here ? until : here;
            else upper ??= start;
            since = null;
        }

        return isInverse ? (PriceOf(upper), PriceOf(lower)) : (lower, upper);

        static decimal? PriceOf(decimal? x) => x is > 0m ? 1m / x : null;
    }

    /// <summary>The price at given rates and deductions: the formula that venues print. It holds where those are the tiers at that price.</summary>
    /// <param name="free">As of <see cref="Nearest"/>, the deductions of the legs added.</param>
    /// <param name="legs">The positions, each with one rate.</param>
    /// <param name="isInverse">Whether profit is paid in the coin.</param>
    /// <returns>The price; null where it is not above 0: the venue then shows none.</returns>
    public static decimal? AtRates(decimal free, ImmutableArray<LiquidationLeg> legs, bool isInverse)
    {
        (decimal constant, decimal slope, _) = Coefficients(free, legs, isInverse, 0m);
        if (slope == 0m) return null;
        decimal x = -constant / slope;
        return x <= 0m ? null : isInverse ? 1m / x : x;
    }

    // Where the sign of the surplus can change: ends of tiers and the roots between them.
    private static decimal[] Ends(decimal free, ImmutableArray<LiquidationLeg> legs, bool isInverse)
    {
        var ends = new SortedSet<decimal>();
        foreach (LiquidationLeg leg in legs)
            foreach (Tier tier in leg.Tiers.Tiers)
                if (tier.UpTo is { } end)
                    ends.Add(end / leg.Size);
        decimal[] tiers = [.. ends];
        for (int i = 0; i <= tiers.Length; i++)
        {
            decimal from = i == 0 ? 0m : tiers[i - 1];
            decimal? to = i == tiers.Length ? null : tiers[i];
            (decimal a, decimal b, decimal c) = Coefficients(free, legs, isInverse, to is { } end ? (from + end) / 2m : (from * 2m) + 1m);
            foreach (decimal root in Roots(a, b, c))
                if (root > from && (to is null || root <= to))
                    ends.Add(root);
        }

        return [.. ends];
    }

    private static decimal Surplus(decimal free, ImmutableArray<LiquidationLeg> legs, bool isInverse, decimal x)
    {
        (decimal a, decimal b, decimal c) = Coefficients(free, legs, isInverse, x);
        return a + (x * (b - (c * x)));
    }

    // Equity less maintenance margin around x is a + b·x − c·x².
    private static (decimal A, decimal B, decimal C) Coefficients(decimal free, ImmutableArray<LiquidationLeg> legs, bool isInverse, decimal x)
    {
        decimal a = free, b = 0m, c = 0m;
        foreach (LiquidationLeg leg in legs)
        {
            // A long earns as x rises in a linear contract and as x falls in an inverse one.
            decimal signed = leg.IsLong == isInverse ? -leg.Size : leg.Size;
            TierPoint point = leg.Tiers.AtOrBeyond(leg.Size * x);
            Tier tier = leg.Tiers.Tiers[point.Tier - 1];
            decimal rate = tier.Maintenance - (tier.MaintenanceSlope * leg.Tiers.FloorOf(point.Tier - 1));
            a += point.Deduction - (isInverse ? signed / leg.Entry : signed * leg.Entry);
            b += signed - (leg.Size * (rate + leg.ClosingFee));
            c += leg.Size * leg.Size * tier.MaintenanceSlope;
        }

        return (a, b, c);
    }

    private static decimal[] Roots(decimal a, decimal b, decimal c)
    {
        if (c == 0m) return b == 0m ? [] : [-a / b];
        decimal discriminant = (b * b) + (4m * a * c);
        if (discriminant < 0m) return [];
        decimal root = (decimal)Math.Sqrt((double)discriminant);
        // Newton takes the square root from the digits of a double to those of a decimal.
        if (root > 0m) root = (root + (discriminant / root)) / 2m;
        return [(b - root) / (2m * c), (b + root) / (2m * c)];
    }
}
