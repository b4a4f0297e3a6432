using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Okx;

/// <summary>OKX's portfolio margin: risk units by coin, MR1 to MR7 and MR9 in each, MR8 on debts.</summary>
internal sealed class OkxPortfolioRules(OkxPortfolioParameters parameters) : IVenueRules
{
    private readonly VenueDiscounts discounts = new(parameters.Collateral);

    /// <inheritdoc/>
    public string Venue => "OKX portfolio margin";

    /// <inheritdoc/>
    public Currency? Home => Currency.Usd;

    /// <inheritdoc/>
    public TimeSpan OldestPrice => TimeSpan.FromHours(parameters.MaximumAgeHours);

    /// <summary>Liquidated at a margin ratio of 100 % and below.</summary>
    public bool LiquidatesAtEquality => true;

    /// <inheritdoc/>
    public decimal WarningRatio => parameters.WarningRatio;

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol)
    {
        if (symbol.Kind == InstrumentKind.Option)
        {
            if (!symbol.IsInverse || !symbol.Quote.IsUsd) return "lists options settled in the coin and quoted in USD";
            return parameters.OptionAssets.Contains(symbol.Base) ? null : $"lists options on {string.Join(", ", parameters.OptionAssets)}";
        }

        if (symbol.IsInverse ? !symbol.Quote.IsUsd : symbol.Quote != symbol.Settle || symbol.Quote.Code is not ("USDT" or "USDC"))
            return "lists perpetuals and futures in USDT and USDC, and in the coin against USD";
        return AssetGroups.Of(parameters.SpotShocks, symbol.Base) is null || AssetGroups.Of(parameters.Basis, symbol.Base) is null || AssetGroups.Of(parameters.ExtremeMoves, symbol.Base) is null
            || AssetGroups.Of(parameters.Closing, symbol.Base) is null ? $"has no parameters of {symbol.Base} here" : null;
    }

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => VenueOptions.Gaps(account, market);

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding) => discounts.Haircut(book, holding);

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        foreach (IGrouping<string, VenuePosition> unit in book.Positions.GroupBy(UnitOf).OrderBy(group => group.Key, StringComparer.Ordinal)) lines.Add(Unit(book, unit.Key, [.. unit]));
        foreach (VenueHolding holding in book.Holdings.Where(holding => Owed(holding) > 0m)) lines.AddRange(Debt(book, holding));
        return new() { Lines = lines.ToImmutable(), Warnings = [.. VenueOptions.Fallbacks(book)] };
    }

    private string UnitOf(VenuePosition position) => parameters.MergedUnits ? position.Symbol.Base.Code : $"{position.Symbol.Base}-{position.Symbol.Quote}";

    private MarginLine Unit(VenueBook book, string name, ImmutableArray<VenuePosition> positions)
    {
        Currency underlying = positions[0].Symbol.Base;
        OkxUnitBook Of(Func<VenuePosition, decimal> contracts) => OkxUnitBook.Of(book, underlying, positions, contracts, parameters);
        OkxUnitBook held = Of(position => position.Quantity);
        OkxRiskUnit margin = held.Margin;
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        void Line(MarginComponent component, string part, decimal amount, Evidence evidence) =>
            lines.Add(book.Line(component, $"{name} {part}", parameters.InitialFactor * amount, amount, evidence));

        // Of MR1, MR2 and MR6 only the greatest counts; the others stand with nothing, their own amount as evidence.
        bool first = margin.SpotShock == margin.WorstMove, second = !first && margin.TimeDecay == margin.WorstMove;
        Line(MarginComponent.ScenarioRisk, "MR1", first ? margin.SpotShock : 0m, first ? held.Spot.Evidence(underlying.Code) : Alone(margin.SpotShock));
        Line(MarginComponent.TimeDecay, "MR2", second ? margin.TimeDecay : 0m, Alone(margin.TimeDecay));
        Line(MarginComponent.ExtremeMove, "MR6", first || second ? 0m : margin.ExtremeMove, first || second ? Alone(margin.ExtremeMove) : held.Extreme.Evidence(underlying.Code));
        if (!held.Stress.Options.IsEmpty)
        {
            Line(MarginComponent.VolatilityRisk, "MR3", margin.Vega, Numbers(("part that does not hold", parameters.VegaShare, "fraction")));
            Line(MarginComponent.RateRisk, "MR5", margin.Rate, Numbers(("loss at shifted rates", margin.Rate, "USD")));
        }

        Line(MarginComponent.BasisRisk, "MR4", margin.Basis, new Evidence.Numbers([.. held.Deltas.Select(one => new NamedValue(FormattableString.Invariant($"net delta at {one.Years * 365:0.##} days"), (double)one.Delta, "USD"))]));
        Line(MarginComponent.Minimum, "MR7", margin.MinimumTopUp, Numbers(("raw charge", held.RawClosing, "USD"), ("charge", margin.MinimumCharge, "USD"), ("MR1 to MR6", margin.MarketRisk, "USD")));
        if (held.Hedges.Length > 0)
            Line(MarginComponent.StablecoinDepeg, "MR9", margin.Depeg, Numbers(("hedged between dollars", held.Hedges.Sum(hedge => hedge.Amount), "USD")));

        // The venue margins orders inside the unit; here as if those of the worse side were filled.
        if (positions.Any(position => !position.Orders.IsEmpty))
        {
            decimal worse = Math.Max(Of(position => position.Quantity + position.Buys).Margin.Maintenance, Of(position => position.Quantity + position.Sells).Margin.Maintenance);
            decimal orders = Math.Max(0m, worse - margin.Maintenance);
            lines.Add(book.Line(MarginComponent.OpenOrders, name, parameters.InitialFactor * orders, 0m, Numbers(("maintenance margin with the worse side filled", worse, "USD"))));
        }

        return book.Sum(MarginComponent.Group, name, lines.ToImmutable());
    }

    private IEnumerable<MarginLine> Debt(VenueBook book, VenueHolding holding)
    {
        decimal liability = Owed(holding) * book.Price(holding.Asset);
        OkxDebtGroup group = AssetGroups.Of(parameters.Debts, holding.Asset) ?? new() { Assets = [], MaintenanceRate = 1m, InitialRate = 1m };
        var rates = new OkxBorrowing(group.MaintenanceRate, group.InitialRate, parameters.SpotFee);
        yield return book.Line(MarginComponent.Borrowing, $"{holding.Asset} MR8", rates.Initial(liability), rates.Maintenance(liability), Numbers(("debt", liability, "USD"), ("maintenance rate", group.MaintenanceRate, "fraction"), ("initial rate", group.InitialRate, "fraction")));

        // Beside the margin in the venue's margin ratio: nothing of it is initial margin.
        yield return book.Line(MarginComponent.Fees, $"{holding.Asset} repayment", 0m, rates.RepaymentFee(liability), Numbers(("fee", parameters.SpotFee, "fraction")));
    }

    // What is borrowed once losses are paid; an option's value is not paid before it expires.
    private static decimal Owed(VenueHolding holding) => Math.Max(0m, -(holding.Balance + holding.Pnl));

    private static Evidence.Numbers Alone(decimal amount) => Numbers(("alone", amount, "USD"));

    private static Evidence.Numbers Numbers(params (string Name, decimal Value, string Unit)[] values) => new([.. values.Select(value => new NamedValue(value.Name, (double)value.Value, value.Unit))]);
}
