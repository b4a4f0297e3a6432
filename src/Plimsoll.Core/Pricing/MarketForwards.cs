using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Pricing;

/// <summary>Forward curves from what a market shows: dated futures, forwards published with options, put-call parity, the index.</summary>
public static class MarketForwards
{
    /// <summary>The curve of one underlying in one quote and settlement currency; each expiry from its future, else from what the venue publishes, else from parity.</summary>
    /// <param name="market">The market.</param>
    /// <param name="symbol">Any instrument of the underlying, quote and settlement currency meant.</param>
    /// <returns>The curve, or null where the underlying has no index in the quote currency.</returns>
    public static ForwardCurve? Curve(MarketSnapshot market, InstrumentSymbol symbol)
    {
        if (market.UsdPrice(symbol.Base)?.Price is not { } base0 || market.UsdPrice(symbol.Quote)?.Price is not { } quote0) return null;
        double spot = (double)(base0 / quote0);
        InstrumentMarket[] dated =
        [
            .. market.Instruments.Values
                .Where(entry => entry.Instrument.Symbol is { } other && other.Expiry is not null && other.Base == symbol.Base && other.Quote == symbol.Quote && other.Settle == symbol.Settle)
                .OrderBy(entry => entry.Instrument.Symbol),
        ];
        ImmutableArray<ForwardPoint>.Builder points = ImmutableArray.CreateBuilder<ForwardPoint>();
        foreach (IGrouping<Timestamp, InstrumentMarket> expiry in dated.GroupBy(entry => entry.Instrument.Expiry!.Value).OrderBy(entries => entries.Key))
        {
            double years = market.ValuationTime.YearsTo(expiry.Key);
            if (years > 0 && PointOf(expiry, years, spot) is { } point) points.Add(point);
        }

        return new ForwardCurve(spot, points.ToImmutable());
    }

    private static ForwardPoint? PointOf(IEnumerable<InstrumentMarket> expiry, double years, double spot)
    {
        InstrumentMarket[] all = [.. expiry];
        foreach (InstrumentMarket future in all)
            if (future.Instrument.Kind == InstrumentKind.DatedFuture && future.MarkPrice is { } mark)
                return new ForwardPoint(years, (double)mark, ForwardSource.Future);
        foreach (InstrumentMarket option in all)
            if (option.Forward is { } published)
                return new ForwardPoint(years, (double)published, ForwardSource.Venue);
        CallPutPair[] pairs = [.. all.Where(entry => entry.Instrument.Kind == InstrumentKind.Option).GroupBy(entry => entry.Instrument.Symbol.Strike!.Value).Select(Pair).OfType<CallPutPair>()];
        bool inverse = all[0].Instrument.Symbol.IsInverse;
        ParityForward parity = inverse ? ParityForward.Inverse(pairs, spot) : ParityForward.Linear(pairs, spot);
        return parity.Forward > 0 && double.IsFinite(parity.Forward) ? new ForwardPoint(years, parity.Forward, ForwardSource.Parity) : null;
    }

    // Where there is no quote the mark stands for both sides.
    private static CallPutPair? Pair(IGrouping<decimal, InstrumentMarket> strike)
    {
        InstrumentMarket? call = strike.FirstOrDefault(entry => entry.Instrument.Symbol.Side == OptionSide.Call), put = strike.FirstOrDefault(entry => entry.Instrument.Symbol.Side == OptionSide.Put);
        return call is null || put is null ? null : new CallPutPair((double)strike.Key, Side(call, call.Bid), Side(call, call.Ask), Side(put, put.Bid), Side(put, put.Ask));
    }

    private static double Side(InstrumentMarket option, decimal? quote) => (double?)(quote ?? option.MarkPrice) ?? double.NaN;
}
