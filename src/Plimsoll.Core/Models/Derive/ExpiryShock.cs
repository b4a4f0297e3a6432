namespace Plimsoll.Models.Derive;

/// <summary>What one scenario does to one expiry: its forward, and each volatility by its strike.</summary>
/// <param name="Forward">Shocked forward.</param>
/// <param name="Multiplier">Factor on every volatility.</param>
/// <param name="LeastVolatility">Volatility reached at least.</param>
/// <param name="SkewCap">Greatest change of the factor at a wing; 0 without skew.</param>
/// <param name="SkewWidth">|ln(strike / forward)| from which the change is the cap.</param>
/// <param name="BothWings">Whether the low strikes move as the high ones do, instead of against them.</param>
internal readonly record struct ExpiryShock(double Forward, double Multiplier, double LeastVolatility, double SkewCap, double SkewWidth, bool BothWings)
{
    /// <summary>A move of the forward and of all volatilities by one factor.</summary>
    public static ExpiryShock Parallel(double forward, double multiplier, double leastVolatility = 0) => new(forward, multiplier, leastVolatility, 0, 1, false);

    /// <summary>The shocked volatility of an option.</summary>
    /// <param name="volatility">Volatility of the feed.</param>
    /// <param name="logMoneyness">ln(strike / forward).</param>
    public double Volatility(double volatility, double logMoneyness)
    {
        double multiplier = Multiplier;
        if (SkewCap != 0)
        {
            // The venue caps the two sides apart, which matters once a long expiry has turned the cap negative.
            double k = BothWings ? Math.Abs(logMoneyness) : logMoneyness;
            double move = SkewWidth > 0 ? k * SkewCap / SkewWidth : k == 0 ? 0 : k * SkewCap * double.PositiveInfinity;
            multiplier += k >= 0 ? Math.Min(SkewCap, move) : Math.Max(-SkewCap, move);
        }

        return Math.Max(LeastVolatility, volatility * Math.Max(0, multiplier));
    }
}
