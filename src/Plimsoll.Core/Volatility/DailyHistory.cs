using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Volatility;

/// <summary>A bar series as days of UTC: a bar and a realised variance each. Days that lack more than a tenth of their bars are left out.</summary>
public sealed class DailyHistory
{
    private const long SecondsPerDay = 86_400;
    private const double FewestBars = 0.9;
    private const int FewestReturns = 3;

    private readonly DayMeasures[] measures;

    private DailyHistory(ImmutableArray<long> days, PriceBar[] bars, DayMeasures[] measures, double[] implied, bool isIntraday, double[] lastReturns)
    {
        (Days, Bars, this.measures, Implied, IsIntraday, LastReturns) = (days, bars, measures, implied, isIntraday, lastReturns);
        Variances = [.. measures.Select(day => day.Variance)];
        Returns = new double[Math.Max(0, bars.Length - 1)];
        for (int i = 0; i < Returns.Length; i++) Returns[i] = Math.Log(bars[i + 1].Close / bars[i].Close);
    }

    /// <summary>Opens of the days, seconds since 1970.</summary>
    public ImmutableArray<long> Days { get; }

    /// <summary>Whether the variances are realised from bars within the day.</summary>
    public bool IsIntraday { get; }

    /// <summary>Variance of each day: realised from its bars or, where bars are days, by Rogers and Satchell.</summary>
    public ReadOnlySpan<double> DailyVariances => Variances;

    /// <summary>Log returns of closes: the first is that of the second day.</summary>
    public ReadOnlySpan<double> DailyReturns => Returns;

    /// <summary>One a day, after the tick filter.</summary>
    internal PriceBar[] Bars { get; }

    /// <summary>Log returns of closes: one fewer than days.</summary>
    internal double[] Returns { get; }

    /// <summary>The variances as an array.</summary>
    internal double[] Variances { get; }

    /// <summary>Daily variance that an index of implied volatility stood for at the end of each day; NaN where it is not known.</summary>
    internal double[] Implied { get; }

    /// <summary>Returns within the last day; empty when bars are days.</summary>
    internal double[] LastReturns { get; }

    /// <summary>What is known of each day beside its bar.</summary>
    internal ReadOnlySpan<DayMeasures> Measures => measures;

