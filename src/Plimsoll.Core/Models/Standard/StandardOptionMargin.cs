using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Models.Standard;

/// <summary>What options of one group need: nothing where they are bought, the venue's rule where they are sold.</summary>
internal static class StandardOptionMargin
{
    /// <summary>Forward of an option's expiry in quote currency: its own, else the mark of the future that expires with it, else that of the curve; null where there is none.</summary>
    public static decimal? Forward(InstrumentMarket option, MarketSnapshot market)
    {
        if (option.Forward is { } own) return own;
        InstrumentSymbol symbol = option.Instrument.Symbol;
        InstrumentSymbol future = InstrumentSymbol.DatedFuture(symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry!.Value);
        if (market.Instruments.GetValueOrDefault(future)?.MarkPrice is { } mark) return mark;
        return OptionForward.Of(market, option, out _) is { } curve && double.IsFinite(curve) && curve is > 0 and < 1e15 ? (decimal)curve : null;
    }

    /// <summary>The requirement of one option and its orders, in its settlement currency.</summary>
    /// <param name="options">The rules.</param>
    /// <param name="position">What is held and ordered of it.</param>
    /// <param name="market">The market.</param>
    /// <param name="factor">Factor by the size sold of the underlying.</param>
    /// <param name="valueCounts">Whether the value of options counts in equity, so that neither it nor a premium is asked for again.</param>
    public static StandardCharge Charge(StandardOptions options, VenuePosition position, MarketSnapshot market, decimal factor, bool valueCounts)
    {
        InstrumentSymbol symbol = position.Symbol;
        decimal index = position.Index, forward = Forward(position.Market, market) ?? index;
        decimal underlying = symbol.IsInverse ? 1m : options.Underlying == StandardOptionPrice.Forward ? forward : index;
        decimal compared = options.Moneyness == StandardOptionPrice.Forward ? forward : index;
        decimal counted = valueCounts ? position.Mark : 0m;
        (decimal initial, decimal maintenance) = PerOption(null);

        decimal size = position.Instrument.ContractSize, sold = Math.Max(0m, -position.Quantity) * size;
        decimal needed = Math.Max(sold * initial, Math.Max(AfterBuying(), AfterSelling()));
        return new(symbol, needed, sold * maintenance, new Evidence.Numbers(
        [
            new("sold", (double)sold, symbol.Base.Code),
            new("underlying", (double)underlying, symbol.Settle.Code),
            new("initial margin of one", (double)initial, symbol.Settle.Code),
            new("maintenance margin of one", (double)maintenance, symbol.Settle.Code),
            new("factor", (double)factor, "factor"),
        ]));

        (decimal Initial, decimal Maintenance) PerOption(decimal? orderPrice)
        {
            (decimal i, decimal m) = ShortOptionRule.PerOption(options.Rates, symbol.Side!.Value, underlying, compared, symbol.Strike!.Value, position.Mark, factor, orderPrice);
            return (Math.Max(0m, i - counted), Math.Max(0m, m - counted));
        }

        // Buying back what is sold releases its margin; the premium and fee are paid.
        decimal AfterBuying()
        {
            if (position.Buys == 0m) return 0m;
            decimal left = Math.Max(0m, -(position.Quantity + position.Buys)) * size;
            return (left * initial) + position.Orders.Where(order => order.Quantity > 0m).Sum(order => order.Quantity * size * ((valueCounts ? Math.Max(0m, order.Price - position.Mark) : order.Price) + Fee(order.Price)));
        }

        decimal AfterSelling()
        {
            if (position.Sells == 0m) return 0m;
            decimal ordered = -position.Sells * size;
            decimal opening = (Math.Max(0m, -(position.Quantity + position.Sells)) * size) - sold;
            decimal price = position.Orders.Where(order => order.Quantity < 0m).Sum(order => -order.Quantity * order.Price) / -position.Sells;
            decimal one = Math.Max((options.OrderMinimum ?? 0m) * underlying, PerOption(price).Initial - (options.CreditsPremium == true ? price : 0m));
            return (sold * initial) + (opening * one) + (ordered * Fee(price));
        }

        decimal Fee(decimal price) => options.TakerFee is { } taker ? ShortOptionRule.Purchase(1m, price, underlying, taker, options.FeeCap).Fee : 0m;
    }
}
