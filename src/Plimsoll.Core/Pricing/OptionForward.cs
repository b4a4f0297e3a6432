using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Pricing;

/// <summary>The forward price that an option is valued on.</summary>
public static class OptionForward
{
    /// <summary>The option's own forward, else the mark of the future of its expiry, else the index; null where there is none of these.</summary>
    /// <param name="market">The market.</param>
    /// <param name="quoted">An option of it.</param>
    /// <param name="fallback">What stands in for the option's own forward; null when nothing had to.</param>
    public static double? Of(MarketSnapshot market, InstrumentMarket quoted, out string? fallback)
    {
        fallback = null;
        if (quoted.Forward is { } own) return (double)own;
        InstrumentSymbol option = quoted.Instrument.Symbol;
        InstrumentSymbol future = InstrumentSymbol.DatedFuture(option.Base, option.Quote, option.Settle, option.Expiry!.Value);
        if (market.Instruments.TryGetValue(future, out InstrumentMarket? dated) && dated.MarkPrice is { } mark)
        {
            fallback = $"forward from {future}";
            return (double)mark;
        }

        if (market.UsdPrice(option.Base)?.Price is not { } spot || market.UsdPrice(option.Quote)?.Price is not { } quote) return null;
        fallback = $"forward from the index {option.Base}/{option.Quote}";
        return (double)(spot / quote);
    }
}
