namespace Plimsoll.Models.Derive;

/// <summary>Where the estimates of option values become amounts. The venue counts in 18 decimals; a double knows 15 to 16 digits, so the nearest decimal of 15 digits is taken.</summary>
internal static class FixedPoint
{
    /// <summary>Seconds in the year of 365 days that the venue annualises with.</summary>
    public const double SecondsPerYear = 365.0 * 86_400.0;

    // What doubles that cancel leave of values up to 1e5; a real amount this small owes nobody anything.
    private const double Least = 1e-10;

    /// <summary>The amount of an estimate; 0 for one that only rounding left.</summary>
    /// <param name="estimate">Finite, in USDC.</param>
    /// <exception cref="ArgumentOutOfRangeException">The estimate is NaN, infinite or beyond 7.9e27.</exception>
    public static decimal FromEstimate(double estimate) => double.IsFinite(estimate) && Math.Abs(estimate) < 7.9e27
        ? Math.Abs(estimate) < Least ? 0m : (decimal)estimate
        : throw new ArgumentOutOfRangeException(nameof(estimate), estimate, "An estimate must be a finite number within ±7.9e27 to become an amount.");
}
