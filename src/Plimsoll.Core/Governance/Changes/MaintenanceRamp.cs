using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>
/// How the maintenance margin of positions that were there when a change was announced goes from the old rules to the new: linearly over the notice. New positions bear the new rules at once.
/// </summary>
/// <param name="Start">When the new rules take effect.</param>
/// <param name="Notice">Time over which existing positions go over; 0 or more.</param>
/// <remarks>Where a second change comes before the first ramp has ended, the first ramp's requirement at that time is the second's old one, so that nothing jumps.</remarks>
public sealed record MaintenanceRamp(Timestamp Start, TimeSpan Notice)
{
    /// <summary>The share of the way that is gone at a time, in [0, 1].</summary>
    public decimal Share(Timestamp time) =>
        time >= Start + Notice ? 1m : time <= Start ? 0m : (decimal)(time - Start).Ticks / Notice.Ticks;

    /// <summary>The requirement of a book.</summary>
    /// <param name="old">Of the book under the old rules; 0 or more.</param>
    /// <param name="new">Of the book under the new rules.</param>
    /// <param name="oldOfHeld">Of the part held since the announcement (<see cref="GrandfatheredPositions"/>) under the old rules.</param>
    /// <param name="newOfHeld">Of that part under the new rules.</param>
    /// <param name="time">When.</param>
    /// <returns>new − (1 − share)·(newOfHeld − oldOfHeld), kept between the lesser and the greater of old and new; rounded up to the minor unit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A requirement is negative.</exception>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public Money Requirement(Money old, Money @new, Money oldOfHeld, Money newOfHeld, Timestamp time)
    {
        foreach (Money money in (ReadOnlySpan<Money>)[old, @new, oldOfHeld, newOfHeld])
            if (money.Amount < 0m) throw new ArgumentOutOfRangeException(nameof(old), money, "A requirement is 0 or more.");
        Money relief = (newOfHeld - oldOfHeld) * (1m - Share(time));
        return Money.Min(Money.Max((@new - relief).RoundUp(), Money.Min(old, @new)), Money.Max(old, @new));
    }

    /// <summary>The requirement of a book that has not changed since the announcement.</summary>
    public Money Requirement(Money old, Money @new, Timestamp time) => Requirement(old, @new, old, @new, time);
}
