using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

using Replaced = System.Collections.Generic.SortedDictionary<Plimsoll.Instruments.InstrumentSymbol, (Plimsoll.Models.InstrumentReplacement Replacement, Plimsoll.Market.InstrumentMarket Market)>;

namespace Plimsoll.Models;

/// <summary>The same books in the instruments that a venue lists: each instrument that it does not list is replaced by its nearest there.</summary>
/// <param name="Accounts">The accounts in the venue's instruments; what has no replacement is left as it was.</param>
/// <param name="Market">The market with the replacements in it.</param>
/// <param name="Replacements">What was replaced, in the order of the old symbols.</param>
public sealed record NearestInstruments(ImmutableArray<AccountSnapshot> Accounts, MarketSnapshot Market, ImmutableArray<InstrumentReplacement> Replacements)
{
    /// <summary>Balances that follow the positions they stand behind into another currency, at their index: (what they were, what they are).</summary>
    public ImmutableArray<(Currency From, Currency To)> Balances { get; init; } = [];

    /// <summary>Dollar coins that the venue settles in and the market has no price of; they are taken at one dollar.</summary>
    public ImmutableArray<Currency> AtPar { get; init; } = [];

    private static readonly Currency Usdt = Currency.Of("USDT"), Usdc = Currency.Of("USDC");

    private static readonly ImmutableArray<Currency> Dollars = [Usdt, Usdc, Currency.Usd];

    /// <summary>Replaces what a venue does not list.</summary>
    /// <remarks>Nearest is the same kind in another settlement currency, linear before inverse where the old one is linear and the other way round; then, for a dated future, a perpetual, unless the account holds another future of the coin, whose spread would be lost. Size in coins,
    /// market value and unrealised profit stay as they are, in US dollars. An option is only replaced by an option of the same expiry, strike and side. A balance that stood behind
    /// replaced positions only, and does not count for others at the venue, is exchanged at its index for what they settle in now; where a coin becomes dollars or the other way round, that changes the risk, and it is shown.</remarks>
    public static NearestInstruments Of(ImmutableArray<AccountSnapshot> accounts, MarketSnapshot market, IInstrumentListing listing)
    {
        MarketSnapshot given = market;
        Currency[] unpriced = [.. Dollars.Where(coin => given.UsdPrice(coin) is null)];
        market = market with { Indices = market.Indices.Concat(unpriced.Select(coin => KeyValuePair.Create((coin, Currency.Usd), new IndexPrice(1m, given.ValuationTime, null)))).ToFrozenDictionary() };
        IEnumerable<InstrumentSymbol> held = accounts.SelectMany(account => account.Positions.Select(position => position.Symbol)
            .Concat(account.Orders.Select(order => order.Symbol)).Concat(account.Isolated.Select(isolated => isolated.Position.Symbol)));
        var replaced = new Replaced();
        foreach (InstrumentSymbol symbol in held.Distinct().Where(symbol => listing.WhyNot(symbol) is not null && market.Instruments.GetValueOrDefault(symbol)?.MarkPrice is > 0m))
            if (Candidates(symbol).FirstOrDefault(candidate => listing.WhyNot(candidate) is null) is { } nearest && !LosesASpread(symbol, nearest, accounts) && Replace(symbol, nearest, market) is { } found)
                replaced[symbol] = found;
        if (replaced.Count == 0) return new(accounts, given, []);
        var added = replaced.Values.Where(entry => !entry.Replacement.IsQuoted).DistinctBy(entry => entry.Replacement.To).Select(entry => KeyValuePair.Create(entry.Replacement.To, entry.Market));
        MarketSnapshot whole = market with { Instruments = market.Instruments.Where(entry => added.All(other => other.Key != entry.Key)).Concat(added).ToFrozenDictionary() };
        var balances = new SortedSet<(Currency From, Currency To)>();
        ImmutableArray<AccountSnapshot> moved = [.. accounts.Select(account => Exchanged(account, InNewSymbols(account, whole, replaced), replaced, whole, listing, balances))];
        return new(moved, whole, [.. replaced.Values.Select(entry => entry.Replacement)]) 
        {
            Balances = [.. balances],
            AtPar = [.. unpriced.Where(coin => replaced.Values.Any(entry => entry.Replacement.To.Quote == coin || entry.Replacement.To.Settle == coin))],
        };
    }

