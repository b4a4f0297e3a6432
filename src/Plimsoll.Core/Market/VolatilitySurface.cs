using System.Collections.Immutable;

namespace Plimsoll.Market;

/// <summary>The implied volatilities of one underlying: one SVI slice per expiry, in order of time.</summary>
/// <remarks>
/// Between two expiries total variance is interpolated linearly in time at fixed log-moneyness, which keeps it free of calendar
/// arbitrage where the slices are; before the first and after the last the volatility at that log-moneyness is held flat.
/// </remarks>
public sealed class VolatilitySurface
{
    // Expiries are whole seconds; two closer than this are the same one.
    private const double SameExpiry = 1e-9;

    /// <summary>A surface of given slices.</summary>
    /// <param name="slices">At least one, in strictly rising order of time.</param>
    /// <exception cref="ArgumentException">There is no slice, or they are out of order.</exception>
    public VolatilitySurface(ImmutableArray<SviSlice> slices)
    {
        if (slices.IsDefaultOrEmpty) throw new ArgumentException("A surface needs at least one slice.", nameof(slices));
        for (int i = 1; i < slices.Length; i++)
        {
            if (!(slices[i].Years > slices[i - 1].Years))
                throw new ArgumentException($"Slice {i} has {slices[i].Years} years after one of {slices[i - 1].Years}; sort the slices by time and give one per expiry.", nameof(slices));
        }

        Slices = slices;
    }

    /// <summary>The slices, nearest expiry first.</summary>
    public ImmutableArray<SviSlice> Slices { get; }

    /// <summary>Annualised volatility.</summary>
    /// <param name="k">Log-moneyness ln(K/F) against the forward of that time.</param>
    /// <param name="years">Years to expiry; above 0.</param>
    public double Volatility(double k, double years) => Math.Sqrt(Math.Max(0, TotalVariance(k, years)) / years);

    /// <summary>Total variance σ²T.</summary>
    /// <param name="k">Log-moneyness ln(K/F) against the forward of that time.</param>
    /// <param name="years">Years to expiry; above 0.</param>
    public double TotalVariance(double k, double years)
    {
        if (!(years > 0)) throw new ArgumentOutOfRangeException(nameof(years), years, "A time to expiry on a surface must be above 0.");
        int after = After(years);
        if (after == 0) return Slices[0].TotalVariance(k) * (years / Slices[0].Years);
        SviSlice near = Slices[after - 1];
        if (after == Slices.Length) return near.TotalVariance(k) * (years / near.Years);
        SviSlice far = Slices[after];
        double part = (years - near.Years) / (far.Years - near.Years);
        return ((1 - part) * near.TotalVariance(k)) + (part * far.TotalVariance(k));
    }

    /// <summary>The slice of exactly one expiry, or null where none is quoted.</summary>
    /// <param name="years">Years to expiry, within 0.03 seconds of the slice's own.</param>
    public SviSlice? Slice(double years)
    {
        int after = After(years + SameExpiry);
        return after > 0 && Math.Abs(Slices[after - 1].Years - years) <= SameExpiry ? Slices[after - 1] : null;
    }

    // Index of the first slice later than a time.
    private int After(double years)
    {
        int low = 0, high = Slices.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Slices[middle].Years > years) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
