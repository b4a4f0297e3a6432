using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Reference;

/// <summary>Section 6, the market's side: volume, depth, capacity, spread, book and open interest of one underlying.</summary>
internal sealed class ReferenceLiquidity(NativeParameters parameters, MarketSnapshot market, ReferencePricing pricing, double hours)
{
    private LiquidityClass ClassOf(Currency u) => parameters.ClassOf(u);

    // Futures and perpetuals of the underlying whose contracts can be put into US dollars.
    private IEnumerable<InstrumentMarket> Contracts(Currency u) => market.Instruments.Values
        .Where(of => of.Instrument.Kind != InstrumentKind.Option && of.Instrument.Underlying == u && of.MarkPrice is not null)
        .Where(of => market.UsdPrice(of.Instrument.Symbol.IsInverse ? u : of.Instrument.Symbol.Quote) is not null)
        .OrderBy(of => of.Instrument.Symbol);

    private double? KnownVolume(Currency u)
    {
        List<double> known = [.. Contracts(u).Where(of => of.Volume24h is not null).Select(of => (double)of.Volume24h!.Value * pricing.Notional(of.Instrument))];
        return known.Sum() > 0 ? known.Sum() : null;
    }

    /// <summary>ADV_u.</summary>
    public double Volume(Currency u) => KnownVolume(u) ?? ClassOf(u).VolumeFloor;

    /// <summary>Open interest in US dollars.</summary>
    public double OpenInterest(Currency u)
    {
        List<double> known = [.. Contracts(u).Where(of => of.OpenInterest is not null).Select(of => (double)of.OpenInterest!.Value * pricing.Notional(of.Instrument))];
        return known.Count > 0 ? known.Sum() : parameters.Size.OpenInterestAssumed * Volume(u);
    }

    /// <summary>Depth of one side in US dollars; null where none is known.</summary>
    public double? Depth(Currency u, bool bids)
    {
        double? sum = null;
        foreach (InstrumentMarket of in Contracts(u))
        {
            double contracts;
            Timestamp time;
            if (market.Books.TryGetValue(of.Instrument.Symbol, out OrderBook? book) && book.Mid is { } mid)
            {
                double band = parameters.Size.DepthBand;
                contracts = (bids ? book.Bids : book.Asks).Where(level => Math.Abs((double)level.Price - (double)mid) <= band * (double)mid).Sum(level => (double)level.Size);
                time = book.Time;
            }
            else if (market.Depths.TryGetValue(of.Instrument.Symbol, out DepthSummary? depth))
            {
                contracts = (double)(bids ? depth.Bid : depth.Ask) * Math.Min(1, parameters.Size.DepthBand / depth.Within);
                time = depth.Time;
            }
            else
            {
                continue;
            }

            double fresh = Math.Pow(0.5, market.AgeOf(time).TotalHours / parameters.Size.DepthHalfLifeHours);
            sum = (sum ?? 0) + (contracts * pricing.Notional(of.Instrument) * fresh);
        }

        return sum;
    }

    /// <summary>K of one side: what can be sold to the bids, or bought from the asks, in one margin period.</summary>
    public double Capacity(Currency u, bool bids)
    {
        double capacity = double.PositiveInfinity;
        if (KnownVolume(u) is { } volume) capacity = parameters.Size.VolumeShare * parameters.Size.VolumeStress * volume * hours / 24;
        if (Depth(u, bids) is { } depth) capacity = Math.Min(capacity, depth * (1 + (hours / parameters.Size.RefillHours)));
        return double.IsPositiveInfinity(capacity) ? ClassOf(u).CapacityFloor : Math.Max(ClassOf(u).CapacityFloor, capacity);
    }

    /// <summary>Whether volume or depth is known.</summary>
    public bool IsKnown(Currency u) => KnownVolume(u) is not null || Depth(u, bids: true) is not null;

    /// <summary>Smallest relative spread shown, in a book or else beside a mark; at least the class's.</summary>
    public double Spread(Currency u)
    {
        List<double> shown = [];
        foreach (InstrumentMarket of in Contracts(u))
        {
            decimal? bid = of.Bid, ask = of.Ask;
            if (market.Books.TryGetValue(of.Instrument.Symbol, out OrderBook? book) && book.Mid is not null) (bid, ask) = (book.Bids[0].Price, book.Asks[0].Price);
            if (bid is > 0m && ask is not null) shown.Add((double)((ask.Value - bid.Value) / ((ask.Value + bid.Value) / 2m)));
        }

        return shown.Count > 0 ? Math.Max(ClassOf(u).Spread, shown.Min()) : ClassOf(u).Spread;
    }

    /// <summary>Cost of taking an amount of US dollars from the visible books of one side within the depth band, the rest at its edge.</summary>
    public double Walk(Currency u, bool bids, double amount)
    {
        List<(double Distance, double Dollars)> levels = [];
        foreach (InstrumentMarket of in Contracts(u))
        {
            if (!market.Books.TryGetValue(of.Instrument.Symbol, out OrderBook? book) || book.Mid is not { } mid) continue;
            foreach (BookLevel level in bids ? book.Bids : book.Asks)
                levels.Add((Math.Abs((double)(level.Price - mid)) / (double)mid, (double)level.Size * pricing.Notional(of.Instrument)));
        }

        if (levels.Count == 0) return 0;
        double cost = 0, left = amount;
        foreach ((double distance, double dollars) in levels.Where(level => level.Distance <= parameters.Size.DepthBand).OrderBy(level => level.Distance))
        {
            double taken = Math.Min(left, dollars);
            cost += taken * distance;
            left -= taken;
        }

        return cost + (left * parameters.Size.DepthBand);
    }

    /// <summary>m(x).</summary>
    public double Curve(double x)
    {
        double scale = parameters.Size.CurveScale ?? 1;
        switch (parameters.Size.Curve)
        {
            case SizeCurveKind.Flat: return 1;
            case SizeCurveKind.Linear: return 1 + (scale * x);
            case SizeCurveKind.Sqrt: return Math.Sqrt(1 + (scale * x));
            case SizeCurveKind.Power: return 1 + Math.Pow(x, scale);
            case SizeCurveKind.Exponential: return Math.Exp(scale * x);
            case SizeCurveKind.Tiered: return Tiered(x);
            default: return x <= 0.5 ? 1 : x <= 2 ? Math.Sqrt(2 * x) : 2 * Math.Exp((x - 2) / 4);
        }
    }

    // Marginal brackets: the multiplier of each slice of x, averaged over all of x; 1 below the first bracket.
    private double Tiered(double x)
    {
        if (x <= 0) return 1;
        CurveBracket[] brackets = [.. parameters.Size.CurveBrackets ?? []];
        double sum = 0, from = 0, multiplier = 1;
        foreach (CurveBracket bracket in brackets.OrderBy(bracket => bracket.From))
        {
            double to = Math.Min(x, bracket.From);
            if (to > from) sum += multiplier * (to - from);
            from = Math.Max(from, to);
            multiplier = bracket.Multiplier;
            if (bracket.From >= x) return sum / x;
        }

        return (sum + (multiplier * (x - from))) / x;
    }
}
