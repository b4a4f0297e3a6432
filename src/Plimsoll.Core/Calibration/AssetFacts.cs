using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>What decides the class of an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Days">Days of own history.</param>
/// <param name="MedianVolume">Median of the value traded a day over the last year, USD; null when no source says.</param>
/// <param name="Volatility">Standard deviation of a day's log return over the last year.</param>
/// <param name="Depth">Median depth of one side within 1 % of mid over the last year, USD; null when not recorded.</param>
public sealed record AssetFacts(Currency Asset, int Days, double? MedianVolume, double Volatility, double? Depth);
