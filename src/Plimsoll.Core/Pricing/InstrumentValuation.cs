using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Pricing;

/// <summary>What one instrument is worth and what moves it, in one market. Whatever the market does not tell is null.</summary>
public sealed record InstrumentValuation
{
    /// <summary>The instrument as the market has it.</summary>
    public required InstrumentMarket Market { get; init; }

    /// <summary>Years to expiry; 0 for a perpetual.</summary>
    public required double Years { get; init; }

    /// <summary>Of an option the forward of its expiry; of a future its mark; quote currency per unit of base.</summary>
    public double? Forward { get; init; }

    /// <summary>What stands in for an option's own forward; null when nothing had to.</summary>
    public string? ForwardFallback { get; init; }

    /// <summary>Mark over index less one, of perpetuals and futures.</summary>
    public double? Basis { get; init; }

    /// <summary>Volatility that an option is valued at: stated with the mark, else implied by it, else of the fitted surface; annualised fraction.</summary>
    public double? Volatility { get; init; }

    /// <summary>Volatility implied by the mark price.</summary>
    public double? ImpliedVolatility { get; init; }

    /// <summary>Volatility implied by the best bid.</summary>
    public double? BidVolatility { get; init; }

    /// <summary>Volatility implied by the best ask.</summary>
    public double? AskVolatility { get; init; }

    /// <summary>Volatility of the fitted surface.</summary>
    public double? FittedVolatility { get; init; }

    /// <summary>Value in the unit of the mark price: of options by Black-76 at <see cref="Volatility"/>, of others the mark itself.</summary>
    public double? Value { get; init; }

    /// <summary>Sensitivities of an option by Black-76, quote currency per unit of base: vega per 1.00 of volatility, theta per year.</summary>
    public OptionGreeks? Greeks { get; init; }

    /// <summary>Coins of the underlying that one contract moves like: premium-adjusted for inverse options.</summary>
    public double? CoinDelta { get; init; }

    /// <summary>Values one instrument.</summary>
    /// <param name="market">The market.</param>
    /// <param name="quoted">An instrument of it.</param>
    /// <param name="surface">The surface of its underlying; null where there is none.</param>
    public static InstrumentValuation Of(MarketSnapshot market, InstrumentMarket quoted, VolatilitySurface? surface) =>
        quoted.Instrument.Kind == InstrumentKind.Option ? Option(market, quoted, surface) : Future(market, quoted);

    private static InstrumentValuation Future(MarketSnapshot market, InstrumentMarket quoted)
    {
        InstrumentSymbol symbol = quoted.Instrument.Symbol;
        double? mark = quoted.MarkPrice is { } known ? (double)known : null;
        double? index = market.UsdPrice(symbol.Base)?.Price is { } spot && market.UsdPrice(symbol.Quote)?.Price is { } quote ? (double)(spot / quote) : null;
        double size = (double)quoted.Instrument.ContractSize;
        return new InstrumentValuation
        {
            Market = quoted,
            Years = quoted.Instrument.YearsFrom(market.ValuationTime),
            Forward = mark,
            Basis = mark / index - 1,
            Value = mark,
            CoinDelta = symbol.IsInverse ? size / mark : size,
        };
    }

    private static InstrumentValuation Option(MarketSnapshot market, InstrumentMarket quoted, VolatilitySurface? surface)
    {
        InstrumentSymbol symbol = quoted.Instrument.Symbol;
        double years = quoted.Instrument.YearsFrom(market.ValuationTime), strike = (double)symbol.Strike!.Value;
        var blank = new InstrumentValuation { Market = quoted, Years = years };
        if (OptionForward.Of(market, quoted, out string? fallback) is not { } forward) return blank;

        double? Implied(decimal? price) => years > 0 && MarketSurfaces.VolatilityOf(quoted, price, forward, years) is var found && double.IsFinite(found) ? found : null;
        double? implied = Implied(quoted.MarkPrice);
        double? fitted = years > 0 ? surface?.Volatility(Math.Log(strike / forward), years) : null;
        double? volatility = quoted.MarkVolatility ?? implied ?? fitted ?? (years > 0 ? null : 0);
        InstrumentValuation known = blank with
        {
            Forward = forward,
            ForwardFallback = fallback,
            Volatility = volatility,
            ImpliedVolatility = implied,
            BidVolatility = Implied(quoted.Bid),
            AskVolatility = Implied(quoted.Ask),
            FittedVolatility = fitted,
        };
        if (volatility is not { } sigma) return known;
        OptionGreeks greeks = Black76.Greeks(symbol.Side!.Value, forward, strike, years, sigma);
        double size = (double)quoted.Instrument.ContractSize;
        return known with
        {
            Greeks = greeks,
            Value = symbol.IsInverse ? greeks.Value / forward : greeks.Value,
            CoinDelta = size * (symbol.IsInverse ? greeks.Delta - (greeks.Value / forward) : greeks.Delta),
        };
    }
}
