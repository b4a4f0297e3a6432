using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Volatility;

/// <summary>What a volatility for margin is asked of. All of it is known at the time: the function looks at nothing else.</summary>
public sealed record SigmaRequest
{
    /// <summary>The market's days; later ones than the time are not looked at.</summary>
    public required DailyHistory History { get; init; }

    /// <summary>When the forecast is made.</summary>
    public required Timestamp At { get; init; }

    /// <summary>Daily volatility of a stressed market, above 0: the last rung.</summary>
    public required double StressedSigma { get; init; }

    /// <summary>Days ahead; at least 1.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>Trained trees; null for none, and the ladder begins at log-HAR.</summary>
    public TreeSchedule? Trees { get; init; }

    /// <summary>Rungs that monitoring demoted.</summary>
    public ImmutableArray<FallbackRung> Demoted { get; init; } = [];

    /// <summary>The last good volatility, daily, above 0; null for none.</summary>
    public double? LastGood { get; init; }

    /// <summary>When the last good volatility was made.</summary>
    public Timestamp LastGoodAt { get; init; }

    /// <summary>Within which levels volatility stays, annualised; null for no corridor.</summary>
    public VolatilityCorridor? Corridor { get; init; }
}
