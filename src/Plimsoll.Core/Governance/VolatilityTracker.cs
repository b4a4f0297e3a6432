using Plimsoll.Liquidity;
using Plimsoll.Values;

namespace Plimsoll.Governance;

/// <summary>An exponentially weighted variance in time instead of steps: hourly and daily returns of one path weigh alike.</summary>
/// <param name="Variance">Per day.</param>
/// <param name="Time">Of the last return.</param>
/// <param name="HalfLife">Time after which a return weighs half.</param>
public sealed record VolatilityTracker(double Variance, Timestamp Time, TimeSpan HalfLife)
{
    /// <summary>Annualised, by 365 days.</summary>
    public double Volatility => Math.Sqrt(365 * Variance);

    /// <summary>The estimate after one more return.</summary>
    /// <param name="logReturn">Over the time since the one before; finite.</param>
    /// <param name="time">After the last one.</param>
    /// <exception cref="ArgumentOutOfRangeException">Time stands still or runs backwards, or the return is not finite.</exception>
    public VolatilityTracker After(double logReturn, Timestamp time)
    {
        Require.Finite(logReturn);
        if (time <= Time) throw new ArgumentOutOfRangeException(nameof(time), time, $"The last return ended at {Time}; give returns in order of time.");
        double days = (time - Time).TotalDays, kept = Math.Pow(0.5, days / HalfLife.TotalDays);
        return this with { Variance = (kept * Variance) + ((1 - kept) * logReturn * logReturn / days), Time = time };
    }
}
