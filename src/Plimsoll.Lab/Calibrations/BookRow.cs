using Plimsoll.Liquidity;

namespace Plimsoll.Lab.Calibrations;

/// <summary>What one recorded order book shows.</summary>
/// <param name="Time">When.</param>
/// <param name="Venue">Venue.</param>
/// <param name="Symbol">Symbol there.</param>
/// <param name="Asset">The coin.</param>
/// <param name="Spread">Best ask less best bid over mid.</param>
/// <param name="Bids">Depth by distance of the bids; null where the levels are too few.</param>
/// <param name="Asks">The same of the asks.</param>
/// <param name="Reach">Distance from mid of the last level kept, of the nearer side.</param>
/// <param name="ImpliedImpact">Y that taking half of what stands within 1 % at once would mean; null without volume and volatility of that day.</param>
public sealed record BookRow(Timestamp Time, string Venue, string Symbol, Currency Asset, double Spread, DepthProfile? Bids, DepthProfile? Asks, double Reach, double? ImpliedImpact);
