using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Deribit;

/// <summary>Deribit's segregated portfolio margin (S:PM): each settlement currency alone, in its own units.</summary>
internal sealed class DeribitPortfolioRules(DeribitPortfolioParameters parameters) : IVenueRules
{
    // The venue does not publish what an order adds: here what the matrix would, were all buys filled, all sells, all that lengthen or all that shorten the book, whichever is worst.
    private static readonly ImmutableArray<Func<VenuePosition, decimal>> Fills =
    [
        position => position.Buys,
        position => position.Sells,
        position => position.Symbol.Side == OptionSide.Put ? position.Sells : position.Buys,
        position => position.Symbol.Side == OptionSide.Put ? position.Buys : position.Sells,
    ];

    /// <inheritdoc/>
    public string Venue => "Deribit portfolio margin";

    /// <inheritdoc/>
    public Currency? Home => null;

    /// <inheritdoc/>
    public TimeSpan OldestPrice => TimeSpan.FromHours(parameters.MaximumAgeHours);

    /// <summary>1: the venue liquidates without a call.</summary>
    public decimal WarningRatio => 1m;

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol)
    {
        if (symbol.IsInverse ? !symbol.Quote.IsUsd : symbol.Quote != symbol.Settle || parameters.PairOf(symbol.Settle) is not null)
            return "takes inverse instruments quoted in USD and linear ones quoted and settled in a dollar stable-coin";
        if (parameters.PairOf(symbol.Base) is null) return $"has no published parameters of {symbol.Base} here, only of {List(parameters.Pairs.Select(pair => pair.Underlying))}";
        if (parameters.CurrencyOf(symbol.Settle) is null) return $"has no published parameters of {symbol.Settle} as settlement currency here, only of {List(parameters.Currencies.SelectMany(one => one.Settlements))}";
        return !symbol.IsInverse && symbol.Kind == InstrumentKind.DatedFuture ? "lists linear perpetuals and options, no linear dated futures" : null;
    }

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => VenueOptions.Gaps(account, market);

    /// <summary>A balance in a currency that nothing settles in here supports no position.</summary>
    public decimal Haircut(VenueBook book, VenueHolding holding) => parameters.CurrencyOf(holding.Asset) is null ? Math.Max(0m, book.Value(holding)) : 0m;

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        if (book.Positions.IsEmpty) return new() { Lines = [] };
        RiskMatrix held = Matrix(book, position => position.Quantity);
        bool ordered = book.Positions.Any(position => !position.Orders.IsEmpty);

        decimal orders = ordered ? Math.Max(0m, Fills.Max(fill => Matrix(book, position => position.Quantity + fill(position)).Margin) - held.Margin) : 0m;
        var margin = new DeribitPortfolioMargin(held, orders, 0m, 0m, parameters);
        return new() { Lines = Lines(book, margin, ordered), Shares = Shares(book, held), Warnings = [.. VenueOptions.Fallbacks(book)] };
    }

    private ImmutableArray<MarginLine> Lines(VenueBook book, DeribitPortfolioMargin margin, bool ordered)
    {
        RiskMatrix matrix = margin.Matrix;
        string subject = book.Currency.Code;
        decimal part = (decimal)parameters.MaintenanceFactor, rounding = margin.Initial - margin.Unrounded;
        MarginLine Line(MarginComponent component, decimal amount, Evidence evidence) => book.Line(component, subject, amount, part * amount, evidence);
        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        lines.Add(Line(MarginComponent.ScenarioRisk, matrix.WorstCase, matrix.Evidence));
        lines.Add(Line(MarginComponent.RollShock, matrix.RollShock, Numbers(matrix.Pairs.SelectMany(pair => pair.ExpiryDeltas()))));
        lines.Add(Line(MarginComponent.DeltaShock, matrix.DeltaShock, Numbers(matrix.Pairs.Select(pair => new NamedValue($"{pair.Name} delta at risk", (double)pair.DeltaAtRisk(), "coins")))));
        if (ordered) lines.Add(book.Line(MarginComponent.OpenOrders, subject, margin.OpenOrders, 0m, Numbers([new("rise of the risk matrix with the worst of them filled", (double)margin.OpenOrders, subject)])));
        if (rounding != 0m) lines.Add(book.Line(MarginComponent.Rounding, subject, rounding, 0m, Numbers([new("decimals, half up", parameters.Decimals, "")])));
        return lines.ToImmutable();
    }

    private ImmutableArray<VenueShare> Shares(VenueBook book, RiskMatrix matrix)
    {
        var shares = ImmutableArray.CreateBuilder<VenueShare>();
        foreach (RiskMatrixPair pair in matrix.Pairs)
            foreach (RiskMatrixPosition position in pair.Positions)
            {
                decimal share = matrix.Share(pair, position);
                shares.Add(new(book.Positions.Single(one => one.Symbol.ToString() == position.Name).Symbol, share, (decimal)parameters.MaintenanceFactor * share));
            }

        return shares.ToImmutable();
    }

    private RiskMatrix Matrix(VenueBook book, Func<VenuePosition, decimal> contracts) => RiskMatrix.Of(
        [
            .. book.Positions.Where(position => contracts(position) != 0m).GroupBy(position => position.Symbol.Base).Select(group =>
            {
                VenuePosition first = group.First();
                decimal index = first.Index * book.Usd(first.Symbol.Quote);
                return new RiskMatrixPair(
                    $"{group.Key.Code}_{book.Currency.Code}".ToLowerInvariant(), first.Symbol.IsInverse, index, first.Symbol.IsInverse ? index : book.Usd(book.Currency),
                    parameters.PairOf(group.Key)!, parameters.CurrencyOf(book.Currency)!, [.. group.Select(position => Of(book.Market, position, contracts(position)))]);
            }),
        ],
        parameters);

    private static RiskMatrixPosition Of(MarketSnapshot market, VenuePosition position, decimal contracts)
    {
        string name = position.Symbol.ToString();
        decimal coins = position.CoinsOf(contracts);
        if (!position.IsOption) return RiskMatrixPosition.Future(name, position.Symbol, position.Instrument.Expiry, coins, position.Mark, market.ValuationTime);
        double forward = VenueOptions.Forward(market, position.Market);
        return RiskMatrixPosition.Option(
            name, position.Symbol, position.Instrument.Expiry!.Value, coins, position.Mark, forward, VenueOptions.Volatility(market, position.Market, forward)!.Value, market.ValuationTime);
    }

    private static Evidence.Numbers Numbers(IEnumerable<NamedValue> values) => new([.. values]);

    private static string List(IEnumerable<Currency> currencies) => string.Join(", ", currencies);
}
