using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>One order book as it was recorded.</summary>
/// <param name="Time">When.</param>
/// <param name="Venue">Venue name.</param>
/// <param name="Symbol">The venue's symbol.</param>
/// <param name="Asset">The coin.</param>
/// <param name="Bids">Best first: price and notional in quote currency.</param>
/// <param name="Asks">Best first.</param>
public sealed record RecordedBook(Timestamp Time, string Venue, string Symbol, Currency Asset, ImmutableArray<RecordedLevel> Bids, ImmutableArray<RecordedLevel> Asks)
{
    /// <summary>Half-way between the best prices.</summary>
    public double Mid => 0.5 * (Bids[0].Price + Asks[0].Price);

    /// <summary>Best ask less best bid over mid.</summary>
    public double Spread => (Asks[0].Price - Bids[0].Price) / Mid;
}
