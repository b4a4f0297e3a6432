using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Standard;

/// <summary>Standard margin: each position by its own size, summed. Which venue it is, the parameters say.</summary>
internal sealed class StandardRules : IVenueRules
{
    private readonly StandardParameters parameters;
    private readonly ImmutableArray<StandardFutures> futures;
    private readonly ImmutableArray<StandardOptions> options;
    private readonly FrozenDictionary<Currency, (StandardCollateral Rule, DiscountTiers Tiers)> collateral;

    /// <summary>Rules of parameters that have no problem.</summary>
    public StandardRules(StandardParameters parameters)
    {
        this.parameters = parameters;
        futures = [.. parameters.Markets.Select(market => new StandardFutures(market))];
        options = parameters.Options ?? [];
        collateral = (parameters.Collateral ?? []).SelectMany(entry =>
        {
            DiscountTiers tiers = entry.ToTiers();
            return entry.Assets.Select(asset => (asset, (entry, tiers)));
        }).ToFrozenDictionary(entry => entry.asset, entry => entry.Item2);
    }

    /// <inheritdoc/>
    public string Venue => parameters.Venue;

    /// <inheritdoc/>
    public Currency? Home => parameters.Home;

    /// <inheritdoc/>
    public decimal LiquidationRatio => parameters.LiquidationRatio ?? 1m;

    /// <inheritdoc/>
    public bool LiquidatesAtEquality => parameters.LiquidatesAtEquality;

    /// <inheritdoc/>
    public decimal WarningRatio => parameters.WarningRatio;

    /// <inheritdoc/>
    public bool OrdersCountAtMaintenance => parameters.Markets.Any(market => market.Orders == StandardOrders.PositionPlusOrders);

    private bool OptionValueCounts => parameters.OptionValueCounts == true;

