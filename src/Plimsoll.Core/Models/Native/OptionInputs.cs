using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Models.Native;

/// <summary>The forward, volatility and mark price of an option, with the fallbacks that were needed.</summary>
/// <param name="Forward">Forward price; null where nothing gives one.</param>
/// <param name="Volatility">Annualised volatility; null where nothing gives one.</param>
/// <param name="Mark">Mark price in its own unit; null where nothing gives one.</param>
/// <param name="Fallback">What was used instead of a market value, for a warning; null when nothing was.</param>
internal readonly record struct OptionInputs(double? Forward, double? Volatility, decimal? Mark, string? Fallback)
{
    /// <summary>The inputs of one option: its own, else the future of its expiry and the surface.</summary>
    public static OptionInputs Of(NativeMarket market, InstrumentMarket quoted)
    {
        InstrumentSymbol symbol = quoted.Instrument.Symbol;
        double years = quoted.Instrument.YearsFrom(market.Now), strike = (double)symbol.Strike!.Value;
        double? forward = OptionForward.Of(market.Snapshot, quoted, out string? fallback);
        double? volatility = quoted.MarkVolatility;
        if (volatility is null && forward is { } f && MarketSurfaces.VolatilityOf(quoted, quoted.MarkPrice, f, years) is var implied && implied > 0) volatility = implied;

        if (volatility is null && forward is { } at && market.Smiles.Volatility(symbol.Base, Math.Log(strike / at), years) is { } fitted)
        {
            volatility = fitted;
            fallback = fallback is null ? "volatility from the fitted surface" : fallback + ", volatility from the fitted surface";
        }

        if (volatility is null && years == 0) volatility = 0;
        decimal? mark = quoted.MarkPrice;
        if (mark is null && forward is { } fwd && volatility is { } sigma)
        {
            double value = Black76.Value(symbol.Side!.Value, fwd, strike, years, sigma);
            mark = (decimal)(symbol.IsInverse ? value / fwd : value);
            fallback = fallback is null ? "mark price from the model" : fallback + ", mark price from the model";
        }

        return new(forward, volatility, mark, fallback);
    }
}
