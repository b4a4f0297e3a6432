using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>Open interest of one market over time.</summary>
public sealed class OpenInterestHistory
{
    /// <summary>The coin.</summary>
    public required Currency Asset { get; init; }

    /// <summary>Venue name.</summary>
    public required string Venue { get; init; }

    /// <summary>Seconds since 1970, rising.</summary>
    public required ReadOnlyMemory<long> Times { get; init; }

    /// <summary>Coins at each time, 0 or more.</summary>
    public required ReadOnlyMemory<double> Coins { get; init; }
}