    // Balances that stood behind positions now settled elsewhere go with them, by the notional of each; nothing else is touched.
    private static AccountSnapshot Exchanged(AccountSnapshot before, AccountSnapshot after, Replaced replaced, MarketSnapshot market, IInstrumentListing listing, SortedSet<(Currency From, Currency To)> balances)
    {
        HashSet<Currency> needed = [.. after.Positions.Select(position => position.Symbol.Settle), .. after.Orders.Select(order => order.Symbol.Settle)];
        foreach (Balance balance in after.Collateral.Where(balance => balance.Amount != 0m && !needed.Contains(balance.Currency) && !listing.CountsForAll(balance.Currency, market)))
        {
            var parts = before.Positions.Where(position => position.Symbol.Settle == balance.Currency && replaced.ContainsKey(position.Symbol))
                .GroupBy(position => replaced[position.Symbol].Replacement.To.Settle, position => Math.Abs(position.Quantity) * CoinsPerContract(market.Instruments[position.Symbol]) * (Usd(market, position.Symbol.Base) ?? 0m))
                .Select(group => (Settle: group.Key, Weight: group.Sum())).OrderBy(part => part.Settle).ToArray();
            decimal total = parts.Sum(part => part.Weight);
            if (total == 0m || Usd(market, balance.Currency) is not { } old) continue;
            after = AccountAdjustment.Transfer(after, balance.Currency, -balance.Amount);
            foreach ((Currency settle, decimal weight) in parts)
            {
                after = AccountAdjustment.Transfer(after, settle, balance.Amount * weight / total * old / Usd(market, settle)!.Value);
                balances.Add((balance.Currency, settle));
            }
        }

        return after with { Collateral = after.Collateral.RemoveAll(balance => balance.Amount == 0m) };
    }

    private static IEnumerable<InstrumentSymbol> Candidates(InstrumentSymbol symbol)
    {
        (Currency Quote, Currency Settle)[] linear = [(Usdt, Usdt), (Usdc, Usdc), (Currency.Usd, Currency.Usd)];
        (Currency Quote, Currency Settle)[] inverse = [(Currency.Usd, symbol.Base)];
        (Currency Quote, Currency Settle)[] order = symbol.IsInverse ? [.. inverse, .. linear] : [.. linear, .. inverse];
        IEnumerable<InstrumentSymbol> same = order.Select(pair => symbol.Kind switch
        {
            InstrumentKind.Option => InstrumentSymbol.Option(symbol.Base, pair.Quote, pair.Settle, symbol.Expiry!.Value, symbol.Strike!.Value, symbol.Side!.Value),
            InstrumentKind.DatedFuture => InstrumentSymbol.DatedFuture(symbol.Base, pair.Quote, pair.Settle, symbol.Expiry!.Value),
            _ => InstrumentSymbol.Perpetual(symbol.Base, pair.Quote, pair.Settle),
        });
        return symbol.Kind == InstrumentKind.DatedFuture ? [.. same, .. order.Select(pair => InstrumentSymbol.Perpetual(symbol.Base, pair.Quote, pair.Settle))] : same;
    }

    // A perpetual in place of a dated future would net away the spread of a book that holds the coin's other expiries or its perpetual as well.
    private static bool LosesASpread(InstrumentSymbol symbol, InstrumentSymbol nearest, ImmutableArray<AccountSnapshot> accounts) =>
        symbol.Kind == InstrumentKind.DatedFuture && nearest.Kind == InstrumentKind.Perpetual && accounts.Any(account =>
            account.Positions.Any(position => position.Symbol == symbol)
            && account.Positions.Any(position => position.Symbol != symbol && position.Symbol.Base == symbol.Base && position.Symbol.Kind != InstrumentKind.Option));