    /// <summary>How many days were over at a time: those are what a forecast made then may rest on.</summary>
    public int KnownAt(Timestamp time)
    {
        int low = 0, high = Days.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (Days[middle] + SecondsPerDay <= time.UnixSeconds) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The history as it was when so many days were known.</summary>
    /// <param name="known">Days, 0 to all.</param>
    public DailyHistory Until(int known) => known == Days.Length
        ? this
        : new(Days[..known], Bars[..known], measures[..known], Implied[..known], IsIntraday, []);

    /// <summary>When the last of so many days was over.</summary>
    /// <param name="known">Days, 1 to all.</param>
    public Timestamp EndOf(int known) => Timestamp.FromUnixSeconds(Days[known - 1] + SecondsPerDay);

    /// <summary>Builds the days.</summary>
    /// <param name="series">Bars of a day or of a length that divides it. Closes alone do where bars are shorter than a day.</param>
    /// <param name="index">An index of implied volatility, annualised; null for none. What it closed at within a day is known at that day's end.</param>
    /// <exception cref="ArgumentException">Bars are longer than a day or do not divide it, or daily bars have closes alone.</exception>
    public static DailyHistory Of(BarSeries series, BarSeries? index = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        long step = (long)series.Step.TotalSeconds;
        if (step > SecondsPerDay || SecondsPerDay % step != 0)
            throw new ArgumentException($"Bars of {series.Step} do not make days; give bars of a day, or of a length that divides it.", nameof(series));
        int n = series.Close.Length;
        bool hasRanges = series.Open.Length == n && series.High.Length == n && series.Low.Length == n, isIntraday = step < SecondsPerDay;
        if (!hasRanges && !isIntraday) throw new ArgumentException("The bars have closes alone; opens, highs and lows are needed too.", nameof(series));
        ReadOnlySpan<long> times = series.OpenTimes.Span;
        ReadOnlySpan<double> close = series.Close.Span;
        double needed = FewestBars * SecondsPerDay / step;
        var days = ImmutableArray.CreateBuilder<long>();
        List<PriceBar> bars = [];
        List<DayMeasures> measures = [];
        List<double> returns = [], last = [];
        for (int from = 0, to; from < n; from = to)
        {
            long day = times[from] / SecondsPerDay;
            for (to = from; to < n && times[to] / SecondsPerDay == day;) to++;
            PriceBar bar = hasRanges ? RangeOf(series, from, to, returns) : RangeOfCloses(times, close, step, from, to, returns);

            // A NaN anywhere makes this false.
            if (!(to - from >= needed && bar.Low > 0.0 && bar.Low <= bar.Open && bar.High >= bar.Open)) continue;
            days.Add(day * SecondsPerDay);
            bars.Add(bar);
            measures.Add(DayMeasures.Of(returns, Volume(series, from, to), FewestReturns));
            (last, returns) = (returns, last);
        }

        PriceBar[] clipped = TickFilter.Default.Clip([.. bars]);
        DayMeasures[] all = [.. measures];
        if (!isIntraday)
        {
            var perDay = new double[all.Length];
            RangeVolatility.OfEachBar(RangeEstimator.RogersSatchell, clipped, perDay);
            TickFilter.Default.Cap(perDay);
            for (int i = 0; i < all.Length; i++) all[i] = all[i] with { Variance = perDay[i] };
        }

        return new(days.ToImmutable(), clipped, all, ImpliedOn(days, index), isIntraday, isIntraday ? [.. last] : []);
    }

    private static PriceBar RangeOf(BarSeries series, int from, int to, List<double> returns)
    {
        ReadOnlySpan<double> open = series.Open.Span, high = series.High.Span, low = series.Low.Span, close = series.Close.Span;
        PriceBar bar = new(open[from], 0.0, double.PositiveInfinity, close[to - 1]);
        returns.Clear();
        for (int i = from; i < to; i++)
        {
            bar = bar with { High = Math.Max(bar.High, high[i]), Low = Math.Min(bar.Low, low[i]) };
            returns.Add(Math.Log(close[i] / (i > from ? close[i - 1] : open[i])));
        }

        return bar;
    }

    // Where there are no opens the close before is one, if nothing is missing between.
    private static PriceBar RangeOfCloses(ReadOnlySpan<long> times, ReadOnlySpan<double> close, long step, int from, int to, List<double> returns)
    {
        double before = from > 0 && times[from] - times[from - 1] == step ? close[from - 1] : close[from];
        PriceBar bar = new(before, before, before, close[to - 1]);
        returns.Clear();
        for (int i = from; i < to; i++)
        {
            bar = bar with { High = Math.Max(bar.High, close[i]), Low = Math.Min(bar.Low, close[i]) };
            returns.Add(Math.Log(close[i] / (i > from ? close[i - 1] : before)));
        }

        return bar;
    }

    private static double Volume(BarSeries series, int from, int to)
    {
        if (series.Volume.Length < to) return double.NaN;
        double sum = 0.0;
        foreach (double one in series.Volume.Span[from..to]) sum += one;
        return sum;
    }

    private static double[] ImpliedOn(ImmutableArray<long>.Builder days, BarSeries? index)
    {
        var implied = new double[days.Count];
        Array.Fill(implied, double.NaN);
        if (index is null) return implied;
        long step = (long)index.Step.TotalSeconds;
        ReadOnlySpan<long> times = index.OpenTimes.Span;
        ReadOnlySpan<double> close = index.Close.Span;
        for (int i = 0, at = 0; i < implied.Length; i++)
        {
            long end = days[i] + SecondsPerDay;
            while (at < times.Length && times[at] + step <= end) at++;
            // An index older than the day itself says nothing of its end.
            if (at > 0 && times[at - 1] + step > days[i]) implied[i] = close[at - 1] * close[at - 1] / 365.0;
        }

        return implied;
    }
}
