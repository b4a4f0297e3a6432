using Plimsoll.Parameters;

namespace Plimsoll.Models.Derive;

/// <summary>How far volatilities move up and down: a range that shrinks with the time to expiry.</summary>
public sealed record VolatilityShockParameters
{
    private const double ReferenceDays = 30;

    /// <summary>Relative rise at 30 days.</summary>
    [Parameter("Relative rise of volatilities at 30 days", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double VolRangeUp { get; init; }

    /// <summary>Relative fall at 30 days.</summary>
    [Parameter("Relative fall of volatilities at 30 days", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double VolRangeDown { get; init; }

    /// <summary>Power of 30 days over the time to expiry, up to 30 days.</summary>
    [Parameter("Power of 30 days over the time to expiry, up to 30 days", Unit = "power", Minimum = 0, Maximum = 10)]
    public required double ShortTermPower { get; init; }

    /// <summary>The same beyond 30 days.</summary>
    [Parameter("Power of 30 days over the time to expiry, beyond 30 days", Unit = "power", Minimum = 0, Maximum = 10)]
    public required double LongTermPower { get; init; }

    /// <summary>Least time to expiry that counts.</summary>
    [Parameter("Least time to expiry that counts", Unit = "days", Minimum = 0, Maximum = 400)]
    public required double DteFloorDays { get; init; }

    /// <summary>Volatility that the rise reaches at least, annualised; 0 where it is not said.</summary>
    [Parameter("Volatility that the rise reaches at least; 0 where it is not said", Unit = "fraction", Minimum = 0, Maximum = 20)]
    public double? MinVolUpShock { get; init; }

    /// <summary>Factor on volatilities of an expiry.</summary>
    /// <param name="shock">Up, down or none.</param>
    /// <param name="days">Days to expiry.</param>
    internal double Multiplier(VolatilityShock shock, double days)
    {
        double scale = Math.Pow(ReferenceDays / Math.Max(days, DteFloorDays), days <= ReferenceDays ? ShortTermPower : LongTermPower);
        return shock switch
        {
            VolatilityShock.Up => 1 + (VolRangeUp * scale),
            VolatilityShock.Down => Math.Max(0, 1 - (VolRangeDown * scale)),
            _ => 1,
        };
    }
}
