using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Standard;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Binance;

/// <summary>Binance's portfolio margin: brackets of USD-M and COIN-M contracts and loans, all against one equity; there is no initial margin, new risk needs a ratio instead.</summary>
internal sealed class BinancePortfolioRules : IVenueRules
{
    private readonly BinancePortfolioParameters parameters;
    private readonly ImmutableArray<StandardFutures> futures;
    private readonly VenueDiscounts discounts;

    /// <summary>Rules of parameters that have no problem.</summary>
    public BinancePortfolioRules(BinancePortfolioParameters parameters)
    {
        this.parameters = parameters;
        futures = [.. parameters.Markets.Select(market => new StandardFutures(market))];
        discounts = new(parameters.Collateral);
    }

    /// <inheritdoc/>
    public string Venue => "Binance portfolio margin";

    /// <inheritdoc/>
    public Currency? Home => Currency.Usd;

    /// <inheritdoc/>
    public TimeSpan OldestPrice => TimeSpan.FromHours(parameters.MaximumAgeHours);

    /// <inheritdoc/>
    public decimal LiquidationRatio => parameters.LiquidationRatio;

    /// <summary>Liquidated at the ratio and below.</summary>
    public bool LiquidatesAtEquality => true;

    /// <inheritdoc/>
    public decimal WarningRatio => parameters.ReminderRatio;

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol)
    {
        if (symbol.Kind == InstrumentKind.Option) return "covers no options here";
        if (Of(symbol) is not null) return null;
        return futures.Any(group => group.Holds(symbol)) ? $"has no brackets of {symbol.Base} in this rulebook" : $"covers no contracts on {symbol.Base} in {symbol.Quote} settled in {symbol.Settle}";
    }

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding) => discounts.Haircut(book, holding);

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        var shares = ImmutableArray.CreateBuilder<VenueShare>();
        var warnings = ImmutableArray.CreateBuilder<MarginWarning>();
        foreach (IGrouping<Currency, VenuePosition> coin in book.Positions.GroupBy(position => position.Symbol.Base).OrderBy(group => group.Key))
        {
            var own = ImmutableArray.CreateBuilder<MarginLine>();
            foreach (VenuePosition position in coin)
            {
                StandardCharge held = Charge(position, position.Quantity);
                decimal price = book.Price(position.Symbol.Settle), maintenance = held.Maintenance * price;
                own.Add(book.Line(MarginComponent.PositionMargin, position.Symbol.ToString(), parameters.ReduceOnlyRatio * maintenance, maintenance, held.Evidence));
                shares.Add(new(position.Symbol, parameters.ReduceOnlyRatio * maintenance, maintenance));
                if (held.Beyond) warnings.Add(new("beyond-last-tier", $"{position.Symbol} has grown beyond the last bracket; the last bracket's rate goes on."));
                if (!position.Orders.IsEmpty) own.Add(Orders(book, position, maintenance, price));
            }

            lines.Add(book.Sum(MarginComponent.Underlying, coin.Key.Code, own.ToImmutable()));
        }

        foreach (VenueHolding holding in book.Holdings.Where(holding => holding.Balance < 0m))
        {
            decimal rate = (AssetGroups.Of(parameters.Loans, holding.Asset) ?? new() { Assets = [], Rate = 1m }).Rate, loan = -holding.Balance * book.Price(holding.Asset);
            decimal maintenance = UnifiedMargin.LoanMaintenance(loan, rate);
            lines.Add(book.Line(MarginComponent.Borrowing, holding.Asset.Code, parameters.ReduceOnlyRatio * maintenance, maintenance, Numbers(("loan", loan, "USD"), ("rate", rate, "fraction"))));
        }

        return new() { Lines = lines.ToImmutable(), Shares = shares.ToImmutable(), Warnings = warnings.ToImmutable() };
    }

    // What the worse side would need once filled, and what filling it away from the mark would lose (OpenLoss).
    private MarginLine Orders(VenueBook book, VenuePosition position, decimal maintenance, decimal price)
    {
        decimal worse = Math.Max(Charge(position, position.Quantity + position.Buys).Maintenance, Charge(position, position.Quantity + position.Sells).Maintenance) * price;
        decimal size = position.Instrument.ContractSize, mark = position.Mark;
        decimal loss = position.Orders.Sum(order => Math.Max(0m, position.Symbol.IsInverse
            ? order.Quantity * size * ((1m / mark) - (1m / order.Price))
            : order.Quantity * size * (order.Price - mark))) * price;
        decimal initial = (parameters.ReduceOnlyRatio * Math.Max(0m, worse - maintenance)) + loss;
        return book.Line(MarginComponent.OpenOrders, position.Symbol.ToString(), initial, 0m, Numbers(("maintenance margin with the worse side filled", worse, "USD"), ("open loss", loss, "USD")));
    }

    private StandardCharge Charge(VenuePosition position, decimal contracts) => Of(position.Symbol)!.Charge(position with { Quantity = contracts, Orders = [] }, 0m);

    private StandardFutures? Of(InstrumentSymbol symbol) => futures.FirstOrDefault(group => group.Holds(symbol) && group.HasTable(symbol));

    private static Evidence.Numbers Numbers(params (string Name, decimal Value, string Unit)[] values) => new([.. values.Select(value => new NamedValue(value.Name, (double)value.Value, value.Unit))]);
}
