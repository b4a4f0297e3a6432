using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>What keeps a venue's rules from margining an account: instruments that it does not list, marks and prices that are missing or old, and what its rules add.</summary>
internal static class VenueGaps
{
    /// <summary>Everything that is missing.</summary>
    public static ImmutableArray<DataGap> Of(AccountSnapshot account, MarketSnapshot market, IVenueRules rules)
    {
        var gaps = ImmutableArray.CreateBuilder<DataGap>();
        InstrumentSymbol[] symbols = [.. account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol)).Distinct().Order()];
        foreach (InstrumentSymbol symbol in symbols)
        {
            if (rules.WhyNot(symbol) is { } reason) gaps.Add(new(symbol.ToString(), $"margin rule: {rules.Venue} {reason}", null));
            else if (market.Instruments.GetValueOrDefault(symbol) is not { } one) gaps.Add(new(symbol.ToString(), "instrument", null));
            else if (one.MarkPrice is null || (one.MarkPrice == 0m && symbol.Kind != InstrumentKind.Option)) gaps.Add(new(symbol.ToString(), "mark price", null));
            else if (market.AgeOf(one.Time) > rules.OldestPrice) gaps.Add(new(symbol.ToString(), "mark price", market.AgeOf(one.Time)));
            else if (symbol.Kind != InstrumentKind.Option && account.Positions.Any(position => position.Symbol == symbol && position.EntryPrice is null))
                gaps.Add(new(symbol.ToString(), "entry price", null));
        }

        foreach (Currency currency in Currencies(account, symbols, rules).Distinct().Order())
        {
            if (market.UsdPrice(currency) is not { } price) gaps.Add(new($"{currency}/USD", "index price", null));
            else if (market.AgeOf(price.Time) > rules.OldestPrice) gaps.Add(new($"{currency}/USD", "index price", market.AgeOf(price.Time)));
        }

        if (gaps.Count == 0) gaps.AddRange(rules.Gaps(account, market));
        return gaps.ToImmutable();
    }

    /// <summary>Every currency whose price counts.</summary>
    public static IEnumerable<Currency> Currencies(AccountSnapshot account, IEnumerable<InstrumentSymbol> symbols, IVenueRules rules) =>
    [
        .. symbols.SelectMany(symbol => new[] { symbol.Base, symbol.Quote, symbol.Settle }),
        .. account.Collateral.Where(balance => balance.Amount != 0m).Select(balance => balance.Currency),
        .. rules.Home is { } home ? [home] : Array.Empty<Currency>(),
    ];
}
