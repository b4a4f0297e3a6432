using System.Collections.Immutable;
using System.Numerics;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Drift;

/// <summary>Drift v2: perpetuals and tokens in one pool, at the oracle price (the mark), in the program's whole numbers.</summary>
internal sealed class DriftRules(DriftParameters parameters) : IVenueRules
{
    /// <summary>The quote currency, which counts in full.</summary>
    public static readonly Currency Quote = Currency.Of("USDC");

    /// <inheritdoc/>
    public string Venue => "Drift v2";

    /// <inheritdoc/>
    public Currency? Home => Currency.Usd;

    /// <inheritdoc/>
    public bool OrdersCountAtMaintenance => true;

    /// <summary>The model under checked parameters.</summary>
    /// <exception cref="InvalidInputException">The parameters contradict each other; every problem is named.</exception>
    public static IMarginModel Create(ModelVersion version, DriftParameters parameters) =>
        parameters.Problems() is { Length: > 0 } problems ? throw new InvalidInputException(problems) : new VenueModel(version, new DriftRules(parameters));

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol)
    {
        if (symbol.Kind != InstrumentKind.Perpetual || symbol.Quote != Quote || symbol.Settle != Quote) return $"lists perpetuals in USDC only, as {symbol.Base}/USDC:USDC";
        return parameters.Markets.ContainsKey(symbol.Base.Code) ? null : $"has no market of {symbol.Base} in this rulebook";
    }

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) =>
        from balance in account.Collateral
        where balance.Amount < 0m && balance.Currency != Quote && !parameters.Tokens.ContainsKey(balance.Currency.Code)
        select new DataGap(balance.Currency.Code, $"margin rule: {Venue} has no liability weight of {balance.Currency} in this rulebook", null);

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding)
    {
        if (holding.Asset == Quote || holding.Balance <= 0m) return 0m;
        if (!parameters.Tokens.ContainsKey(holding.Asset.Code)) return book.Value(holding);
        DriftSpotFill deposit = new DriftBook(book, parameters).Spot(holding, false).WorstFill(DriftMarginType.Maintenance);
        return book.Value(holding) - DriftUnits.Usd(deposit.Weighted);
    }

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        var drift = new DriftBook(book, parameters);
        DriftAccount oracle = drift.Account(false), strict = drift.Account(true);
        DriftPool maintenance = oracle.Margin(new(DriftMarginType.Maintenance))[0], initial = strict.Margin(new(DriftMarginType.Initial))[0];

        var lines = ImmutableArray.CreateBuilder<MarginLine>();
        var shares = ImmutableArray.CreateBuilder<VenueShare>();
        for (int i = 0; i < drift.Held.Length; i++)
        {
            MarginLine line = Line(book, drift.Held[i], strict.Perps[i].Margin(strict.QuotePrice, DriftMarginType.Initial, 0, parameters.HighLeverageMode),
                oracle.Perps[i].Margin(oracle.QuotePrice, DriftMarginType.Maintenance, 0, parameters.HighLeverageMode));
            lines.Add(line);
            shares.Add(new(drift.Held[i].Symbol, line.Initial.Amount, line.Maintenance.Amount));
        }

        foreach (VenueHolding debt in drift.Tokens.Where(token => token.Balance < 0m)) lines.Add(Debt(book, debt, drift));

        // Net asset value has debts at their value, the program at their weight in the requirement: what a weight adds is in the lines, so that equity less requirement is the program's own free collateral.
        decimal nav = book.Holdings.Sum(book.Value), haircuts = book.Holdings.Sum(holding => Math.Max(0m, Haircut(book, holding)));
        decimal required = lines.Sum(line => line.Maintenance.Amount), free = DriftUnits.Usd(maintenance.Free);
        decimal onlyInitially = required + free - DriftUnits.Usd(initial.Free) - lines.Sum(line => line.Initial.Amount);
        if (onlyInitially != 0m)
        {
            lines.Add(book.Line(MarginComponent.InitialHaircut, "", onlyInitially, 0m, new Evidence.Numbers(
            [
                new("profits and losses counted at maintenance", (double)Profits(oracle, DriftMarginType.Maintenance), "USD"),
                new("profits and losses counted initially", (double)Profits(strict, DriftMarginType.Initial), "USD"),
                new("price of USDC at maintenance", (double)DriftUnits.Usd(oracle.QuotePrice.Current), "USD"),
                new("price of USDC counted initially", (double)DriftUnits.Usd(strict.QuotePrice.Lower), "USD"),
            ])));
        }

        return new VenueMargin
        {
            Lines = lines.ToImmutable(),
            Shares = shares.ToImmutable(),
            CostToRealiseGains = nav - haircuts - required - free,
            GainsLeftOutInitially = Math.Max(0m, onlyInitially),
        };
    }

    private static decimal Profits(DriftAccount account, DriftMarginType type) =>
        DriftUnits.Usd(account.Perps.Aggregate(BigInteger.Zero, (sum, perp) => sum + perp.Margin(account.QuotePrice, type, 0, account.HighLeverage).WeightedProfit));

    private static MarginLine Line(VenueBook book, VenuePosition position, DriftPerpMargin initial, DriftPerpMargin maintenance)
    {
        string subject = position.Symbol.ToString();
        decimal orders = DriftUnits.Usd(position.Orders.Length * DriftPrecision.OpenOrder);
        MarginLine size = book.Line(
            MarginComponent.PositionMargin, subject, DriftUnits.Usd(initial.Requirement) - orders, DriftUnits.Usd(maintenance.Requirement) - orders, new Evidence.Numbers(
            [
                new("worst of all bids and all asks filled", (double)DriftUnits.Usd(maintenance.Liability), "USD"),
                new("initial ratio", Ratio(initial, orders), "fraction"),
                new("maintenance ratio", Ratio(maintenance, orders), "fraction"),
            ]));
        return orders == 0m ? size : book.Sum(MarginComponent.PositionMargin, subject, [size, book.Line(MarginComponent.OpenOrders, subject, orders, orders, new Evidence.Numbers([new("open orders", position.Orders.Length, "")]))]);
    }

    private static double Ratio(DriftPerpMargin margin, decimal orders) => margin.Liability.IsZero ? 0 : (double)((DriftUnits.Usd(margin.Requirement) - orders) / DriftUnits.Usd(margin.Liability));

    private static MarginLine Debt(VenueBook book, VenueHolding debt, DriftBook drift)
    {
        DriftSpotFill initial = drift.Spot(debt, true).WorstFill(DriftMarginType.Initial), maintenance = drift.Spot(debt, false).WorstFill(DriftMarginType.Maintenance);
        return book.Line(
            MarginComponent.Borrowing, debt.Asset.Code, DriftUnits.Usd(maintenance.Value - initial.Weighted), DriftUnits.Usd(maintenance.Value - maintenance.Weighted),
            new Evidence.Numbers([new("debt", (double)DriftUnits.Usd(-maintenance.Value), "USD")]));
    }
}
