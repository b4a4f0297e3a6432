using System.Collections.Immutable;
using Plimsoll.Market;

namespace Plimsoll.Calibration;

/// <summary>What was recorded of many markets over time: what parameters are estimated from.</summary>
public sealed class MarketRecords
{
    /// <summary>Bars of prices and indices of implied volatility.</summary>
    public required PriceHistory Prices { get; init; }

    /// <summary>Histories of depth, ordered by asset and venue.</summary>
    public required ImmutableArray<DepthHistory> Depth { get; init; }

    /// <summary>Histories of open interest, ordered by asset and venue.</summary>
    public required ImmutableArray<OpenInterestHistory> OpenInterest { get; init; }

    /// <summary>Order books, ordered by time, venue and symbol.</summary>
    public required ImmutableArray<RecordedBook> Books { get; init; }
}
