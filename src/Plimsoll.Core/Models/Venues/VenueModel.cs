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
}
