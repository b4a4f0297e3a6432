using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Venues;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Models.Span;

/// <summary>SPAN as CME runs it for futures and options: sixteen scenarios a coin, spreads between months, credits between coins, a least charge of options sold.</summary>
internal sealed class SpanRules(SpanParameters parameters) : IVenueRules
{
    private readonly VenueDiscounts discounts = new(parameters.Collateral);

    /// <inheritdoc/>
    public string Venue => "SPAN";

    /// <inheritdoc/>
    public Currency? Home => Currency.Usd;

    /// <inheritdoc/>
    public TimeSpan OldestPrice => TimeSpan.FromHours(parameters.MaximumAgeHours);

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol) =>
        parameters.ProductOf(symbol.Base) is null ? $"has scan ranges of {string.Join(", ", parameters.Products.Select(product => product.Underlying))} only" : null;

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => VenueOptions.Gaps(account, market);

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding) => discounts.BalanceHaircut(book, holding);

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        ImmutableArray<SpanCommodity> commodities = Commodities(book, position => position.Quantity);
        ImmutableArray<decimal> credits = SpanCommodity.Credits(commodities, parameters.Credits);
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        decimal total = 0m;
        for (int i = 0; i < commodities.Length; i++)
        {
            lines.Add(Commodity(book, commodities[i], credits[i]));
            total += commodities[i].Risk(credits[i]);
        }

        if (book.Positions.Any(position => !position.Orders.IsEmpty))
        {
            decimal worse = Math.Max(Total(book, position => position.Quantity + position.Buys), Total(book, position => position.Quantity + position.Sells));
            lines.Add(book.Line(MarginComponent.OpenOrders, "", parameters.InitialFactor * Math.Max(0m, worse - total), 0m, Numbers(("risk with the worse side filled", worse, "USD"))));
        }

        return new() { Lines = lines.ToImmutable(), Warnings = [.. VenueOptions.Fallbacks(book)] };
    }

    private decimal Total(VenueBook book, Func<VenuePosition, decimal> contracts)
    {
        ImmutableArray<SpanCommodity> commodities = Commodities(book, contracts);
        ImmutableArray<decimal> credits = SpanCommodity.Credits(commodities, parameters.Credits);
        return commodities.Select((commodity, i) => commodity.Risk(credits[i])).Sum();
    }

    private MarginLine Commodity(VenueBook book, SpanCommodity commodity, decimal credit)
    {
        string coin = commodity.Product.Underlying.Code;
        decimal spread = commodity.BeforeCredit - credit, minimum = Math.Max(0m, commodity.ShortOptionMinimum - spread);
        MarginLine Line(MarginComponent component, string part, decimal amount, Evidence evidence) => book.Line(component, $"{coin} {part}", parameters.InitialFactor * amount, amount, evidence);
        var scenarios = new Evidence.ScenarioSet([.. SpanScenario.All.Select((one, i) => new ScenarioLoss(one.Name, (double)commodity.Scan.Losses[i], 1))], commodity.Scan.ScanRisk > 0m ? commodity.Scan.Worst : -1);
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        lines.Add(Line(MarginComponent.ScenarioRisk, "scanning risk", commodity.Scan.ScanRisk, scenarios));
        if (commodity.Deltas.Length > 1)
            lines.Add(Line(MarginComponent.InterMonthSpread, "between months", commodity.InterMonthCharge, new Evidence.Numbers([.. commodity.Deltas.Select(month => new NamedValue(FormattableString.Invariant($"net delta at {month.Days:0.##} days"), (double)month.Delta, coin))])));
        if (credit != 0m)
            lines.Add(Line(MarginComponent.InterCommodityCredit, "credit", -credit, Numbers(("price risk", commodity.PriceRisk, "USD"), ("net delta", commodity.NetDelta, coin))));
        if (commodity.ShortOptionMinimum > 0m)
            lines.Add(Line(MarginComponent.Minimum, "short option minimum", minimum, Numbers(("short option minimum", commodity.ShortOptionMinimum, "USD"), ("risk before it", spread, "USD"))));
        return book.Sum(MarginComponent.Group, coin, lines.ToImmutable());
    }

    private ImmutableArray<SpanCommodity> Commodities(VenueBook book, Func<VenuePosition, decimal> contracts) =>
    [
        .. book.Positions.GroupBy(position => position.Symbol.Base).OrderBy(group => group.Key).Select(group => new SpanCommodity(
            parameters.ProductOf(group.Key)!, [.. group.Where(position => contracts(position) != 0m).Select(position => Of(book, position, contracts(position)))], book.Usd(group.Key))),
    ];

    private SpanPosition Of(VenueBook book, VenuePosition position, decimal contracts)
    {
        SpanProduct product = parameters.ProductOf(position.Symbol.Base)!;
        decimal coins = position.CoinsOf(contracts), spot = book.Usd(position.Symbol.Base);
        double years = position.Instrument.YearsFrom(book.Market.ValuationTime), days = years * 365;
        if (parameters.ArrayOf(position.Symbol) is { } given) return new(new SpanRiskArray(given.Losses), coins / given.ContractCoins, coins, (decimal)given.Delta, days, position.IsOption);
        if (!position.IsOption)
        {
            // A contract of fixed dollars moves by its dollars at the scenario's price.
            decimal price = position.Symbol.IsInverse ? spot : position.Mark * book.Usd(position.Symbol.Quote);
            SpanScan future = Scan(product, product.PriceScanRange * price * product.ContractCoins);
            return new(SpanRiskArray.Future(future, parameters.ArrayRounding), coins / product.ContractCoins, coins, 1m, days, false);
        }

        RepricedPosition option = VenueOptions.InUsd(book, position, 1m);
        decimal usd = (decimal)(option.Units / (double)position.CoinsOf(1m)), units = usd * product.ContractCoins;
        SpanScan scan = Scan(product, product.PriceScanRange * (decimal)option.Price * units);
        SpanRiskArray array = SpanRiskArray.Option(scan, option.Side!.Value, option.Price, option.Strike, years, option.Volatility, parameters.LookAheadDays / 365, units, parameters.ArrayRounding);
        return new(array, coins / product.ContractCoins, coins, (decimal)CompositeDelta(option, product), days, true);
    }

    private double CompositeDelta(RepricedPosition option, SpanProduct product)
    {
        double delta = 0, weights = 0, years = Math.Max(0, option.Years - (parameters.LookAheadDays / 365));
        for (int third = -3; third <= 3; third++)
        {
            double weight = parameters.DeltaWeights[Math.Abs(third)], forward = option.Price * Math.Max(1e-4, 1 + ((double)product.PriceScanRange * third / 3));
            delta += weight * Black76.Greeks(option.Side!.Value, forward, option.Strike, years, option.Volatility).Delta;
            weights += weight;
        }

        return weights > 0 ? delta / weights : 0;
    }

    private static SpanScan Scan(SpanProduct product, decimal range) => new(range, product.VolatilityScanRange, product.ExtremeMultiple, product.ExtremeCover);

    private static Evidence.Numbers Numbers(params (string Name, decimal Value, string Unit)[] values) => new([.. values.Select(value => new NamedValue(value.Name, (double)value.Value, value.Unit))]);
}
