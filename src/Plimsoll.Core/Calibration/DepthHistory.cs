using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>Depth of one market over time.</summary>
public sealed class DepthHistory
{
    /// <summary>The coin.</summary>
    public required Currency Asset { get; init; }

    /// <summary>Venue name.</summary>
    public required string Venue { get; init; }

    /// <summary>Distance from mid within which it counts, fraction.</summary>
    public required double Within { get; init; }

    /// <summary>Regular distance of records.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Seconds since 1970, rising.</summary>
    public required ReadOnlyMemory<long> Times { get; init; }

    /// <summary>Coins bid at each time, above 0.</summary>
    public required ReadOnlyMemory<double> Bids { get; init; }

    /// <summary>Coins offered at each time, above 0.</summary>
    public required ReadOnlyMemory<double> Asks { get; init; }
}
