using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models;

/// <summary>Which instruments a model has rules for. A model without it margins anything that the market has prices of.</summary>
public interface IInstrumentListing
{
    /// <summary>Name of the venue in messages.</summary>
    string Venue { get; }

    /// <summary>Why an instrument cannot be margined, a clause after the venue's name, as "lists no options"; null when it can.</summary>
    string? WhyNot(InstrumentSymbol symbol);

    /// <summary>Whether a balance in a currency stands behind positions that settle in other currencies.</summary>
    /// <param name="asset">The currency; the market has a price of it.</param>
    /// <param name="market">The market.</param>
    bool CountsForAll(Currency asset, MarketSnapshot market);
}
