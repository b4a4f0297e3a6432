using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Pricing;

/// <summary>Volatility surfaces fitted to the options of a market.</summary>
public static class MarketSurfaces
{
    /// <summary>The surface of one underlying, from all its listed options that have not expired.</summary>
    public static SurfaceFit Fit(MarketSnapshot market, Currency underlying)
    {
        OptionQuote[] quotes =
        [
            .. market.Instruments.Values
                .Where(entry => entry.Instrument.Kind == InstrumentKind.Option && entry.Instrument.Underlying == underlying)
                .OrderBy(entry => entry.Instrument.Symbol)
                .Select(entry => QuoteOf(market, entry)).OfType<OptionQuote>(),
        ];
        return SurfaceFit.Fit(quotes);
    }

    /// <summary>The volatility that the mark price stands for, where the market does not state one; NaN where it stands for none.</summary>
    public static double VolatilityOf(InstrumentMarket quoted, decimal? price, double forward, double years)
    {
        InstrumentSymbol symbol = quoted.Instrument.Symbol;
        if (price is not { } known) return double.NaN;
        ImpliedVolatilityResult implied = symbol.IsInverse
            ? ImpliedVolatility.Inverse(symbol.Side!.Value, (double)known, forward, (double)symbol.Strike!.Value, years)
            : ImpliedVolatility.Black(symbol.Side!.Value, (double)known, forward, (double)symbol.Strike!.Value, years);
        return implied.Status == ImpliedVolatilityStatus.Ok ? implied.Volatility : double.NaN;
    }

    private static OptionQuote? QuoteOf(MarketSnapshot market, InstrumentMarket quoted)
    {
        double years = quoted.Instrument.YearsFrom(market.ValuationTime);
        if (!(years > 0) || OptionForward.Of(market, quoted, out _) is not { } forward) return null;
        double mark = quoted.MarkVolatility ?? VolatilityOf(quoted, quoted.MarkPrice, forward, years);
        return new OptionQuote(
            quoted.Instrument.Symbol.Side!.Value, (double)quoted.Instrument.Symbol.Strike!.Value, years, forward, mark,
            VolatilityOf(quoted, quoted.Bid, forward, years), VolatilityOf(quoted, quoted.Ask, forward, years));
    }
}
