using Plimsoll.Instruments;

namespace Plimsoll.Pricing;

/// <summary>European options on a spot that pays a continuous yield: Black-76 on the forward S·e^{(r−q)T}.</summary>
/// <remarks>F. Black, M. Scholes (1973); R. Merton (1973). For listed contracts take the forward from the market and use <see cref="Black76"/>.</remarks>
public static class BlackScholes
{
    /// <summary>Value today of one option.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="spot">Spot price, quote currency per unit of base; above 0.</param>
    /// <param name="strike">Strike in the spot's unit; above 0.</param>
    /// <param name="years">Years to expiry; at or below 0 gives the intrinsic value.</param>
    /// <param name="volatility">Annualised volatility as a fraction.</param>
    /// <param name="rate">Continuously compounded rate of the quote currency.</param>
    /// <param name="dividendYield">Continuously compounded yield (or lending rate) of the base.</param>
    public static double Value(
        OptionSide side, double spot, double strike, double years, double volatility, double rate, double dividendYield = 0)
    {
        double time = Math.Max(years, 0);
        return Black76.Value(side, spot * Math.Exp((rate - dividendYield) * time), strike, time, volatility, Math.Exp(-rate * time));
    }

    /// <summary>Value and the five classical sensitivities to spot, volatility, calendar time and rate.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="spot">Spot price; above 0.</param>
    /// <param name="strike">Strike in the spot's unit; above 0.</param>
    /// <param name="years">Years to expiry.</param>
    /// <param name="volatility">Annualised volatility as a fraction.</param>
    /// <param name="rate">Continuously compounded rate of the quote currency.</param>
    /// <param name="dividendYield">Continuously compounded yield of the base.</param>
    public static SpotGreeks Greeks(
        OptionSide side, double spot, double strike, double years, double volatility, double rate, double dividendYield = 0)
    {
        double time = Math.Max(years, 0);
        double discountFactor = Math.Exp(-rate * time);
        double carry = Math.Exp((rate - dividendYield) * time);
        OptionGreeks black = Black76.Greeks(side, spot * carry, strike, time, volatility, discountFactor, rate);
        double delta = black.Delta * carry;
        return new SpotGreeks(
            Value: black.Value,
            Delta: delta,
            Gamma: black.Gamma * carry * carry,
            Vega: black.Vega,

            // At a fixed spot the forward rolls down its own carry besides.
            Theta: black.Theta - ((rate - dividendYield) * spot * delta),
            Rho: time * ((spot * delta) - black.Value));
    }

}
