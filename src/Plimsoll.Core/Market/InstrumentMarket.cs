using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>What the market says of one instrument. Whatever is not known is null, never zero.</summary>
public sealed record InstrumentMarket
{
    /// <summary>The instrument with its contract size.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>When these values were taken.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>Mark price: quote currency per base (futures, perpetuals, linear options), settlement coin per contract unit (inverse options).</summary>
    public decimal? MarkPrice { get; init; }

    /// <summary>Best bid, in the unit of the mark price.</summary>
    public decimal? Bid { get; init; }

    /// <summary>Best ask, in the unit of the mark price.</summary>
    public decimal? Ask { get; init; }

    /// <summary>Forward price of the option's expiry, quote currency per base.</summary>
    public decimal? Forward { get; init; }

    /// <summary>Implied volatility of the mark price, annualised fraction.</summary>
    public double? MarkVolatility { get; init; }

    /// <summary>Funding rate of the current interval, fraction of notional; above 0 longs pay.</summary>
    public double? FundingRate { get; init; }

    /// <summary>Hours between funding payments.</summary>
    public double? FundingIntervalHours { get; init; }

    /// <summary>Open interest in contracts.</summary>
    public decimal? OpenInterest { get; init; }

    /// <summary>Open interest of the longs in contracts, at venues where a pool takes the other side.</summary>
    public decimal? OpenInterestLong { get; init; }

    /// <summary>Open interest of the shorts in contracts, 0 or more, at venues where a pool takes the other side.</summary>
    public decimal? OpenInterestShort { get; init; }

    /// <summary>How sure the oracle is of the mark, forward and volatility, from 0 to 1, where a venue's oracle says so; null when not said.</summary>
    public double? Confidence { get; init; }

    /// <summary>Contracts traded in the last 24 hours.</summary>
    public decimal? Volume24h { get; init; }
}
