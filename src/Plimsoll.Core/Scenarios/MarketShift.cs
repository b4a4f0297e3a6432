using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Scenarios;

/// <summary>The same market after an instantaneous move of prices or implied volatilities.</summary>
/// <remarks>
/// A price move multiplies the index, the marks, quotes and books of perpetuals and futures, and the forwards of options; options are repriced at their smile, which keeps its
/// shape in moneyness (sticky moneyness). A volatility move multiplies mark volatilities and the volatility index. History, published forecasts, volumes and open interest stay.
/// </remarks>
public static class MarketShift
{
    /// <summary>Least and greatest volatility of a repriced option, annualised.</summary>
    private const double LeastVolatility = 0.01, GreatestVolatility = 10;

    /// <summary>The market after all the shocks at once; several of one factor multiply.</summary>
    /// <exception cref="InvalidInputException">A shock names a coin that nothing in the market depends on, or moves a price or volatility to zero or below.</exception>
    public static MarketSnapshot Apply(MarketSnapshot market, ImmutableArray<MarketShock> shocks)
    {
        if (Problems(market, shocks) is { Length: > 0 } problems) throw new InvalidInputException(problems);
        FrozenSet<Currency> movable = Underlyings(market);
        decimal Factor(Currency currency, ShockedFactor factor) => shocks
            .Where(shock => shock.Factor == factor && (shock.Underlying is { } one ? one == currency : movable.Contains(currency)))
            .Aggregate(1m, (product, shock) => product * (1m + shock.Move));
        decimal Pair(Currency @base, Currency quote) => Factor(@base, ShockedFactor.Spot) / Factor(quote, ShockedFactor.Spot);
        return Apply(market, symbol => Pair(symbol.Base, symbol.Quote), Pair, currency => Factor(currency, ShockedFactor.Volatility));
    }

    /// <summary>The market with one underlying at another price, everything else still.</summary>
    /// <param name="market">The market.</param>
    /// <param name="underlying">The coin whose price moves.</param>
    /// <param name="move">Relative change as a fraction, above -1.</param>
    public static MarketSnapshot Spot(MarketSnapshot market, Currency underlying, decimal move) =>
        Apply(market, [new MarketShock(underlying, ShockedFactor.Spot, move)]);

    /// <summary>Every coin that "all" moves: each base of an index or instrument, except currencies that others are only quoted in, as USD and USDT.</summary>
    public static FrozenSet<Currency> Underlyings(MarketSnapshot market)
    {
        var traded = market.Instruments.Keys.Select(symbol => symbol.Base).ToHashSet();
        IEnumerable<Currency> quotes = market.Instruments.Keys.Select(symbol => symbol.Quote).Concat(market.Indices.Keys.Select(pair => pair.Quote));
        var money = quotes.Where(quote => !traded.Contains(quote)).ToHashSet();
        return traded.Concat(market.Indices.Keys.Select(pair => pair.Base)).Where(coin => !money.Contains(coin)).ToFrozenSet();
    }

