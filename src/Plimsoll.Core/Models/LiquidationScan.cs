using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>Finds the prices of one underlying at which equity is below maintenance margin, for models whose surplus is only known by evaluating it.</summary>
internal static class LiquidationScan
{
    /// <summary>Prices searched, as multiples of today's: from 1/1000 to 20 times, evenly in the logarithm, today's own among them.</summary>
    private const double Lowest = 0.001, Highest = 20;

    private const int Halvings = 34;

    // Finer than the eight digits that are shown.
    private const decimal Finest = 1e-9m;

    /// <summary>The levels along one price.</summary>
    /// <param name="factor">Name of the underlying.</param>
    /// <param name="price">Its price today, reporting currency.</param>
    /// <param name="surplus">Equity less maintenance margin at a multiple of today's price; null where it cannot be computed.</param>
    /// <param name="below">Prices searched below today's.</param>
    /// <param name="above">Prices searched above today's.</param>
    public static LiquidationLevel Along(string factor, decimal price, Func<decimal, decimal?> surplus, int below = 90, int above = 60)
    {
        decimal[] multiples =
        [
            .. Enumerable.Range(0, below).Select(i => (decimal)Math.Pow(Lowest, 1 - ((double)i / below))),
            1m,
            .. Enumerable.Range(1, above).Select(i => (decimal)Math.Pow(Highest, (double)i / above)),
        ];
        bool[] breach = [.. multiples.Select(IsBreach)];
        var intervals = ImmutableArray.CreateBuilder<PriceInterval>();
        decimal? from = breach[0] ? 0m : null;
        for (int i = 1; i < multiples.Length; i++)
        {
            if (breach[i] == breach[i - 1]) continue;
            decimal edge = Edge(multiples[i - 1], multiples[i], breach[i]);
            if (breach[i]) from = edge;
            else
            {
                intervals.Add(new(from!.Value, edge));
                from = null;
            }
        }

        if (from is { } open) intervals.Add(new(open, null));
        return new(factor, Below(intervals, price), Above(intervals, price), intervals.ToImmutable());

        bool IsBreach(decimal multiple) => surplus(multiple) is < 0m;

        // Ends inside the breach, so that a printed level is a price at which the account is liquidated.
        decimal Edge(decimal low, decimal high, bool breachAbove)
        {
            for (int i = 0; i < Halvings && high - low > low * Finest; i++)
            {
                decimal middle = (low + high) / 2m;
                if (IsBreach(middle) == breachAbove) high = middle;
                else low = middle;
            }

            return Significant(price * (breachAbove ? high : low));
        }
    }

    /// <summary>The part of a market that the price of one underlying and an account depend on: enough to shift and evaluate, and quick.</summary>
    public static MarketSnapshot Around(MarketSnapshot market, AccountSnapshot account, Currency underlying)
    {
        HashSet<InstrumentSymbol> held = [.. account.Positions.Select(position => position.Symbol), .. account.Orders.Select(order => order.Symbol)];
        HashSet<(Currency, Currency, Currency, Timestamp?)> chains = [.. held.Where(symbol => symbol.Kind == InstrumentKind.Option).Select(Chain)];
        return market with
        {
            Instruments = market.Instruments.Where(entry => held.Contains(entry.Key) || (entry.Key.Base == underlying && entry.Key.Kind == InstrumentKind.Option && chains.Contains(Chain(entry.Key)))).ToFrozenDictionary(),
            Books = FrozenDictionary<InstrumentSymbol, OrderBook>.Empty,
            Depths = FrozenDictionary<InstrumentSymbol, DepthSummary>.Empty,
        };

        // Options of one chain share a smile, by which they are repriced.
        static (Currency, Currency, Currency, Timestamp?) Chain(InstrumentSymbol symbol) => (symbol.Base, symbol.Quote, symbol.Settle, symbol.Expiry);
    }

    private static decimal? Below(IEnumerable<PriceInterval> intervals, decimal price)
    {
        decimal? nearest = null;
        foreach (PriceInterval interval in intervals.Where(interval => interval.From <= price)) nearest = interval.To is { } to && to < price ? to : price;
        return nearest;
    }

    private static decimal? Above(IEnumerable<PriceInterval> intervals, decimal price)
    {
        PriceInterval? next = intervals.FirstOrDefault(interval => interval.From > price);
        return next?.From;
    }

    // Eight digits are more than any market quotes.
    private static decimal Significant(decimal price)
    {
        int digits = 8 - (int)Math.Floor(Math.Log10((double)price)) - 1;
        return digits >= 0 ? decimal.Round(price, Math.Min(digits, 20)) : decimal.Round(price, 0);
    }
}
