namespace Plimsoll.Models.Blocks;

/// <summary>A shock of implied volatility relative to its level that is greater for short expiries: σ·(1 ± range·(30/d)^p), as Deribit, Derive and Paradex take it.</summary>
/// <param name="RangeUp">Relative rise at 30 days: 0.5 is up by half.</param>
/// <param name="RangeDown">Relative fall at 30 days, as a number above 0: 0.25 is down by a quarter.</param>
/// <param name="ShortPower">p up to 30 days.</param>
/// <param name="LongPower">p beyond 30 days.</param>
internal readonly record struct VolatilityTermShock(double RangeUp, double RangeDown, double ShortPower, double LongPower)
{
    /// <summary>Tenor, in days, at which the ranges apply as they are.</summary>
    public const double ReferenceDays = 30;

    /// <summary>Days to expiry below which the shock grows no more; 0 where the venue has no such floor.</summary>
    public double LeastDays { get; init; }

    /// <summary>Least annualised volatility after the shock up (of the shocked value, not of the shock); 0 where there is none.</summary>
    public double LeastUp { get; init; }

    /// <summary>(30/d)^p; without a floor of days infinite at expiry, where no option has volatility left.</summary>
    /// <param name="days">Days to expiry, not below 0.</param>
    public double Scale(double days)
    {
        // The power follows the time that there is, not the time that counts: they differ under a floor of more than 30 days.
        return Math.Pow(ReferenceDays / Math.Max(days, LeastDays), days <= ReferenceDays ? ShortPower : LongPower);
    }

    /// <summary>What volatility is multiplied by, not below 0; the floor of the shocked value apart.</summary>
    /// <param name="move">Up, same or down.</param>
    /// <param name="days">Days to expiry, not below 0.</param>
    public double Multiplier(VolatilityMove move, double days) => move switch
    {
        VolatilityMove.Up => 1 + Part(RangeUp, days),
        VolatilityMove.Same => 1,
        VolatilityMove.Down => Math.Max(0, 1 - Part(RangeDown, days)),
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, "Volatility goes up, down or stays the same."),
    };

    /// <summary>Volatility in the scenario. What is not moved up is not raised to the floor either.</summary>
    /// <param name="volatility">Annualised volatility today as a fraction, above 0.</param>
    /// <param name="move">Up, same or down.</param>
    /// <param name="days">Days to expiry, not below 0.</param>
    public double Shocked(double volatility, VolatilityMove move, double days)
    {
        double shocked = volatility * Multiplier(move, days);
        return move == VolatilityMove.Up ? Math.Max(shocked, LeastUp) : shocked;
    }

    // A range of 0 is no shock at any tenor, at expiry too where the scale is infinite.
    private double Part(double range, double days) => range == 0 ? 0 : range * Scale(days);
}