    private static (InstrumentReplacement, InstrumentMarket)? Replace(InstrumentSymbol from, InstrumentSymbol to, MarketSnapshot market)
    {
        InstrumentMarket old = market.Instruments[from];
        if (Usd(market, from.Quote) is not { } oldQuote || Usd(market, to.Quote) is not { } newQuote || Usd(market, from.Settle) is not { } oldSettle || Usd(market, to.Settle) is not { } newSettle) return null;
        bool option = from.Kind == InstrumentKind.Option;

        // A price of a future is in its quote currency, one of an option in its settlement currency.
        decimal ratio = option ? oldSettle / newSettle : oldQuote / newQuote;
        InstrumentMarket? quoted = market.Instruments.GetValueOrDefault(to);
        bool isQuoted = quoted?.MarkPrice is > 0m;
        InstrumentMarket one = isQuoted ? quoted! : new InstrumentMarket
        {
            Instrument = new Instrument(to, 1m, to.Expiry is null ? null : old.Instrument.Expiry),
            Time = old.Time,
            MarkPrice = old.MarkPrice * ratio,
            Forward = old.Forward * (oldQuote / newQuote),
            MarkVolatility = old.MarkVolatility,
            FundingRate = old.FundingRate,
            FundingIntervalHours = old.FundingIntervalHours,
        };
        decimal coins = CoinsPerContract(old), units = CoinsPerContract(one);
        return (new(from, to, coins / units, one.MarkPrice!.Value, isQuoted), one);
    }

    private static decimal CoinsPerContract(InstrumentMarket one) =>
        one.Instrument.Symbol.IsInverse && one.Instrument.Kind != InstrumentKind.Option ? one.Instrument.ContractSize / one.MarkPrice!.Value : one.Instrument.ContractSize;

    private static AccountSnapshot InNewSymbols(AccountSnapshot account, MarketSnapshot market, Replaced replaced)
    {
        AccountSnapshot changed = account with
        {
            Positions = [],
            Orders = [.. account.Orders.Select(order => replaced.TryGetValue(order.Symbol, out var entry) ? Order(order, entry.Replacement, market) : order)],
            Isolated =
            [
                .. account.Isolated.Select(isolated => replaced.TryGetValue(isolated.Position.Symbol, out var entry)
                    ? Isolated(isolated, entry.Replacement, market)
                    : isolated),
            ],
        };
        foreach (Position position in account.Positions)
        {
            if (!replaced.TryGetValue(position.Symbol, out var entry))
            {
                changed = changed with { Positions = changed.Positions.Add(position) };
                continue;
            }

            (Position moved, decimal cash) = Move(position, entry.Replacement, market);
            changed = changed with { Positions = changed.Positions.Add(moved) };
            if (cash != 0m) changed = AccountAdjustment.Transfer(changed, entry.Replacement.To.Settle, cash);
        }

        return changed;
    }

    private static IsolatedPosition Isolated(IsolatedPosition isolated, InstrumentReplacement replacement, MarketSnapshot market)
    {
        (Position moved, decimal cash) = Move(isolated.Position, replacement, market);
        decimal collateral = isolated.Collateral * Usd(market, replacement.From.Settle)!.Value / Usd(market, replacement.To.Settle)!.Value;
        return new(moved, Math.Max(0m, collateral + cash));
    }

    private static Order Order(Order order, InstrumentReplacement replacement, MarketSnapshot market) => new(
        replacement.To, order.Quantity * replacement.ContractsPerContract, order.Price * replacement.MarkPrice / market.Instruments[replacement.From].MarkPrice!.Value);

    // The entry is set so that the unrealised profit in dollars is the same; where no price above 0 does that, the profit is put into cash and the entry at the mark.
    private static (Position Position, decimal Cash) Move(Position position, InstrumentReplacement replacement, MarketSnapshot market)
    {
        InstrumentMarket old = market.Instruments[replacement.From], one = market.Instruments[replacement.To];
        decimal contracts = position.Quantity * replacement.ContractsPerContract;
        if (position.EntryPrice is not { } entry || contracts == 0m || replacement.From.Kind == InstrumentKind.Option) return (position with { Symbol = replacement.To, Quantity = contracts }, 0m);
        decimal units = position.Quantity * old.Instrument.ContractSize, mark = old.MarkPrice!.Value;
        decimal profit = replacement.From.IsInverse ? units * ((1m / entry) - (1m / mark)) : units * (mark - entry);
        decimal cash = profit * Usd(market, replacement.From.Settle)!.Value / Usd(market, replacement.To.Settle)!.Value;
        decimal held = contracts * one.Instrument.ContractSize, now = one.MarkPrice!.Value;
        decimal at = replacement.To.IsInverse ? (1m / now) + (cash / held) is var inverse and > 0m ? 1m / inverse : 0m : now - (cash / held);
        Position moved = position with { Symbol = replacement.To, Quantity = contracts, EntryPrice = at > 0m ? at : now };
        return (moved, at > 0m ? 0m : cash);
    }

    private static decimal? Usd(MarketSnapshot market, Currency currency) => market.UsdPrice(currency)?.Price;
}