    /// <summary>The model under checked parameters.</summary>
    /// <exception cref="InvalidInputException">The parameters contradict each other; every problem is named.</exception>
    public static IMarginModel Create(ModelVersion version, StandardParameters parameters) =>
        parameters.Problems() is { Length: > 0 } problems ? throw new InvalidInputException(problems) : new VenueModel(version, new StandardRules(parameters));

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol)
    {
        if (FuturesOf(symbol) is not null || OptionsOf(symbol) is not null) return null;
        if (futures.Any(group => group.Holds(symbol))) return $"has no tier table of {symbol.Base} in this rulebook; give one with --tiers FILE";
        string kind = symbol.Kind switch { InstrumentKind.Option => "options", InstrumentKind.DatedFuture => "dated futures", _ => "perpetuals" };
        return $"margins no {kind} on {symbol.Base} in {symbol.Quote} settled in {symbol.Settle} under this rulebook";
    }

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market)
    {
        foreach (IGrouping<InstrumentSymbol, Position> held in account.Positions.GroupBy(position => position.Symbol).OrderBy(group => group.Key))
        {
            if (FuturesOf(held.Key) is not { } group) continue;
            // What was opened counts, so that a price that moves later does not make a position one that the venue never took.
            decimal gross = held.Sum(position => Math.Abs(position.Quantity));
            if (gross == 0m) continue;
            decimal entry = held.Sum(position => Math.Abs(position.Quantity) * position.EntryPrice!.Value) / gross;
            var position = new VenuePosition { Market = market.Instruments[held.Key], Quantity = held.Sum(one => one.Quantity), EntryPrice = entry, Index = entry };
            if (group.Beyond(position, Math.Abs(position.Quantity), entry) is { } largest)
                yield return new(held.Key.ToString(), $"tier for its size: {Venue} takes at most {largest}", null);
        }

        foreach (IGrouping<InstrumentSymbol, Order> ordered in account.Orders.GroupBy(order => order.Symbol).OrderBy(group => group.Key))
        {
            if (FuturesOf(ordered.Key) is not { } group) continue;
            decimal quantity = account.Positions.Where(position => position.Symbol == ordered.Key).Sum(position => position.Quantity);
            foreach (IGrouping<int, Order> side in ordered.GroupBy(order => Math.Sign(order.Quantity)).Where(side => side.Key != 0))
            {
                decimal size = side.Sum(order => Math.Abs(order.Quantity)), price = side.Sum(order => Math.Abs(order.Quantity) * order.Price) / size;
                decimal filled = Math.Abs(quantity + (side.Key * size));
                var position = new VenuePosition { Market = market.Instruments[ordered.Key], Quantity = quantity, EntryPrice = price, Index = price };
                if (filled > Math.Abs(quantity) && group.Beyond(position, filled, price) is { } largest)
                    yield return new(ordered.Key.ToString(), $"tier for its size with its orders: {Venue} takes at most {largest}", null);
            }
        }

        IEnumerable<InstrumentSymbol> traded = account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol));
        foreach (InstrumentSymbol symbol in traded.Where(symbol => symbol.Kind == InstrumentKind.Option).Distinct().Order())
        {
            StandardOptions rules = OptionsOf(symbol)!;
            bool needed = rules.Moneyness == StandardOptionPrice.Forward || (rules.Underlying == StandardOptionPrice.Forward && !symbol.IsInverse);
            if (needed && StandardOptionMargin.Forward(market.Instruments[symbol], market) is null) yield return new(symbol.ToString(), "forward", null);
        }
    }

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding) => parameters.DiscountsAtInitialOnly == true ? 0m : Uncounted(book, holding);

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        StandardCharge[] charges = [.. Charges(book)];
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        foreach (IGrouping<Currency, StandardCharge> coin in charges.GroupBy(charge => charge.Symbol.Base).OrderBy(group => group.Key))
            lines.Add(book.Sum(MarginComponent.Underlying, coin.Key.Code, [.. coin.Select(charge => LineOf(book, charge))]));
        if (parameters.DiscountsAtInitialOnly == true && book.Holdings.Sum(holding => Uncounted(book, holding)) is > 0m and var uncounted)
            lines.Add(book.Line(MarginComponent.InitialHaircut, "", uncounted, 0m, new Evidence.Numbers([new("collateral that does not count", (double)uncounted, book.Currency.Code)])));
        return new()
        {
            Lines = lines.ToImmutable(),
            Shares = [.. charges.Select(charge => (charge, price: book.Price(charge.Symbol.Settle))).Select(one => new VenueShare(one.charge.Symbol, one.charge.Initial * one.price, one.charge.Maintenance * one.price))],
            // Where option values do not count, equity is without them on both sides: what a sold option is worth is in its requirement.
            CostToRealiseGains = OptionValueCounts ? 0m : book.Holdings.Sum(holding => holding.Options * book.Price(holding.Asset)),
            Warnings = [.. charges.Where(charge => charge.Beyond).Select(charge => new MarginWarning(
                "beyond-last-tier", $"{charge.Symbol} has grown beyond the last tier of {Venue}; the last tier's rate goes on."))],
        };
    }

    private static MarginLine LineOf(VenueBook book, StandardCharge charge)
    {
        decimal price = book.Price(charge.Symbol.Settle);
        MarginComponent component = charge.Symbol.Kind == InstrumentKind.Option ? MarginComponent.OptionMargin : MarginComponent.PositionMargin;
        return book.Line(component, charge.Symbol.ToString(), charge.Initial * price, charge.Maintenance * price, charge.Evidence);
    }

    private IEnumerable<StandardCharge> Charges(VenueBook book)
    {
        Dictionary<string, decimal> families = book.Positions.Where(position => FuturesOf(position.Symbol)?.FamilyOf(position.Symbol) is not null)
            .GroupBy(position => FuturesOf(position.Symbol)!.FamilyOf(position.Symbol)!).ToDictionary(group => group.Key, group => group.Sum(position => FuturesOf(position.Symbol)!.HeldSize(position)));
        Dictionary<(Currency, Currency), decimal> sold = book.Positions.Where(position => position.IsOption)
            .GroupBy(position => (position.Symbol.Base, position.Symbol.Settle))
            .ToDictionary(group => group.Key, group => group.Sum(position => Math.Max(0m, -(position.Quantity + position.Sells)) * position.Instrument.ContractSize));
        foreach (VenuePosition position in book.Positions)
        {
            if (position.IsOption)
            {
                StandardOptions rules = OptionsOf(position.Symbol)!;
                decimal factor = rules.FactorOf(sold[(position.Symbol.Base, position.Symbol.Settle)]) ?? rules.Factors!.Value[^1].Factor;
                yield return StandardOptionMargin.Charge(rules, position, book.Market, factor, OptionValueCounts);
                continue;
            }

            StandardFutures group = FuturesOf(position.Symbol)!;
            decimal others = group.FamilyOf(position.Symbol) is { } family ? families[family] - group.HeldSize(position) : 0m;
            yield return group.Charge(position, others);
        }
    }

    private decimal Uncounted(VenueBook book, VenueHolding holding)
    {
        decimal held = OptionValueCounts ? holding.Equity : holding.Balance + holding.Pnl;
        decimal price = book.Price(holding.Asset);
        if (held <= 0m) return 0m;

        // Margined alone, a balance supports what settles in it and nothing else.
        if (Home is null) return Settles(holding.Asset) ? 0m : held * price;
        if (!collateral.TryGetValue(holding.Asset, out (StandardCollateral Rule, DiscountTiers Tiers) entry)) return holding.Asset == Home ? 0m : held * price;
        return entry.Rule.ByValue == true ? (held * price) - entry.Tiers.Counted(held * price) : (held - entry.Tiers.Counted(held)) * price;
    }

    private bool Settles(Currency asset) =>
        parameters.Markets.Any(market => StandardScope.Settles(asset, market.Tables.SelectMany(table => table.Instruments), market.Quotes, market.Settles, market.Inverse))
        || options.Any(group => StandardScope.Settles(asset, group.Instruments, group.Quotes, group.Settles, group.Inverse));

    private StandardFutures? FuturesOf(InstrumentSymbol symbol) => futures.FirstOrDefault(group => group.Holds(symbol) && group.HasTable(symbol));

    private StandardOptions? OptionsOf(InstrumentSymbol symbol) => options.FirstOrDefault(group => group.Holds(symbol));
}
