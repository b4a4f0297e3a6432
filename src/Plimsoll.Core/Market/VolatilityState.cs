using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>What is published of an underlying's volatility. Whatever is not known is null.</summary>
/// <param name="Forecast">Standard deviation of tomorrow's log return, fraction per day.</param>
/// <param name="LongRun">Long-run standard deviation, fraction per day.</param>
/// <param name="Index">Implied-volatility index, annualised fraction.</param>
/// <param name="Time">When it was published.</param>
public sealed record VolatilityState(double? Forecast, double? LongRun, double? Index, Timestamp Time)
{
    /// <summary>The regime in force; null where none was declared, which counts as <see cref="Market.Regime.Calm"/>. It holds until another is published, whatever its age.</summary>
    public Regime? Regime { get; init; }
}
