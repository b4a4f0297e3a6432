using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>One price level of an order book.</summary>
/// <param name="Price">Price, in the unit of the mark price.</param>
/// <param name="Size">Contracts, above 0.</param>
public readonly record struct BookLevel(decimal Price, decimal Size);

/// <summary>The visible orders of one instrument.</summary>
/// <param name="Bids">Best (highest) first.</param>
/// <param name="Asks">Best (lowest) first.</param>
/// <param name="Time">When it was taken.</param>
public sealed record OrderBook(ImmutableArray<BookLevel> Bids, ImmutableArray<BookLevel> Asks, Timestamp Time)
{
    /// <summary>Mean of best bid and best ask; null when a side is empty.</summary>
    public decimal? Mid => Bids.Length > 0 && Asks.Length > 0 ? (Bids[0].Price + Asks[0].Price) / 2m : null;
}

/// <summary>Depth of an order book near its mid, where the levels themselves are not known.</summary>
/// <param name="Within">Distance from mid as a fraction: 0.01 is 1 %.</param>
/// <param name="Bid">Contracts bid for within that distance.</param>
/// <param name="Ask">Contracts offered within that distance.</param>
/// <param name="Time">When it was taken.</param>
public sealed record DepthSummary(double Within, decimal Bid, decimal Ask, Timestamp Time);
