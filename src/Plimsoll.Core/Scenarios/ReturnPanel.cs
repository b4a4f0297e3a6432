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
    private readonly Dictionary<(Currency, MarketKind), Points> closes = [];

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
        Points own = empty.Own(leader);
        var panel = new ReturnPanel(history, until, step, [.. own.Times]);
        panel.returns[leader] = own.Values;
        foreach (var (market, known) in empty.closes) panel.closes[market] = known;
        return panel;
    }

    /// <summary>Own log returns of an underlying on the calendar; NaN where it has none.</summary>
    public ReadOnlySpan<double> Returns(Currency underlying)
    {
        if (!returns.TryGetValue(underlying, out double[]? found)) returns[underlying] = found = OnCalendar(Own(underlying));
        return found;
    }

    /// <summary>Variance realised inside each step of the calendar: Σ of squared returns of the hours in it (of the bars, where they are longer), of spot, else of the perpetual; NaN where a quarter of them is missing.</summary>
    public double[] Realised(Currency underlying)
    {
        double[] spot = OnCalendar(Inside(underlying, MarketKind.Spot)), perpetual = OnCalendar(Inside(underlying, MarketKind.Perpetual));
        for (int t = 0; t < spot.Length; t++)
            if (double.IsNaN(spot[t]))
                spot[t] = perpetual[t];
        return spot;
    }

    private Points Inside(Currency underlying, MarketKind kind)
    {
        if (history.Find(underlying, kind) is not { } bars) return new Points([], []);
        (long[] ends, double[] variances) = bars.RealisedIn(TimeSpan.FromHours(StepHours));
        int seen = Array.FindIndex(ends, end => end > until.UnixSeconds);
        return seen < 0 ? new Points(ends, variances) : new Points(ends[..seen], variances[..seen]);
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

    private Points Changes(Points of)
    {
        long step = StepHours * 3600L;
        (long[] times, double[] values) = (new long[of.Times.Length], new double[of.Times.Length]);
        int count = 0;
        for (int i = 0, before = 0; i < of.Times.Length; i++)
        {
            while (of.Times[before] < of.Times[i] - step) before++;
            if (of.Times[before] == of.Times[i] - step) (times[count], values[count++]) = (of.Times[i], Math.Log(of.Values[i] / of.Values[before]));
        }

        return new Points(times[..count], values[..count]);
    }

    private double[] OnCalendar(Points of)
    {
        var aligned = new double[Calendar.Length];
        for (int i = 0, at = 0; i < aligned.Length; i++)
        {
            while (at < of.Times.Length && of.Times[at] < Calendar[i]) at++;
            aligned[i] = at < of.Times.Length && of.Times[at] == Calendar[i] ? of.Values[at] : double.NaN;
        }

        return aligned;
    }

    /// <summary>Returns of spot, and those of the perpetual at times at which spot has none.</summary>
    private Points Own(Currency underlying)
    {
        Points spot = Changes(Closes(underlying, MarketKind.Spot)), perpetual = Changes(Closes(underlying, MarketKind.Perpetual));
        var (times, values) = (new List<long>(spot.Times.Length), new List<double>(spot.Times.Length));
        for (int s = 0, p = 0; s < spot.Times.Length || p < perpetual.Times.Length;)
        {
            bool first = p == perpetual.Times.Length || (s < spot.Times.Length && spot.Times[s] <= perpetual.Times[p]);
            if (first && p < perpetual.Times.Length && spot.Times[s] == perpetual.Times[p]) p++;
            times.Add(first ? spot.Times[s] : perpetual.Times[p]);
            values.Add(first ? spot.Values[s++] : perpetual.Values[p++]);
        }

        return new Points([.. times], [.. values]);
    }

    private Points OwnBasis(Currency underlying)
    {
        Points spot = Closes(underlying, MarketKind.Spot), perpetual = Closes(underlying, MarketKind.Perpetual);
        var (times, values) = (new List<long>(), new List<double>());
        for (int s = 0, p = 0; s < spot.Times.Length && p < perpetual.Times.Length;)
        {
            if (spot.Times[s] == perpetual.Times[p])
            {
                times.Add(spot.Times[s]);
                values.Add(Math.Log(perpetual.Values[p++] / spot.Values[s++]));
            }
            else if (spot.Times[s] < perpetual.Times[p]) s++;
            else p++;
        }

        Points basisLevels = new([.. times], [.. values]);
        long step = StepHours * 3600L;
        var (ends, moves) = (new List<long>(), new List<double>());
        for (int i = 0, before = 0; i < basisLevels.Times.Length; i++)
        {
            while (basisLevels.Times[before] < basisLevels.Times[i] - step) before++;
            if (basisLevels.Times[before] != basisLevels.Times[i] - step) continue;
            ends.Add(basisLevels.Times[i]);
            moves.Add(basisLevels.Values[i] - basisLevels.Values[before]);
        }

        return new Points([.. ends], [.. moves]);
    }

    private Points Closes(Currency underlying, MarketKind kind)
    {
        if (closes.TryGetValue((underlying, kind), out Points known)) return known;
        return closes[(underlying, kind)] = history.Find(underlying, kind) is { } bars && StepHours % bars.Step.TotalHours == 0 ? Sampled(bars) : new Points([], []);
    }

    private Points Sampled(BarSeries bars)
    {
        long length = (long)bars.Step.TotalSeconds, step = StepHours * 3600L, limit = until.UnixSeconds;
        ReadOnlySpan<long> opens = bars.OpenTimes.Span;
        ReadOnlySpan<double> prices = bars.Close.Span;
        var (times, values) = (new List<long>(), new List<double>());
        for (int i = 0; i < opens.Length; i++)
        {
            long end = opens[i] + length;
            if (end > limit) break;
            if (end % step != 0) continue;
            times.Add(end);
            values.Add(prices[i]);
        }

        return new Points([.. times], [.. values]);
    }

    /// <summary>Values at rising times.</summary>
    private readonly record struct Points(long[] Times, double[] Values);
}
