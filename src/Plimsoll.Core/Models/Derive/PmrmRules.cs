using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Venues;
using Plimsoll.Values;

namespace Plimsoll.Models.Derive;

/// <summary>Derive's first portfolio manager: one underlying in an account, its coin the only collateral besides USDC.</summary>
internal sealed class PmrmRules(PmrmMarginParameters rules, double rate, DutchAuctionParameters auction) : IVenueRules
{
    /// <inheritdoc/>
    public string Venue => "Derive's PMRM";

    /// <inheritdoc/>
    public Currency? Home => DeriveBook.Usdc;

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol) => DeriveBook.WhyNot(symbol) ?? (rules.Underlyings.Contains(symbol.Base) ? null : $"margins no {symbol.Base}, only {string.Join(", ", rules.Underlyings)}");

    /// <inheritdoc/>
    public IEnumerable<DataGap> Gaps(AccountSnapshot account, MarketSnapshot market) => [.. DeriveBook.Strangers(account, Venue), .. DeriveBook.Debts(account), .. VenueOptions.Gaps(account, market)];

    /// <inheritdoc/>
    public decimal Haircut(VenueBook book, VenueHolding holding) =>
        holding.Asset == DeriveBook.Usdc || holding.Asset == DeriveBook.Underlying(book, rules.Underlyings) ? 0m : book.Value(holding);

    /// <inheritdoc/>
    public VenueMargin Margin(VenueBook book)
    {
        Currency underlying = DeriveBook.Underlying(book, rules.Underlyings);
        PmrmMargin held = Margin(book, underlying, DeriveBook.Held);
        PmrmMargin[] filled = book.Positions.Any(position => !position.Orders.IsEmpty) ? [.. DeriveBook.Filled.Select(contracts => Margin(book, underlying, contracts))] : [];
        return new()
        {
            Lines = Lines(book, underlying.Code, held, filled),
            Warnings = [.. DeriveBook.Auction(held.MarkToMarket + held.Cash, held.NetMaintenance, auction), .. VenueOptions.Fallbacks(book)],
        };
    }

    /// <summary>The margin as the manager computes it, for contracts held or after orders are filled at mark.</summary>
    internal PmrmMargin Margin(VenueBook book, Currency underlying, ContractsOf contracts) => PmrmMargin.Of(
        new()
        {
            Cash = DeriveBook.Cash(book),
            StablePrice = book.Usd(DeriveBook.Usdc),
            Spot = DeriveBook.Spot(book, underlying),
            SpotConfidence = DeriveBook.Confidence(book, underlying),
            Base = DeriveBook.Coins(book, underlying),
            Perpetual = DeriveBook.Perpetual(book, underlying, contracts),
            Expiries = DeriveBook.Holdings(book, underlying, contracts, rate, discounted: false),
        },
        rules);

    private ImmutableArray<MarginLine> Lines(VenueBook book, string coin, PmrmMargin held, PmrmMargin[] filled)
    {
        decimal factor = (decimal)rules.ImFactor, peg = held.InitialFactor - factor;
        var lines = new PortfolioLines(book);
        lines.Scenarios(coin, rules.Scenarios, held.ScenarioPnl, held.BasisContingency, held.Worst, -held.MinSpan * factor, -held.MinSpan);
        lines.Contingency($"{coin} perpetual", held.PerpetualContingency * factor, held.PerpetualContingency, "part of notional", rules.PerpPercent);
        lines.Contingency($"{coin} coin", held.BaseContingency * factor, held.BaseContingency, "part of its value", rules.BasePercent);
        lines.Contingency($"{coin} options sold naked", held.OptionContingency * factor, held.OptionContingency, "part of notional", rules.OptionPercent);
        lines.Contingency($"{coin} oracle confidence", held.ConfidenceContingency, 0m, "threshold", rules.FeedContingency.ConfThreshold);
        lines.Depeg((held.StaticContingency - held.MinSpan) * peg, peg);
        if (filled.Length > 0) lines.Orders(coin, filled.Max(one => one.InitialRequirement), held.InitialRequirement);
        return lines.All;
    }
}
