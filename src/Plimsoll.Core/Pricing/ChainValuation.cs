using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Pricing;

/// <summary>One expiry of an option chain: its forward, its fitted smile, its options.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Expiry">When the options settle.</param>
/// <param name="Forward">Forward price; null where nothing gives one.</param>
/// <param name="ForwardFallback">What stands in for a forward stated with the options; null when nothing had to.</param>
/// <param name="Fit">The fit; null for an expiry that has passed or that nothing is known of.</param>
/// <param name="Options">Its options by strike, calls before puts.</param>
public sealed record ChainExpiry(Currency Underlying, Timestamp Expiry, double? Forward, string? ForwardFallback, ExpiryFit? Fit, ImmutableArray<InstrumentValuation> Options);

/// <summary>Everything listed on one underlying, valued.</summary>
/// <param name="Underlying">The coin.</param>
/// <param name="Futures">Perpetuals and futures, nearest first.</param>
/// <param name="Expiries">Option expiries, nearest first.</param>
public sealed record ChainValuation(Currency Underlying, ImmutableArray<InstrumentValuation> Futures, ImmutableArray<ChainExpiry> Expiries)
{
    /// <summary>Fits the surface of an underlying and values all that is listed on it.</summary>
    public static ChainValuation Of(MarketSnapshot market, Currency underlying)
    {
        InstrumentMarket[] listed = [.. market.Instruments.Values.Where(one => one.Instrument.Underlying == underlying).OrderBy(one => one.Instrument.Symbol)];
        InstrumentMarket[] options = [.. listed.Where(one => one.Instrument.Kind == InstrumentKind.Option)];
        SurfaceFit? fit = options.Length > 0 ? MarketSurfaces.Fit(market, underlying) : null;
        return new ChainValuation(
            underlying,
            [
                .. listed.Where(one => one.Instrument.Kind != InstrumentKind.Option).OrderBy(one => one.Instrument.YearsFrom(market.ValuationTime)).ThenBy(one => one.Instrument.Symbol)
                    .Select(one => InstrumentValuation.Of(market, one, null)),
            ],
            [.. options.GroupBy(one => one.Instrument.Expiry!.Value).OrderBy(group => group.Key.UnixMicroseconds).Select(group => Expiry(market, underlying, group.Key, group, fit))]);
    }

    private static ChainExpiry Expiry(MarketSnapshot market, Currency underlying, Timestamp expiry, IEnumerable<InstrumentMarket> options, SurfaceFit? fit)
    {
        ImmutableArray<InstrumentValuation> valued =
        [
            .. options.OrderBy(one => one.Instrument.Symbol.Strike).ThenBy(one => one.Instrument.Symbol.Side).Select(one => InstrumentValuation.Of(market, one, fit?.Surface)),
        ];
        InstrumentValuation? first = valued.FirstOrDefault(one => one.Forward is not null);
        double years = valued[0].Years;
        return new ChainExpiry(underlying, expiry, first?.Forward, first?.ForwardFallback, fit?.Expiries.FirstOrDefault(one => one.Years == years), valued);
    }
}
