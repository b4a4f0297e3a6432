using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>A venue's rules at one market: gaps, netting, one statement for each book, and their total.</summary>
internal sealed class VenueEvaluator(ModelVersion version, IVenueRules rules, MarketSnapshot market) : IMarginEvaluator
{
    /// <inheritdoc/>
    public ImmutableArray<MarginOutcome> Evaluate(ImmutableArray<AccountSnapshot> accounts, MarginDetail detail)
    {
        var outcomes = ImmutableArray.CreateBuilder<MarginOutcome>();
        foreach (AccountSnapshot account in accounts)
        {
            outcomes.Add(Evaluate(account with { Isolated = [] }, detail));
            foreach (IsolatedPosition isolated in account.Isolated) outcomes.Add(Evaluate(AccountAdjustment.Isolate(account, isolated), detail));
        }

        return outcomes.ToImmutable();
    }

    private MarginOutcome Evaluate(AccountSnapshot account, MarginDetail detail)
    {
        ImmutableArray<DataGap> gaps = VenueGaps.Of(account, market, rules);
        if (gaps.Length > 0) return new MarginOutcome.Unavailable(account.Path, gaps);
        ImmutableArray<VenueBook> books = Books(account);
        ImmutableArray<MarginStatement> statements = [.. books.Select(book => VenueStatement.Of(account.Path, book, rules, version))];
        if (detail == MarginDetail.Full) statements = [.. statements.Select((statement, i) => statement with { LiquidationLevels = Levels(account, books[i]) })];
        MarginStatement whole = statements is [var only] && only.Currency.IsUsd ? only : VenueTotal.Of(account.Path, statements, books, market.ValuationTime, version);
        return new MarginOutcome.Calculated(whole);
    }

    private ImmutableArray<VenueBook> Books(AccountSnapshot given)
    {
        AccountSnapshot account = given.Canonical(symbol => market.Instruments[symbol].Instrument.ContractSize);
        InstrumentSymbol[] symbols = [.. account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol)).Distinct().Order()];
        Dictionary<Currency, decimal> usd = VenueGaps.Currencies(account, symbols, rules).Distinct().ToDictionary(currency => currency, currency => market.UsdPrice(currency)!.Price);
        VenuePosition[] positions = [.. symbols.Select(symbol => Position(symbol, account, usd))];
        if (rules.Home is { } home) return [new VenueBook(market, home, [.. positions], account.Collateral, usd)];
        Currency[] settled = [.. positions.Select(position => position.Symbol.Settle).Concat(account.Collateral.Select(balance => balance.Currency)).Distinct().Order()];
        if (settled.Length == 0) settled = [Currency.Usd];
        usd.TryAdd(Currency.Usd, 1m);
        return
        [
            .. settled.Select(currency => new VenueBook(
                market, currency, [.. positions.Where(position => position.Symbol.Settle == currency)], [.. account.Collateral.Where(balance => balance.Currency == currency)], usd)),
        ];
    }

    private VenuePosition Position(InstrumentSymbol symbol, AccountSnapshot account, Dictionary<Currency, decimal> usd)
    {
        InstrumentMarket one = market.Instruments[symbol];
        Position? held = account.Positions.FirstOrDefault(position => position.Symbol == symbol);
        decimal index = market.Indices.TryGetValue((symbol.Base, symbol.Quote), out IndexPrice? direct) ? direct.Price : usd[symbol.Base] / usd[symbol.Quote];
        return new()
        {
            Market = one,
            Quantity = held?.Quantity ?? 0m,
            EntryPrice = held?.EntryPrice ?? one.MarkPrice!.Value,
            Leverage = held?.Leverage,
            Orders = [.. account.Orders.Where(order => order.Symbol == symbol)],
            Index = index,
        };
    }

    private ImmutableArray<LiquidationLevel> Levels(AccountSnapshot account, VenueBook book)
    {
        var levels = ImmutableArray.CreateBuilder<LiquidationLevel>();
        HashSet<InstrumentSymbol> inBook = [.. book.Positions.Select(position => position.Symbol)];
        AccountSnapshot part = account with
        {
            Positions = [.. account.Positions.Where(position => inBook.Contains(position.Symbol))],
            Orders = rules.OrdersCountAtMaintenance ? [.. account.Orders.Where(order => inBook.Contains(order.Symbol))] : [],
            Collateral = rules.Home is null ? [.. account.Collateral.Where(balance => balance.Currency == book.Currency)] : account.Collateral,
        };
        foreach (Currency underlying in Factors(part, book))
        {
            MarketSnapshot around = LiquidationScan.Around(market, part, underlying);
            levels.Add(LiquidationScan.Along(underlying.Code, book.Usd(underlying), multiple =>
            {
                var moved = new VenueEvaluator(version, rules, Scenarios.MarketShift.Spot(around, underlying, multiple - 1m));
                return moved.Surplus(part, book.Currency);
            }));
        }

        return levels.ToImmutable();
    }

    // Coins held are factors too: their fall can liquidate as well as a position's loss.
    private IEnumerable<Currency> Factors(AccountSnapshot part, VenueBook book)
    {
        if (part.Positions.IsEmpty) return [];
        IEnumerable<Currency> bases = part.Positions.Select(position => position.Symbol.Base);
        var coins = Scenarios.MarketShift.Underlyings(market);
        return [.. bases.Concat(rules.Home is null ? [] : part.Collateral.Where(balance => balance.Amount != 0m).Select(balance => balance.Currency).Where(coins.Contains)).Distinct().Order()];
    }

    // Equity less what liquidates; null where the moved market misses something.
    private decimal? Surplus(AccountSnapshot account, Currency currency)
    {
        if (VenueGaps.Of(account, market, rules).Length > 0) return null;
        VenueBook book = Books(account).Single(one => one.Currency == currency);
        MarginStatement statement = VenueStatement.Of(account.Path, book, rules, version);
        return statement.Equity.Amount - (statement.MaintenanceMargin.Amount * rules.LiquidationRatio);
    }
}
