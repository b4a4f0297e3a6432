namespace Plimsoll.Liquidity;

/// <summary>Value-at-risk with the cost of crossing the spread added.</summary>
internal static class LiquidityVar
{
    /// <summary>Exogenous cost of liquidity ½·P·(s̄ + a·σ_s), and the VaR with it.</summary>
    /// <param name="price">Price P, quote currency; above 0.</param>
    /// <param name="meanSpread">Mean of the relative bid-ask spread, a fraction; 0 or more.</param>
    /// <param name="spreadDeviation">Standard deviation of the relative spread; 0 or more.</param>
    /// <param name="scale">a: how many deviations the stressed spread lies out, 2 … 4.5 in the source; 0 or more.</param>
    /// <param name="priceVar">VaR of the mid price in the unit of <paramref name="price"/>; 0 or more.</param>
    /// <remarks>A. Bangia, F. Diebold, T. Schuermann and J. Stroughair, "Modeling liquidity risk", Wharton 99-06 (1999).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static (double CostOfLiquidity, double Var) ExogenousSpread(
        double price, double meanSpread, double spreadDeviation, double scale, double priceVar)
    {
        double stressed = Require.NotNegative(meanSpread) + Require.NotNegative(scale) * Require.NotNegative(spreadDeviation);
        double cost = 0.5 * Require.Positive(price) * stressed;
        return (cost, Require.NotNegative(priceVar) + cost);
    }

    /// <summary>Normal VaR with a constant spread: V·(z·σ + ½·s).</summary>
    /// <param name="value">Position value V; 0 or more.</param>
    /// <param name="z">Quantile of the confidence level (1.65 at 95 %); 0 or more.</param>
    /// <param name="volatility">σ over the horizon, a fraction; 0 or more.</param>
    /// <param name="spread">Relative bid-ask spread; 0 or more.</param>
    /// <remarks>K. Dowd, "Beyond value at risk", Wiley (1998), ch. 9.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or out of range.</exception>
    public static double ConstantSpread(double value, double z, double volatility, double spread) =>
        Require.NotNegative(value)
        * (Require.NotNegative(z) * Require.NotNegative(volatility) + 0.5 * Require.NotNegative(spread));
}
