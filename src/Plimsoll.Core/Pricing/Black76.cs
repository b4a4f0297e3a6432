using Plimsoll.Instruments;
using Plimsoll.Numerics;

namespace Plimsoll.Pricing;

/// <summary>European options on a forward: value and sensitivities, accurate in relative terms however far out of the money.</summary>
/// <remarks>F. Black, "The pricing of commodity contracts", J. Financial Economics 3 (1976) 167–179.</remarks>
public static class Black76
{
    /// <summary>Value of one option, undiscounted unless a discount factor is given.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="forward">Forward price to expiry, quote currency per unit of base; above 0.</param>
    /// <param name="strike">Strike in the forward's unit; above 0.</param>
    /// <param name="years">Years to expiry; at or below 0 gives the intrinsic value.</param>
    /// <param name="volatility">Annualised volatility as a fraction; 0 gives the intrinsic value.</param>
    /// <param name="discountFactor">Value today of one unit paid at expiry.</param>
    /// <returns>Value in the forward's unit; NaN when an input is NaN, the forward or strike is not above 0, or the volatility is below 0.</returns>
    public static double Value(
        OptionSide side, double forward, double strike, double years, double volatility, double discountFactor = 1) =>
        discountFactor * Undiscounted(side, forward, strike, volatility * Math.Sqrt(Math.Max(years, 0)));

    /// <summary>Value and all sensitivities of one option.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="forward">Forward price to expiry; above 0.</param>
    /// <param name="strike">Strike in the forward's unit; above 0.</param>
    /// <param name="years">Years to expiry; at or below 0 gives the intrinsic value and its one-sided slopes.</param>
    /// <param name="volatility">Annualised volatility as a fraction.</param>
    /// <param name="discountFactor">Value today of one unit paid at expiry.</param>
    /// <param name="rate">Continuously compounded rate behind the discount factor; enters theta only.</param>
    public static OptionGreeks Greeks(
        OptionSide side, double forward, double strike, double years, double volatility, double discountFactor = 1, double rate = 0)
    {
        double time = Math.Max(years, 0);
        double rootTime = Math.Sqrt(time);
        double stdDev = volatility * rootTime;
        double sign = Sign(side);
        double value = discountFactor * Undiscounted(side, forward, strike, stdDev);
        double d1, d2;
        if (stdDev > 0)
        {
            double moneyness = ImpliedVolatility.LogRatio(forward, strike) / stdDev;
            d1 = moneyness + (stdDev / 2);
            d2 = moneyness - (stdDev / 2);
        }
        else
        {
            // At the strike itself the limit of both is 0: half the slope of the pay-off on either side.
            d1 = d2 = forward == strike ? 0 : (forward - strike) * double.PositiveInfinity;
        }

        double density = discountFactor * NormalDistribution.Pdf(d1);
        bool flat = density == 0 || !(stdDev > 0);
        double vega = density == 0 ? 0 : density * forward * rootTime;
        return new OptionGreeks(
            Value: value,
            Delta: discountFactor * sign * NormalDistribution.Cdf(sign * d1),
            Gamma: flat ? 0 : density / (forward * stdDev),
            Vega: vega,
            Theta: (flat ? 0 : -density * forward * volatility / (2 * rootTime)) + (rate * value),
            Rho: -time * value,
            Vanna: flat ? 0 : -density * d2 / volatility,
            Volga: flat ? 0 : vega * d1 * d2 / volatility,
            DualDelta: -discountFactor * sign * NormalDistribution.Cdf(sign * d2));
    }

    /// <summary>Undiscounted value from the standard deviation σ√T.</summary>
    internal static double Undiscounted(OptionSide side, double forward, double strike, double stdDev)
    {
        double sign = Sign(side);
        if (!(forward > 0 && strike > 0 && stdDev >= 0))
        {
            return double.NaN;
        }

        // The value is intrinsic plus that of the out-of-the-money twin: nothing small is ever a difference of large numbers.
        double intrinsic = Math.Max(0, sign * (forward - strike));
        double x = -Math.Abs(ImpliedVolatility.LogRatio(forward, strike));
        double timeValue = Math.Sqrt(forward) * Math.Sqrt(strike) * NormalisedBlack.Call(x, stdDev);
        return intrinsic + timeValue;
    }

    /// <summary>+1 for a call, −1 for a put.</summary>
    internal static double Sign(OptionSide side) => side switch
    {
        OptionSide.Call => 1,
        OptionSide.Put => -1,
        _ => throw new ArgumentOutOfRangeException(nameof(side), side, "An option is a call or a put."),
    };
}
