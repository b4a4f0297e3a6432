using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Bybit;

/// <summary>Bybit's portfolio margin: risk units by coin, each its greatest loss over 33 scenarios and contingencies.</summary>
internal sealed class BybitPortfolioRules(BybitPortfolioParameters parameters) : IVenueRules
{
    private readonly VenueDiscounts discounts = new(parameters.Collateral);

    /// <inheritdoc/>
    public string Venue => "Bybit portfolio margin";

    /// <inheritdoc/>
    public Currency? Home => Currency.Usd;

    /// <inheritdoc/>
    public TimeSpan OldestPrice => TimeSpan.FromHours(parameters.MaximumAgeHours);

    /// <summary>Liquidated at a maintenance margin rate of 100 %.</summary>
    public bool LiquidatesAtEquality => true;

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol)
    {
        if (AssetGroups.Of(parameters.Groups, symbol.Base) is null) return $"has no parameters of {symbol.Base} here";
        bool dollars = symbol.Quote == symbol.Settle && symbol.Quote.Code is ("USDT" or "USDC");
        if (symbol.Kind == InstrumentKind.Option)
        {
            if (!dollars) return "lists options settled in USDT and USDC";
            return parameters.OptionAssets.Contains(symbol.Base) ? null : $"lists options on {string.Join(", ", parameters.OptionAssets)}";
        }

        return dollars || (symbol.IsInverse && symbol.Quote.IsUsd) ? null : "lists perpetuals and futures in USDT and USDC, and in the coin against USD";
    }

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => VenueOptions.Gaps(account, market);

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding) => discounts.Haircut(book, holding);

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        foreach (IGrouping<Currency, VenuePosition> unit in book.Positions.GroupBy(position => position.Symbol.Base).OrderBy(group => group.Key)) lines.Add(Unit(book, unit.Key, [.. unit]));
        foreach (VenueHolding holding in book.Holdings)
        {
            // What is borrowed once losses are paid; an option's value is not paid before it expires.
            decimal liability = Math.Max(0m, -(holding.Balance + holding.Pnl)) * book.Price(holding.Asset);
            if (liability == 0m) continue;
            BybitDebtGroup group = AssetGroups.Of(parameters.Debts, holding.Asset) ?? new() { Assets = [], MaintenanceRate = 1m, InitialRate = 1m };
            lines.Add(book.Line(MarginComponent.Borrowing, holding.Asset.Code, liability * group.InitialRate, liability * group.MaintenanceRate, Numbers(("debt", liability, "USD"), ("maintenance rate", group.MaintenanceRate, "fraction"), ("initial rate", group.InitialRate, "fraction"))));
        }

        return new() { Lines = lines.ToImmutable(), Warnings = [.. VenueOptions.Fallbacks(book)] };
    }

    private MarginLine Unit(VenueBook book, Currency coin, ImmutableArray<VenuePosition> positions)
    {
        BybitUnitBook Of(Func<VenuePosition, decimal> contracts) => BybitUnitBook.Of(book, coin, positions, contracts, parameters);
        BybitUnitBook held = Of(position => position.Quantity);
        BybitRiskUnit margin = held.Margin;
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        void Line(MarginComponent component, string part, decimal amount, Evidence evidence) => lines.Add(book.Line(component, $"{coin} {part}", parameters.InitialFactor * amount, amount, evidence));
        Line(MarginComponent.ScenarioRisk, "maximum loss", margin.MaximumLoss, held.Stress.Evidence(coin.Code));
        foreach ((string name, decimal amount) in new[]
        {
            ("futures", margin.Futures), ("short options", margin.Options), ("vega between expiries", margin.Vega), ("basis", margin.FutureDelta), ("delta between dollars", margin.UsdtUsdc),
        })
            if (amount != 0m)
                Line(MarginComponent.Contingency, name, amount, Numbers(("contingency", amount, "USD"), ("spot that hedges", held.SpotCoins, coin.Code)));

        // How the venue margins orders is not published; here as if those of the worse side were filled.
        if (positions.Any(position => !position.Orders.IsEmpty))
        {
            decimal worse = Math.Max(Of(position => position.Quantity + position.Buys).Margin.Maintenance, Of(position => position.Quantity + position.Sells).Margin.Maintenance);
            lines.Add(book.Line(MarginComponent.OpenOrders, coin.Code, parameters.InitialFactor * Math.Max(0m, worse - margin.Maintenance), 0m, Numbers(("maintenance margin with the worse side filled", worse, "USD"))));
        }

        return book.Sum(MarginComponent.Group, coin.Code, lines.ToImmutable());
    }

    private static Evidence.Numbers Numbers(params (string Name, decimal Value, string Unit)[] values) => new([.. values.Select(value => new NamedValue(value.Name, (double)value.Value, value.Unit))]);
}
