using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Scenarios;

/// <summary>Joint log returns of many underlyings on one calendar, from recorded bars. A return that is not there is NaN.</summary>
/// <remarks>
/// Closes are taken at UTC midnight and every step after it; the close at t is that of the bar that ends at t. The calendar is the times at which the leader
/// has a return. Sources are joined by returns: spot first, the perpetual where spot has none; a gap is never bridged.
/// </remarks>
internal sealed class ReturnPanel
{
    private readonly PriceHistory history;
    private readonly Timestamp until;
    private readonly Dictionary<Currency, double[]> returns = [];
    private readonly Dictionary<Currency, double[]> basis = [];

    private ReturnPanel(PriceHistory history, Timestamp until, int stepHours, ImmutableArray<long> calendar) =>
        (this.history, this.until, StepHours, Calendar) = (history, until, stepHours, calendar);

    /// <summary>Hours of one return.</summary>
    public int StepHours { get; }

    /// <summary>Close times of the returns, seconds since 1970, rising.</summary>
    public ImmutableArray<long> Calendar { get; }

    /// <summary>Close time of the leader's last bar of the length used; null when it has none.</summary>
    public Timestamp? Last => Calendar.IsEmpty ? null : Timestamp.FromUnixSeconds(Calendar[^1]);

    /// <summary>The panel with the calendar of one leader.</summary>
    /// <param name="history">Recorded bars.</param>
    /// <param name="leader">The underlying whose dates are the calendar.</param>
    /// <param name="horizonHours">Hours asked for; the step is this where it is at most a day and the leader's bars are a whole part of it, else a day.</param>
    /// <param name="until">Closes after this are not seen.</param>
    public static ReturnPanel Create(PriceHistory history, Currency leader, double horizonHours, Timestamp until)
    {
        BarSeries? bars = history.Find(leader, MarketKind.Spot) ?? history.Find(leader, MarketKind.Perpetual);
        int step = horizonHours <= 24 && bars is not null && horizonHours % bars.Step.TotalHours == 0 ? (int)horizonHours : 24;
        var empty = new ReturnPanel(history, until, step, []);
        SortedDictionary<long, double> own = empty.Own(leader);
        return new ReturnPanel(history, until, step, [.. own.Keys]);
    }

    /// <summary>Own log returns of an underlying on the calendar; NaN where it has none.</summary>
    public ReadOnlySpan<double> Returns(Currency underlying)
    {
        if (!returns.TryGetValue(underlying, out double[]? found)) returns[underlying] = found = OnCalendar(Own(underlying));
        return found;
    }

    /// <summary>Log returns of several underlyings on the dates on which each of them has one, oldest first: what a copula is fitted to.</summary>
    /// <returns>One series per underlying in the order given, all of one length, which may be 0.</returns>
    public ImmutableArray<double[]> Joint(ImmutableArray<Currency> underlyings)
    {
        double[][] all = [.. underlyings.Select(underlying => Returns(underlying).ToArray())];
        int[] complete = [.. Enumerable.Range(0, Calendar.Length).Where(date => Array.TrueForAll(all, one => double.IsFinite(one[date])))];
        return [.. all.Select(one => complete.Select(date => one[date]).ToArray())];
    }

    /// <summary>Changes of ln(perpetual / spot) on the calendar; NaN where one of the four closes is missing.</summary>
    public ReadOnlySpan<double> BasisReturns(Currency underlying)
    {
        if (!basis.TryGetValue(underlying, out double[]? found)) basis[underlying] = found = OnCalendar(OwnBasis(underlying));
        return found;
    }

    /// <summary>Changes of ln(volatility index) on the calendar; NaN where one of the two values is missing.</summary>
    public double[] VolatilityReturns(Currency underlying) => OnCalendar(Changes(Closes(underlying, MarketKind.VolatilityIndex)));

    private SortedDictionary<long, double> Changes(Dictionary<long, double> closes)
    {
        var changes = new SortedDictionary<long, double>();
        foreach ((long time, double close) in closes)
            if (closes.TryGetValue(time - (StepHours * 3600L), out double before))
                changes[time] = Math.Log(close / before);
        return changes;
    }

    private double[] OnCalendar(SortedDictionary<long, double> values)
    {
        var aligned = new double[Calendar.Length];
        for (int i = 0; i < aligned.Length; i++) aligned[i] = values.TryGetValue(Calendar[i], out double value) ? value : double.NaN;
        return aligned;
    }

    private SortedDictionary<long, double> Own(Currency underlying)
    {
        var own = new SortedDictionary<long, double>();
        foreach (MarketKind kind in (ReadOnlySpan<MarketKind>)[MarketKind.Spot, MarketKind.Perpetual])
        {
            foreach ((long time, double change) in Changes(Closes(underlying, kind))) own.TryAdd(time, change);
        }

        return own;
    }

    private SortedDictionary<long, double> OwnBasis(Currency underlying)
    {
        Dictionary<long, double> spot = Closes(underlying, MarketKind.Spot), perpetual = Closes(underlying, MarketKind.Perpetual);
        var own = new SortedDictionary<long, double>();
        foreach ((long time, double close) in perpetual)
        {
            long before = time - (StepHours * 3600L);
            if (perpetual.TryGetValue(before, out double close0) && spot.TryGetValue(time, out double spot1) && spot.TryGetValue(before, out double spot0))
                own[time] = Math.Log(close / spot1) - Math.Log(close0 / spot0);
        }

        return own;
    }

    private Dictionary<long, double> Closes(Currency underlying, MarketKind kind)
    {
        var closes = new Dictionary<long, double>();
        if (history.Find(underlying, kind) is not { } bars || StepHours % bars.Step.TotalHours != 0) return closes;
        long length = (long)bars.Step.TotalSeconds, step = StepHours * 3600L, limit = until.UnixSeconds;
        ReadOnlySpan<long> opens = bars.OpenTimes.Span;
        ReadOnlySpan<double> prices = bars.Close.Span;
        for (int i = 0; i < opens.Length; i++)
        {
            long end = opens[i] + length;
            if (end > limit) break;
            if (end % step == 0) closes[end] = prices[i];
        }

        return closes;
    }
}
