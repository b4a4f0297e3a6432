using System.Globalization;
using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>The forward price that an option is valued on.</summary>
public static class OptionForward
{
    /// <summary>The option's own forward, else that of the curve at its expiry; null where there is neither.</summary>
    /// <param name="market">The market.</param>
    /// <param name="quoted">An option of it.</param>
    /// <param name="fallback">What stands in for the option's own forward; null when nothing had to.</param>
    public static double? Of(MarketSnapshot market, InstrumentMarket quoted, out string? fallback)
    {
        fallback = null;
        if (quoted.Forward is { } own) return (double)own;
        if (MarketForwards.Curve(market, quoted.Instrument.Symbol) is not { } curve) return null;
        double years = quoted.Instrument.YearsFrom(market.ValuationTime);
        ForwardPoint? nearest = curve.Nearest(years);
        string source = nearest?.Source switch
        {
            ForwardSource.Future => "the future",
            ForwardSource.Venue => "the forward of other options",
            ForwardSource.Parity => "put-call parity",
            _ => "the index",
        };
        fallback = nearest is null || nearest.Value.Years == years
            ? $"forward from {source}"
            : string.Create(CultureInfo.InvariantCulture, $"forward from {source} of another expiry ({nearest.Value.Years * 365:0.#} days), along the curve of the basis");
        return curve.Forward(years);
    }
}
