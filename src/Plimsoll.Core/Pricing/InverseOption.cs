using Plimsoll.Instruments;

namespace Plimsoll.Pricing;

/// <summary>An option on a coin, struck in quote currency and paid in the coin: worth V/F coins, V the Black-76 value.</summary>
/// <param name="QuoteValue">V, in quote currency.</param>
/// <param name="CoinValue">V/F, in coins.</param>
/// <param name="PremiumAdjustedDelta">Δ − V/F: coins to hold against the option, its premium being in coins already.</param>
/// <param name="CoinDelta">∂(V/F)/∂F = (Δ − V/F)/F, coins per unit of quote currency.</param>
/// <param name="CoinGamma">∂²(V/F)/∂F² = Γ/F − 2Δ/F² + 2V/F³.</param>
public readonly record struct InverseOption(
    double QuoteValue, double CoinValue, double PremiumAdjustedDelta, double CoinDelta, double CoinGamma)
{
    /// <summary>Values an inverse option.</summary>
    /// <param name="side">Call or put.</param>
    /// <param name="forward">Forward price to expiry, quote currency per coin; above 0.</param>
    /// <param name="strike">Strike in the forward's unit; above 0.</param>
    /// <param name="years">Years to expiry; at or below 0 gives the intrinsic value.</param>
    /// <param name="volatility">Annualised volatility as a fraction.</param>
    /// <param name="discountFactor">Value today of one unit paid at expiry; 1 where the venue margins in the coin itself.</param>
    public static InverseOption Evaluate(
        OptionSide side, double forward, double strike, double years, double volatility, double discountFactor = 1)
    {
        OptionGreeks black = Black76.Greeks(side, forward, strike, years, volatility, discountFactor);
        double coinValue = black.Value / forward;
        double adjusted = black.Delta - coinValue;
        return new InverseOption(
            QuoteValue: black.Value,
            CoinValue: coinValue,
            PremiumAdjustedDelta: adjusted,
            CoinDelta: adjusted / forward,
            CoinGamma: (black.Gamma - (2 * adjusted / forward)) / forward);
    }
}
