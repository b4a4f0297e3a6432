using Plimsoll.Instruments;
using Plimsoll.Liquidity;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>What the market would absorb of one underlying, in US dollars, and what it would cost.</summary>
internal sealed class LiquidityView
{
    private readonly (double Distance, double Notional)[] bids;
    private readonly (double Distance, double Notional)[] asks;
    private readonly double? bidDepth;
    private readonly double? askDepth;
    private readonly NativeParameters parameters;
    private readonly LiquidityClass group;

    /// <param name="parameters">The rules.</param>
    /// <param name="market">The market.</param>
    /// <param name="underlying">The underlying.</param>
    /// <param name="dollars">US dollars of one contract of a future or perpetual at today's prices; null where its price is not known.</param>
    public LiquidityView(NativeParameters parameters, MarketSnapshot market, Currency underlying, Func<InstrumentMarket, double?> dollars)
    {
        (this.parameters, group) = (parameters, parameters.ClassOf(underlying));
        SizeParameters size = parameters.Size;
        double volume = 0, interest = 0;
        bool hasInterest = false;
        var allBids = new List<(double, double)>();
        var allAsks = new List<(double, double)>();
        double? spread = null;
        foreach (InstrumentMarket quoted in market.Instruments.Values.Where(entry => entry.Instrument.Underlying == underlying && entry.Instrument.Kind != InstrumentKind.Option).OrderBy(entry => entry.Instrument.Symbol))
        {
            if (dollars(quoted) is not { } contract) continue;
            if (quoted.Volume24h is { } traded) volume += (double)traded * contract;
            if (quoted.OpenInterest is { } open) (interest, hasInterest) = (interest + ((double)open * contract), true);
            InstrumentSymbol symbol = quoted.Instrument.Symbol;
            market.Books.TryGetValue(symbol, out OrderBook? book);
            double? shown = book?.Mid is { } middle ? (double)((book.Asks[0].Price - book.Bids[0].Price) / middle)
                : quoted is { Bid: { } bid, Ask: { } ask } && bid > 0 ? (double)((ask - bid) / ((ask + bid) / 2m)) : null;
            if (shown is { } seen) spread = Math.Min(spread ?? seen, seen);
            if (book?.Mid is { } mid)
            {
                double decay = Decay(market.AgeOf(book.Time));
                bidDepth = (bidDepth ?? 0) + (Levels(book.Bids, mid, contract, allBids) * decay);
                askDepth = (askDepth ?? 0) + (Levels(book.Asks, mid, contract, allAsks) * decay);
            }
            else if (market.Depths.TryGetValue(symbol, out DepthSummary? depth))
            {
                double counted = Math.Min(1, size.DepthBand / depth.Within) * Decay(market.AgeOf(depth.Time)) * contract;
                bidDepth = (bidDepth ?? 0) + ((double)depth.Bid * counted);
                askDepth = (askDepth ?? 0) + ((double)depth.Ask * counted);
            }
        }

        bids = [.. allBids.OrderBy(level => level.Item1)];
        asks = [.. allAsks.OrderBy(level => level.Item1)];
        HasVolume = volume > 0;
        HasOpenInterest = hasInterest;
        DailyVolume = HasVolume ? volume : group.VolumeFloor;
        OpenInterest = hasInterest ? interest : size.OpenInterestAssumed * DailyVolume;
        StressedSpread = size.SpreadStress * Math.Max(group.Spread, spread ?? 0);
    }

    /// <summary>Whether any volume is known.</summary>
    public bool HasVolume { get; }

    /// <summary>Whether any depth is known.</summary>
    public bool HasDepth => bidDepth is not null;

    /// <summary>Whether any open interest is known.</summary>
    public bool HasOpenInterest { get; }

    /// <summary>Volume of the last day over futures and perpetuals; the class's floor where none is known.</summary>
    public double DailyVolume { get; }

    /// <summary>Open interest over futures and perpetuals; an assumed multiple of volume where none is known.</summary>
    public double OpenInterest { get; }

    /// <summary>Relative bid-ask spread under stress.</summary>
    public double StressedSpread { get; }

    /// <summary>What one margin period absorbs of a sale (into bids) or a purchase (from asks).</summary>
    public Capacity CapacityOf(BookSide side, double hours)
    {
        SizeParameters size = parameters.Size;
        double? depth = side == BookSide.Bids ? bidDepth : askDepth;
        var rules = new CapacityParameters { VolumeShare = size.VolumeShare, RefillHours = size.RefillHours, HalfLifeHours = size.DepthHalfLifeHours, ClassFloor = group.CapacityFloor };
        return Capacity.Estimate(rules, hours, HasVolume ? new AgedAmount(size.VolumeStress * DailyVolume, 0) : null, depth is { } known ? new AgedAmount(known, 0) : null);
    }

    /// <summary>Cost of walking the visible books within the depth band for a notional, the rest at the band's edge; 0 without a book.</summary>
    public double Walk(BookSide side, double notional)
    {
        (double Distance, double Notional)[] levels = side == BookSide.Bids ? bids : asks;
        if (levels.Length == 0) return 0;
        double open = notional, cost = 0;
        foreach ((double distance, double available) in levels)
        {
            // What lies farther is left to the edge of the band: a stray level then never makes more depth dearer.
            if (open <= 0 || distance > parameters.Size.DepthBand) break;
            double taken = Math.Min(open, available);
            cost += taken * distance;
            open -= taken;
        }

        return cost + (Math.Max(0, open) * parameters.Size.DepthBand);
    }

    private double Decay(TimeSpan age) => Math.Pow(0.5, age.TotalHours / parameters.Size.DepthHalfLifeHours);

    /// <summary>Adds a side's levels by distance from mid, and returns what lies within the depth band.</summary>
    private double Levels(IEnumerable<BookLevel> side, decimal mid, double contract, List<(double, double)> into)
    {
        double near = 0;
        foreach (BookLevel level in side)
        {
            double distance = (double)(Math.Abs(level.Price - mid) / mid), notional = (double)level.Size * contract;
            into.Add((distance, notional));
            if (distance <= parameters.Size.DepthBand) near += notional;
        }

        return near;
    }
}
