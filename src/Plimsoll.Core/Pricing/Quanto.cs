using Plimsoll.Instruments;

namespace Plimsoll.Pricing;

/// <summary>An option on a foreign asset paid in domestic currency at a rate of exchange fixed in advance.</summary>
public static class Quanto
{
    /// <summary>Value in domestic currency.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="spot">Asset price in foreign currency; above 0.</param>
    /// <param name="strike">Strike in foreign currency; above 0.</param>
    /// <param name="years">Years to expiry.</param>
    /// <param name="domesticRate">Continuously compounded rate of the currency paid.</param>
    /// <param name="foreignRate">Continuously compounded rate of the asset's currency.</param>
    /// <param name="dividendYield">Continuously compounded yield of the asset.</param>
    /// <param name="volatility">Annualised volatility of the asset.</param>
    /// <param name="fxVolatility">Annualised volatility of the exchange rate, domestic per foreign unit.</param>
    /// <param name="correlation">Correlation of asset and exchange rate, in [−1, 1].</param>
    /// <param name="fixedRate">The exchange rate fixed in the contract, domestic per foreign unit.</param>
    /// <remarks>The forward is S·e^{(r_f − q − ρσσ_fx)T}. E. Haug, "The Complete Guide to Option Pricing Formulas" (1998) p. 105.</remarks>
    public static double Value(
        OptionSide side,
        double spot,
        double strike,
        double years,
        double domesticRate,
        double foreignRate,
        double dividendYield,
        double volatility,
        double fxVolatility,
        double correlation,
        double fixedRate = 1)
    {
        double time = Math.Max(years, 0);
        double forward = spot * Math.Exp((foreignRate - dividendYield - (correlation * volatility * fxVolatility)) * time);
        return fixedRate * Black76.Value(side, forward, strike, time, volatility, Math.Exp(-domesticRate * time));
    }
}
