namespace Plimsoll.Liquidity;

/// <summary>The square-root law of market impact: trading Q moves the price by Y·σ·√(Q/V).</summary>
/// <remarks>
/// J. Donier and J. Bonart, "A million metaorder analysis of market impact on the Bitcoin", Market Microstructure and
/// Liquidity 1 (2015): the law holds over four decades of size on BTC/USD. Y lies near 0.5 … 1.
/// </remarks>
public static class SquareRootImpact
{
    /// <summary>Price move at the end of the execution, as a fraction of price.</summary>
    /// <param name="y">Impact coefficient Y, dimensionless; 0 or more.</param>
    /// <param name="dailyVolatility">Volatility of one day as a fraction of price; 0 or more.</param>
    /// <param name="quantity">Size traded, in the unit of <paramref name="dailyVolume"/>; 0 or more.</param>
    /// <param name="dailyVolume">Average daily volume V; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static double Peak(double y, double dailyVolatility, double quantity, double dailyVolume) =>
        Require.NotNegative(y) * Require.NotNegative(dailyVolatility)
        * Math.Sqrt(Require.NotNegative(quantity) / Require.Positive(dailyVolume));

    /// <summary>Average price paid over the execution above the price before it, as a fraction: two thirds of the peak.</summary>
    /// <inheritdoc cref="Peak"/>
    public static double AverageExecution(double y, double dailyVolatility, double quantity, double dailyVolume) =>
        Peak(y, dailyVolatility, quantity, dailyVolume) * 2 / 3;
}
