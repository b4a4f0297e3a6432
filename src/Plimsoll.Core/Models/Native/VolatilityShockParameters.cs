using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>How implied volatility moves with the scenarios.</summary>
public sealed record VolatilityShockParameters
{
    /// <summary>Change of ln σ for a return of −1, at 30 days; below 0 means volatility rises when prices fall.</summary>
    [Parameter("Change of log implied volatility per unit of a negative return", Unit = "per unit return", Minimum = -10, Maximum = 10)]
    public required double BetaDown { get; init; }

    /// <summary>Change of ln σ for a return of +1, at 30 days.</summary>
    [Parameter("Change of log implied volatility per unit of a positive return", Unit = "per unit return", Minimum = -10, Maximum = 10)]
    public required double BetaUp { get; init; }

    /// <summary>Standard deviation of the daily change of ln σ that returns do not explain.</summary>
    [Parameter("Daily standard deviation of log implied volatility that returns do not explain", Unit = "per day", Minimum = 0, Maximum = 1)]
    public required double Residual { get; init; }

    /// <summary>Tenor at which shocks are stated.</summary>
    [Parameter("Tenor at which volatility shocks are stated", Unit = "days", Minimum = 1, Maximum = 365)]
    public required double ReferenceDays { get; init; }

    /// <summary>p below the reference tenor.</summary>
    [Parameter("Power of the term scaling below the reference tenor", Unit = "power", Minimum = 0, Maximum = 1)]
    public required double ShortPower { get; init; }

    /// <summary>p above the reference tenor.</summary>
    [Parameter("Power of the term scaling above the reference tenor", Unit = "power", Minimum = 0, Maximum = 1)]
    public required double LongPower { get; init; }

    /// <summary>Greatest term scaling.</summary>
    [Parameter("Greatest term scaling", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double GreatestScale { get; init; }
}
