namespace Plimsoll.Liquidity;

/// <summary>Whether moving a price pays for a holder of the derivatives marked on it, and up to which open interest it does not.</summary>
/// <param name="Cost">Cost of moving the price and trading back, quote currency.</param>
/// <param name="Gain">Largest gain of a position of the whole open interest from the move, quote currency.</param>
/// <param name="OpenInterestCap">Open interest up to which the manipulation cannot pay, quote currency.</param>
public readonly record struct ManipulationBound(double Cost, double Gain, double OpenInterestCap)
{
    /// <summary>Gain less cost: above 0 the manipulation pays.</summary>
    public double Profit => Gain - Cost;

    /// <summary>Linear book with a permanent slope: a round trip over the move x costs ½·D·x², so OI ≤ D·x/2.</summary>
    /// <param name="depthPerUnitMove">D: notional that moves the price by a fraction of 1; above 0.</param>
    /// <param name="move">The move x that the mark allows within a margin period, as a fraction; above 0.</param>
    /// <param name="openInterest">Open interest marked on the price, quote currency; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static ManipulationBound LinearBook(double depthPerUnitMove, double move, double openInterest)
    {
        Require.Positive(depthPerUnitMove);
        Require.Positive(move);
        Require.NotNegative(openInterest);
        return new(0.5 * depthPerUnitMove * move * move, openInterest * move, 0.5 * depthPerUnitMove * move);
    }

    /// <summary>Square-root law: the move x takes Q = V·(x/(Y·σ))² and costs ⅔·x·Q, so OI ≤ ⅔·V·(x/(Y·σ))².</summary>
    /// <param name="dailyVolume">Average daily volume V, quote currency; above 0.</param>
    /// <param name="impactCoefficient">Y; above 0.</param>
    /// <param name="dailyVolatility">σ of one day as a fraction; above 0.</param>
    /// <param name="move">The move x that the mark allows within a margin period, as a fraction; above 0.</param>
    /// <param name="openInterest">Open interest marked on the price, quote currency; 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static ManipulationBound SquareRootLaw(
        double dailyVolume, double impactCoefficient, double dailyVolatility, double move, double openInterest)
    {
        double ratio = Require.Positive(move) / (Require.Positive(impactCoefficient) * Require.Positive(dailyVolatility));
        double quantity = Require.Positive(dailyVolume) * ratio * ratio;
        return new(quantity * move * 2 / 3, Require.NotNegative(openInterest) * move, quantity * 2 / 3);
    }

    /// <summary>The stricter of the two: a venue caps open interest at the smaller bound.</summary>
    /// <param name="other">A bound on the same underlying and move.</param>
    public ManipulationBound Stricter(ManipulationBound other) => OpenInterestCap <= other.OpenInterestCap ? this : other;
}
