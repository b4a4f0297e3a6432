using Plimsoll.Instruments;
using Plimsoll.Pricing;

namespace Plimsoll.Samples;

/// <summary>The value of an option, its Greeks, and the volatility that a price stands for.</summary>
public static class PriceAnOption
{
    /// <summary>Prints a call on BTC, 30 days out, and gets its volatility back from its price.</summary>
    /// <param name="output">Where it is printed.</param>
    public static void Run(TextWriter output)
    {
        double forward = 80_000, strike = 90_000, years = 30.0 / 365, volatility = 0.55;
        OptionGreeks call = Black76.Greeks(OptionSide.Call, forward, strike, years, volatility);
        output.WriteLine($"value {call.Value:F2}, delta {call.Delta:F4}, vega {call.Vega:F2}");

        ImpliedVolatilityResult implied = ImpliedVolatility.Black(OptionSide.Call, call.Value, forward, strike, years);
        output.WriteLine($"implied volatility {implied.Volatility:P2}");

        // The same option paid in coin, as Deribit lists it.
        InverseOption inverse = InverseOption.Evaluate(OptionSide.Call, forward, strike, years, volatility);
        output.WriteLine($"in coin {inverse.CoinValue:F6}, premium-adjusted delta {inverse.PremiumAdjustedDelta:F4}");

        // A price that no volatility gives is an answer, not an exception.
        output.WriteLine($"a call at twice its forward: {ImpliedVolatility.Black(OptionSide.Call, 2 * forward, forward, strike, years).Status}");
    }
}
