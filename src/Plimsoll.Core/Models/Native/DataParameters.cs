using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>How old data may be and what replaces it.</summary>
public sealed record DataParameters
{
    /// <summary>Age from which a price is known only within bounds.</summary>
    [Parameter("Age from which a price is known only within bounds", Unit = "seconds", Minimum = 1, Maximum = 1e7)]
    public required double PriceSeconds { get; init; }

    /// <summary>Age from which no bound is stated.</summary>
    [Parameter("Age of a price from which no bound is stated", Unit = "seconds", Minimum = 1, Maximum = 1e8)]
    public required double BoundSeconds { get; init; }

    /// <summary>Standard deviations of a bound.</summary>
    [Parameter("Standard deviations of a bound", Unit = "standard deviations", Minimum = 1, Maximum = 20)]
    public required double BoundDeviations { get; init; }

    /// <summary>Age from which a published volatility is replaced.</summary>
    [Parameter("Age from which a published volatility is not used", Unit = "hours", Minimum = 0.1, Maximum = 10000)]
    public required double VolatilityHours { get; init; }

    /// <summary>What an older history's volatility is multiplied by.</summary>
    [Parameter("What volatility from an older history is multiplied by", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double StaleVolatility { get; init; }

    /// <summary>Age of the last bar from which history counts as older.</summary>
    [Parameter("Age of the last bar from which a history counts as older", Unit = "hours", Minimum = 1, Maximum = 1e5)]
    public required double HistoryHours { get; init; }

    /// <summary>Age of the last bar from which there is no history.</summary>
    [Parameter("Age of the last bar from which a history is not used", Unit = "hours", Minimum = 1, Maximum = 1e6)]
    public required double HistoryLimitHours { get; init; }
}
