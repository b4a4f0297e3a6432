namespace Plimsoll.Liquidity;

/// <summary>The notional that a market absorbs in one direction within one margin period.</summary>
/// <param name="Notional">The capacity K, quote currency; above 0.</param>
/// <param name="Bound">What it rests on.</param>
/// <param name="VolumeEstimate">Share of stressed daily volume × h/24, decayed by its age; null if the volume is missing.</param>
/// <param name="DepthEstimate">Visible depth × (1 + h/refill), decayed by its age; null if the depth is missing.</param>
public readonly record struct Capacity(double Notional, CapacityBound Bound, double? VolumeEstimate, double? DepthEstimate)
{
    /// <summary>True if the floor of the liquidity class was used, by want of data or because the market is that thin.</summary>
    public bool IsFloored => Bound == CapacityBound.ClassFloor;

    /// <summary>True if no volume was known; the capacity then rests on depth or on the floor alone.</summary>
    public bool IsVolumeMissing => VolumeEstimate is null;

    /// <summary>True if no depth was known; the capacity then rests on volume or on the floor alone.</summary>
    public bool IsDepthMissing => DepthEstimate is null;

    /// <summary>How often the market would have to absorb its capacity to close a notional: the x of every size curve.</summary>
    /// <param name="notional">Notional to close, quote currency; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The notional is negative or not finite, or this capacity is the default value.</exception>
    public double TimesToLiquidate(double notional) => Require.NotNegative(notional) / Require.Positive(Notional);

    /// <summary>Estimates the capacity of one direction as the smaller of what volume and what depth allow.</summary>
    /// <param name="parameters">Shares, refill, decay and floor.</param>
    /// <param name="horizonHours">Margin period of risk h in hours; above 0.</param>
    /// <param name="stressedDailyVolume">Daily volume under stress with its age, quote currency; null where unknown.</param>
    /// <param name="depth">Visible depth within ±2 % on the side the close-out takes, with its age; null where unknown.</param>
    /// <exception cref="ArgumentException">A number is not finite or out of range.</exception>
    public static Capacity Estimate(
        CapacityParameters parameters, double horizonHours, AgedAmount? stressedDailyVolume, AgedAmount? depth)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Require.Positive(horizonHours);
        Require.Positive(parameters.VolumeShare);
        Require.Within(parameters.VolumeShare, 0, 1);
        Require.Positive(parameters.RefillHours);
        Require.Positive(parameters.HalfLifeHours);
        Require.Positive(parameters.ClassFloor);

        double? byVolume = stressedDailyVolume?.Decayed(parameters.HalfLifeHours) * parameters.VolumeShare * horizonHours / 24;
        double? byDepth = depth?.Decayed(parameters.HalfLifeHours) * (1 + horizonHours / parameters.RefillHours);

        // Missing data never adds capacity: a missing side drops out of the minimum, both missing leave the floor.
        double smaller = Math.Min(byVolume ?? double.PositiveInfinity, byDepth ?? double.PositiveInfinity);
        if (double.IsPositiveInfinity(smaller) || smaller <= parameters.ClassFloor)
            return new(parameters.ClassFloor, CapacityBound.ClassFloor, byVolume, byDepth);
        CapacityBound bound = smaller == byVolume ? CapacityBound.Volume : CapacityBound.Depth;
        return new(smaller, bound, byVolume, byDepth);
    }
}
