using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>One reading of one indicator.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="Value">In the indicator's unit, 0 or more.</param>
/// <param name="Time">Of the data it was read from.</param>
public sealed record RegimeReading(RegimeIndicator Indicator, double Value, Timestamp Time);