    private static MarketSnapshot Apply(
        MarketSnapshot market, Func<InstrumentSymbol, decimal> price, Func<Currency, Currency, decimal> pair, Func<Currency, decimal> volatility)
    {
        var smiles = new Dictionary<(Currency, Currency, Currency, Timestamp), ListedSmile>();
        var states = new Dictionary<InstrumentSymbol, OptionState>();
        foreach (InstrumentMarket option in market.Instruments.Values.Where(one => one.Instrument.Kind == InstrumentKind.Option))
            if (OptionState.Of(option, market) is { } state)
                states[option.Instrument.Symbol] = state;
        foreach (var expiry in states.GroupBy(entry => Chain(entry.Key)))
            smiles[expiry.Key] = ListedSmile.Of(expiry.OrderBy(entry => entry.Key).Select(entry => (entry.Value.Moneyness(entry.Key), entry.Value.Volatility)));

        InstrumentMarket Moved(InstrumentMarket one)
        {
            InstrumentSymbol symbol = one.Instrument.Symbol;
            decimal factor = price(symbol);
            decimal scale = volatility(symbol.Base);
            if (factor == 1m && scale == 1m) return one;
            if (symbol.Kind != InstrumentKind.Option) return one with { MarkPrice = one.MarkPrice * factor, Bid = one.Bid * factor, Ask = one.Ask * factor };
            return states.TryGetValue(symbol, out OptionState before)
                ? Reprice(one, before, smiles[Chain(symbol)], factor, scale)
                : one with { MarkPrice = null, Bid = null, Ask = null, Forward = one.Forward * factor };
        }

        FrozenDictionary<InstrumentSymbol, InstrumentMarket> instruments = market.Instruments.ToFrozenDictionary(entry => entry.Key, entry => Moved(entry.Value));
        return market with
        {
            Indices = market.Indices.ToFrozenDictionary(entry => entry.Key, entry => entry.Value with { Price = entry.Value.Price * pair(entry.Key.Base, entry.Key.Quote) }),
            Instruments = instruments,
            Books = market.Books.ToFrozenDictionary(entry => entry.Key, entry => Scaled(entry.Value, BookFactor(entry.Key))),
            Volatilities = market.Volatilities.ToFrozenDictionary(entry => entry.Key, entry => entry.Value with { Index = entry.Value.Index * (double)volatility(entry.Key) }),
        };

        decimal BookFactor(InstrumentSymbol symbol)
        {
            if (symbol.Kind != InstrumentKind.Option) return price(symbol);
            return market.Instruments.GetValueOrDefault(symbol)?.MarkPrice is { } before and > 0m && instruments[symbol].MarkPrice is { } after ? after / before : 1m;
        }
    }

    private static InstrumentMarket Reprice(InstrumentMarket option, OptionState before, ListedSmile smile, decimal factor, decimal scale)
    {
        InstrumentSymbol symbol = option.Instrument.Symbol;
        double forward = before.Forward * (double)factor;
        double shape = smile.At(Math.Log((double)symbol.Strike!.Value / forward)) - smile.At(before.Moneyness(symbol));
        OptionState after = before with { Forward = forward, Volatility = Math.Clamp(before.Volatility + shape, LeastVolatility, GreatestVolatility) * (double)scale };

        // The difference of model values is added to the mark, so that a mark a little off its stated volatility does not jump on a move of zero.
        double least = after with { Volatility = 0 } is var intrinsic ? intrinsic.Price(symbol) : 0;
        decimal? mark = option.MarkPrice is { } old ? Decimal(Math.Max(least, (double)old + after.Price(symbol) - before.Price(symbol))) : null;
        decimal? ratio = option.MarkPrice is { } was and > 0m && mark is { } now ? now / was : null;
        return option with
        {
            MarkPrice = mark,
            Bid = option.Bid * ratio,
            Ask = option.Ask * ratio,
            Forward = Decimal(forward),
            MarkVolatility = after.Volatility,
        };
    }

    private static OrderBook Scaled(OrderBook book, decimal factor) => factor == 1m ? book : book with
    {
        Bids = [.. book.Bids.Select(level => level with { Price = level.Price * factor })],
        Asks = [.. book.Asks.Select(level => level with { Price = level.Price * factor })],
    };

    private static decimal? Decimal(double value) => double.IsFinite(value) && Math.Abs(value) < 1e15 ? decimal.Round((decimal)value, 12) : null;

    private static (Currency Base, Currency Quote, Currency Settle, Timestamp Expiry) Chain(InstrumentSymbol symbol) =>
        (symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry!.Value);

    private static ImmutableArray<Problem> Problems(MarketSnapshot market, ImmutableArray<MarketShock> shocks)
    {
        var known = market.Indices.Keys.Select(pair => pair.Base).Concat(market.Instruments.Keys.Select(symbol => symbol.Base)).ToHashSet();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (MarketShock shock in shocks)
        {
            string place = $"shock \"{shock}\"";
            if (shock.Move <= -1m) problems.Add(new(place, "a move of -100 % or more leaves no price; write more than -100 %, as -99%."));
            if (shock.Underlying is { } coin && !known.Contains(coin))
                problems.Add(new(place, $"the market holds no {coin}; it holds {string.Join(", ", known.Order())}."));
        }

        return problems.ToImmutable();
    }
}
