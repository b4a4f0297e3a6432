using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>A venue's margin rules as a margin model.</summary>
internal sealed class VenueModel(ModelVersion version, IVenueRules rules) : IMarginModel, IInstrumentListing
{
    /// <inheritdoc/>
    public ModelVersion Version => version;

    /// <inheritdoc/>
    public string Venue => rules.Venue;

    /// <inheritdoc/>
    public IMarginEvaluator Prepare(MarketSnapshot market) => new VenueEvaluator(version, rules, market);

    /// <inheritdoc/>
    public string? WhyNot(InstrumentSymbol symbol) => rules.WhyNot(symbol);

    /// <inheritdoc/>
    public bool CountsForAll(Currency asset, MarketSnapshot market)
    {
        if (rules.Home is not { } home || market.UsdPrice(asset) is not { } price || market.UsdPrice(home) is not { } unit) return false;
        var usd = new Dictionary<Currency, decimal> { [home] = unit.Price, [asset] = price.Price };
        var book = new VenueBook(market, home, [], [new Balance(asset, 1m)], usd);
        VenueHolding holding = book.Holdings.Single();
        return rules.Haircut(book, holding) < book.Value(holding);
    }
}
