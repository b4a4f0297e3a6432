using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Blocks;
using Plimsoll.Pricing;

namespace Plimsoll.Models.Venues;

/// <summary>What repricing an option takes beside its mark: forward and volatility.</summary>
internal static class VenueOptions
{
    /// <summary>The options, held or ordered, that lack a forward or a volatility.</summary>
    public static IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market)
    {
        IEnumerable<InstrumentSymbol> options = account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol)).Where(symbol => symbol.Kind == InstrumentKind.Option);
        foreach (InstrumentSymbol symbol in options.Distinct().Order())
        {
            InstrumentMarket one = market.Instruments[symbol];
            if (OptionForward.Of(market, one, out _) is not { } forward) yield return new(symbol.ToString(), "forward price", null);
            else if (Volatility(market, one, forward) is null) yield return new(symbol.ToString(), "implied volatility", null);
        }
    }

    /// <summary>The forward that an option without gaps is valued on.</summary>
    public static double Forward(MarketSnapshot market, InstrumentMarket option) => OptionForward.Of(market, option, out _)!.Value;

    /// <summary>Volatility of the mark, stated or implied; 0 at expiry; null where there is neither.</summary>
    public static double? Volatility(MarketSnapshot market, InstrumentMarket option, double forward)
    {
        if (option.MarkVolatility is { } stated) return stated;
        double years = option.Instrument.YearsFrom(market.ValuationTime);
        if (years == 0) return 0;
        double implied = MarketSurfaces.VolatilityOf(option, option.MarkPrice, forward, years);
        return implied > 0 ? implied : null;
    }

    /// <summary>An option whose profit and loss comes out in USD.</summary>
    /// <remarks>One settled in the coin is worth V/F coins; at a spot that moves with the forward that is V times today's spot over forward in USD.</remarks>
    /// <param name="book">The account.</param>
    /// <param name="position">An option of it without gaps.</param>
    /// <param name="contracts">Signed contracts.</param>
    public static RepricedPosition InUsd(VenueBook book, VenuePosition position, decimal contracts)
    {
        double forward = Forward(book.Market, position.Market), volatility = Volatility(book.Market, position.Market, forward)!.Value;
        double usd = position.Symbol.IsInverse ? (double)book.Usd(position.Symbol.Base) / forward : (double)book.Usd(position.Symbol.Quote);
        double years = position.Instrument.YearsFrom(book.Market.ValuationTime);
        return RepricedPosition.Option(false, (double)position.CoinsOf(contracts) * usd, position.Symbol.Side!.Value, forward, (double)position.Symbol.Strike!.Value, years, volatility);
    }

    /// <summary>Profit and loss of an option in the book's currency for a price move of 1 (100 %), were it linear.</summary>
    public static double CashDelta(RepricedPosition option) =>
        option.Units * option.Price * Black76.Greeks(option.Side!.Value, option.Price, option.Strike, option.Years, option.Volatility).Delta;

    /// <summary>A warning for every option whose forward is not its own.</summary>
    public static IEnumerable<MarginWarning> Fallbacks(VenueBook book) =>
        from position in book.Positions
        where position.IsOption
        let fallback = OptionForward.Of(book.Market, position.Market, out string? used) is null ? null : used
        where fallback is not null
        select new MarginWarning("forward-fallback", $"{position.Symbol}: {fallback}.");
}
