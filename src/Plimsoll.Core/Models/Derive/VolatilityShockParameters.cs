using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;

namespace Plimsoll.Models.Derive;

/// <summary>How far volatilities move up and down: a range that shrinks with the time to expiry.</summary>
public sealed record VolatilityShockParameters
{
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

    /// <summary>The shock as a block.</summary>
    internal VolatilityTermShock Term => new(VolRangeUp, VolRangeDown, ShortTermPower, LongTermPower) { LeastDays = DteFloorDays, LeastUp = MinVolUpShock ?? 0 };

    /// <summary>Factor on volatilities of an expiry.</summary>
    /// <param name="shock">Up, down or none.</param>
    /// <param name="days">Days to expiry.</param>
    internal double Multiplier(VolShockDirection shock, double days) => Term.Multiplier(
        shock switch { VolShockDirection.Up => VolatilityMove.Up, VolShockDirection.Down => VolatilityMove.Down, _ => VolatilityMove.Same }, days);
}
