using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Classes;

/// <summary>What is known of an underlying at one time. What is not known is null, and then meets no threshold.</summary>
/// <param name="Time">When.</param>
/// <param name="Volume">Value traded a day, USD.</param>
/// <param name="HistoryDays">Days of recorded prices.</param>
/// <param name="Depth">Depth of the thinner side of the book, USD.</param>
/// <param name="Spread">Relative bid-ask spread, fraction.</param>
/// <param name="AgeDays">Days since the market opened.</param>
/// <param name="Volatility">Annualised fraction.</param>
public sealed record AssetFacts(Timestamp Time, double? Volume, double? HistoryDays, double? Depth, double? Spread, double? AgeDays, double? Volatility);

/// <summary>One threshold of one class as it was judged.</summary>
/// <param name="AssetClass">The class.</param>
/// <param name="Fact">What was looked at, as "volume".</param>
/// <param name="Value">What was found; null where it is not known.</param>
/// <param name="Threshold">What the class asks.</param>
/// <param name="IsMet">Whether it is met in full.</param>
/// <param name="IsKept">Whether it is met within the slack, which is enough for the class held.</param>
public sealed record AssetClassPoint(string AssetClass, string Fact, double? Value, double Threshold, bool IsMet, bool IsKept);

/// <summary>What is carried from one look at an underlying to the next.</summary>
/// <param name="AssetClass">The class held.</param>
/// <param name="Since">Since when.</param>
/// <param name="Time">Of the last look.</param>
/// <param name="BetterSince">Since when the next better class has been met without a break; null where it is not.</param>
/// <param name="WorseSince">Since when the class held has been missed beyond the slack without a break; null where it is not.</param>
public sealed record AssetClassState(string AssetClass, Timestamp Since, Timestamp Time, Timestamp? BetterSince, Timestamp? WorseSince);

/// <summary>What one look did.</summary>
/// <param name="State">The state after it.</param>
/// <param name="From">The class before where it changed; null where it did not.</param>
/// <param name="Points">Every threshold of every class as it was judged.</param>
public sealed record AssetClassStep(AssetClassState State, string? From, ImmutableArray<AssetClassPoint> Points);
