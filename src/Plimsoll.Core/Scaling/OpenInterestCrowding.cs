using Plimsoll.Liquidity;

namespace Plimsoll.Scaling;

/// <summary>
/// Initial margin against a market that fills up: as open interest runs from a lower to an upper cap, the initial rate
/// runs linearly to 100 % of notional. Never part of maintenance margin.
/// </summary>
public sealed record OpenInterestCrowding
{
    /// <summary>A pair of caps.</summary>
    /// <param name="lowerCap">Open interest up to which nothing is added, quote currency; 0 or more.</param>
    /// <param name="upperCap">Open interest from which the full notional is asked for; above the lower cap.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cap is not finite, negative, or the upper is not above the lower.</exception>
    public OpenInterestCrowding(double lowerCap, double upperCap)
    {
        LowerCap = Require.NotNegative(lowerCap);
        UpperCap = Require.Finite(upperCap);
        if (upperCap <= lowerCap)
            throw new ArgumentOutOfRangeException(nameof(upperCap), upperCap, $"The upper cap must lie above the lower cap {lowerCap:R}.");
    }

    /// <summary>Open interest up to which nothing is added, quote currency.</summary>
    public double LowerCap { get; }

    /// <summary>Open interest from which the full notional is asked for, quote currency.</summary>
    public double UpperCap { get; }

    /// <summary>How crowded the market is: 0 up to the lower cap, 1 from the upper cap on, linear between.</summary>
    /// <param name="openInterest">Open interest, quote currency; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The open interest is negative or not finite.</exception>
    public double Fraction(double openInterest) =>
        Math.Clamp((Require.NotNegative(openInterest) - LowerCap) / (UpperCap - LowerCap), 0, 1);

    /// <summary>The initial rate at an open interest: r + fraction·(1 − r), and r itself where it is 1 or more already.</summary>
    /// <param name="rate">Initial rate without crowding, a fraction of notional; 0 or more.</param>
    /// <param name="openInterest">Open interest, quote currency; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public double InitialRate(double rate, double openInterest) =>
        Require.NotNegative(rate) + Fraction(openInterest) * Math.Max(0, 1 - rate);
}
