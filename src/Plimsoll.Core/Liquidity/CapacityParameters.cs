namespace Plimsoll.Liquidity;

/// <summary>How much of a market's volume and depth a close-out may count on.</summary>
public sealed record CapacityParameters
{
    /// <summary>Share of the stressed daily volume that a liquidation may be, within (0, 1]; 0.15 is 15 %.</summary>
    public required double VolumeShare { get; init; }

    /// <summary>Hours in which the visible depth refills once it has been taken; above 0.</summary>
    public required double RefillHours { get; init; }

    /// <summary>Age in hours at which a volume or depth counts half; above 0.</summary>
    public required double HalfLifeHours { get; init; }

    /// <summary>
    /// Least capacity of the asset's liquidity class, quote currency; above 0, so that a position in a market with no
    /// data has a large number of times-to-liquidate and not an undefined one.
    /// </summary>
    public required double ClassFloor { get; init; }
}
