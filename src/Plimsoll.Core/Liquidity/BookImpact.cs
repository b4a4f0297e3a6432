namespace Plimsoll.Liquidity;

/// <summary>The square-root coefficient that walking a recorded book at once would mean.</summary>
/// <remarks>An execution spread over hours finds refilled depth and hidden orders, so this is a bound from above where the book is deep enough, and says nothing beyond the depth shown.</remarks>
public static class BookImpact
{
    /// <summary>Y of slippage = Y·σ·√(Q/V).</summary>
    /// <param name="slippage">Mean price paid against mid, fraction; 0 or more.</param>
    /// <param name="dailyVolatility">σ of one day, fraction; above 0.</param>
    /// <param name="notional">Q; above 0.</param>
    /// <param name="dailyVolume">V in the unit of Q; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static double ImpliedCoefficient(double slippage, double dailyVolatility, double notional, double dailyVolume) =>
        Require.NotNegative(slippage) / SquareRootImpact.Peak(1, Require.Positive(dailyVolatility), Require.Positive(notional), Require.Positive(dailyVolume));
}
