using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Binance;

/// <summary>Binance's portfolio margin: brackets of USD-M and COIN-M contracts and loans, all against one equity; there is no initial margin, new risk needs a ratio instead.</summary>
internal sealed class BinancePortfolioRules : IVenueRules
{
    private readonly BinancePortfolioParameters parameters;
    private readonly Dictionary<(Currency Asset, bool Inverse), TierTable> brackets = [];
    private readonly VenueDiscounts discounts;

    /// <summary>Rules of parameters that have no problem.</summary>
    public BinancePortfolioRules(BinancePortfolioParameters parameters)
    {
        this.parameters = parameters;
        foreach (BinanceBrackets market in parameters.Markets)
        {
            // A position that has grown beyond the last bracket is held to its rate.
            TierTable table = TierTable.Create(TierReading.Marginal, market.Rows());
            foreach (Currency asset in market.Assets) brackets[(asset, market.Inverse)] = table;
        }

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
        if (symbol.IsInverse ? !symbol.Quote.IsUsd : symbol.Quote != symbol.Settle || symbol.Quote.Code != "USDT") return "covers contracts in USDT, and in the coin against USD";
        return brackets.ContainsKey((symbol.Base, symbol.IsInverse)) ? null : $"has no brackets of {symbol.Base} {(symbol.IsInverse ? "in coin" : "in USDT")} in this rulebook";
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
                TierTable table = Of(position);
                decimal price = book.Price(position.Symbol.Settle), value = position.Notional, maintenance = Maintenance(position, position.Quantity) * price;
                TierPoint point = table.AtOrBeyond(value);
                own.Add(book.Line(MarginComponent.PositionMargin, position.Symbol.ToString(), parameters.ReduceOnlyRatio * maintenance, maintenance, Numbers(
                    ("value", value, position.Symbol.Settle.Code), ("bracket", point.Tier, ""), ("maintenance rate", point.MaintenanceRate, "fraction"), ("deduction", point.Deduction, position.Symbol.Settle.Code))));
                shares.Add(new(position.Symbol, parameters.ReduceOnlyRatio * maintenance, maintenance));
                if (table.Largest < value) warnings.Add(new("beyond-last-tier", $"{position.Symbol} has grown beyond the last bracket; the last bracket's rate goes on."));
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
        decimal worse = Math.Max(Maintenance(position, position.Quantity + position.Buys), Maintenance(position, position.Quantity + position.Sells)) * price;
        decimal size = position.Instrument.ContractSize, mark = position.Mark;
        decimal loss = position.Orders.Sum(order => Math.Max(0m, position.Symbol.IsInverse
            ? order.Quantity * size * ((1m / mark) - (1m / order.Price))
            : order.Quantity * size * (order.Price - mark))) * price;
        decimal initial = (parameters.ReduceOnlyRatio * Math.Max(0m, worse - maintenance)) + loss;
        return book.Line(MarginComponent.OpenOrders, position.Symbol.ToString(), initial, 0m, Numbers(("maintenance margin with the worse side filled", worse, "USD"), ("open loss", loss, "USD")));
    }

    // abs(rate · position · mark) − cum, in the settlement currency.
    private decimal Maintenance(VenuePosition position, decimal contracts)
    {
        decimal value = position.NotionalOf(contracts);
        TierPoint point = Of(position).AtOrBeyond(value);
        return (value * point.MaintenanceRate) - point.Deduction;
    }

    private TierTable Of(VenuePosition position) => brackets[(position.Symbol.Base, position.Symbol.IsInverse)];

    private static Evidence.Numbers Numbers(params (string Name, decimal Value, string Unit)[] values) => new([.. values.Select(value => new NamedValue(value.Name, (double)value.Value, value.Unit))]);
}
