using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>What a bar series is of.</summary>
public enum MarketKind
{
    /// <summary>The coin itself.</summary>
    Spot,

    /// <summary>The perpetual on it.</summary>
    Perpetual,

    /// <summary>An index of its implied volatility, annualised fraction.</summary>
    VolatilityIndex,
}

/// <summary>Price bars of one market, in rising order of their open times. Arrays of one length; gaps are absent rows, never filled.</summary>
public sealed class BarSeries
{
    /// <summary>The coin.</summary>
    public required Currency Base { get; init; }

    /// <summary>What it is priced in.</summary>
    public required Currency Quote { get; init; }

    /// <summary>Venue name, as "binance".</summary>
    public required string Venue { get; init; }

    /// <summary>Spot or perpetual.</summary>
    public required MarketKind Kind { get; init; }

    /// <summary>Length of a bar.</summary>
    public required TimeSpan Step { get; init; }

    /// <summary>Open times, seconds since 1970; the close is known one step later.</summary>
    public required ReadOnlyMemory<long> OpenTimes { get; init; }

    /// <summary>Close prices, above 0.</summary>
    public required ReadOnlyMemory<double> Close { get; init; }

    /// <summary>Open prices; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> Open { get; init; }

    /// <summary>Highest prices; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> High { get; init; }

    /// <summary>Lowest prices; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> Low { get; init; }

    /// <summary>Volumes in base coin; empty when not known, NaN where missing.</summary>
    public ReadOnlyMemory<double> Volume { get; init; }
}
