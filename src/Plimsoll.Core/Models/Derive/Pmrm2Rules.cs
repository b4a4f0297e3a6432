using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>Derive's second portfolio manager: one underlying in an account, collateral of many kinds.</summary>
internal sealed class Pmrm2Rules(Pmrm2MarginParameters rules, double rate, DutchAuctionParameters auction) : IVenueRules
{
    /// <inheritdoc/>
    public string Venue => "Derive's PMRM_2";

    /// <inheritdoc/>
    public Currency? Home => DeriveBook.Usdc;

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol) => DeriveBook.WhyNot(symbol) ?? (rules.Underlyings.Contains(symbol.Base) ? null : $"margins no {symbol.Base}, only {string.Join(", ", rules.Underlyings)}");

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => [.. DeriveBook.Strangers(account, Venue), .. DeriveBook.Debts(account), .. VenueOptions.Gaps(account, market)];

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding)
    {
        if (holding.Asset == DeriveBook.Usdc) return 0m;
        return book.Value(holding) * (rules.Of(holding.Asset, DeriveBook.Underlying(book, rules.Underlyings)) is { } one ? (decimal)one.MmHaircut : 1m);
    }

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        Currency underlying = DeriveBook.Underlying(book, rules.Underlyings);
        Pmrm2Margin held = Margin(book, underlying, DeriveBook.Held);
        Pmrm2Margin[] filled = book.Positions.Any(position => !position.Orders.IsEmpty) ? [.. DeriveBook.Filled.Select(contracts => Margin(book, underlying, contracts))] : [];
        return new()
        {
            Lines = Lines(book, underlying.Code, held, filled),
            Warnings = [.. DeriveBook.Auction(held.MarkToMarket + held.Cash, held.NetMaintenance, auction), .. VenueOptions.Fallbacks(book)],
        };
    }

    /// <summary>The margin as the manager computes it, for contracts held or after orders are filled at mark.</summary>
    internal Pmrm2Margin Margin(VenueBook book, Currency underlying, ContractsOf contracts) => Pmrm2Margin.Of(
        new()
        {
            Cash = DeriveBook.Cash(book),
            StablePrice = book.Usd(DeriveBook.Usdc),
            Spot = DeriveBook.Spot(book, underlying),
            SpotConfidence = DeriveBook.Confidence(book, underlying),
            Perpetual = DeriveBook.Perpetual(book, underlying, contracts),
            Collaterals =
            [
                .. from holding in book.Holdings
                   where holding.Asset != DeriveBook.Usdc && holding.Balance != 0m
                   let one = rules.Of(holding.Asset, underlying)
                   where one is not null
                   select new CollateralHolding(
                       holding.Asset.Code, holding.Balance, book.Usd(holding.Asset), DeriveBook.Confidence(book, holding.Asset), one.RiskCancelling, (decimal)one.MmHaircut, (decimal)one.ImHaircut),
            ],
            Expiries = DeriveBook.Holdings(book, underlying, contracts, rate, discounted: true),
        },
        rules);

    private ImmutableArray<MarginLine> Lines(VenueBook book, string coin, Pmrm2Margin held, Pmrm2Margin[] filled)
    {
        decimal factor = (decimal)rules.ImFactor, peg = held.InitialFactor - factor;
        var lines = new PortfolioLines(book);
        lines.Scenarios(coin, rules.Scenarios, held.ScenarioPnl, held.BasisContingency, held.Worst, -held.MinSpan * factor, -held.MinSpan * held.MaintenanceFactor);
        lines.Contingency($"{coin} perpetual", held.Perpetual.Initial, held.Perpetual.Maintenance, "part of notional at maintenance", rules.MmPerpPct);
        lines.Contingency($"{coin} options sold naked", held.NakedShorts.Initial, held.NakedShorts.Maintenance, "part of notional at maintenance", rules.MmOptionPct);
        lines.Contingency($"{coin} oracle confidence", held.ConfidenceContingency, 0m, "threshold", rules.FeedContingency.ConfThreshold);
        foreach ((CollateralHolding one, StagedCharge haircut) in held.Collaterals.Zip(held.Haircuts)) lines.Haircut(one.Asset, haircut.InitialOnTop, (double)one.ImHaircut);
        lines.Depeg(-held.MinSpan * peg, peg);
        if (filled.Length > 0) lines.Orders(coin, filled.Max(one => one.InitialRequirement), held.InitialRequirement);
        return lines.All;
    }
}
