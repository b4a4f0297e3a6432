using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Volatility;

/// <summary>A bar series as days of UTC: a bar and a realised variance each. Days that lack more than a tenth of their bars are left out.</summary>
internal sealed class DailyHistory
{
    private const long SecondsPerDay = 86_400;
    private const double FewestBars = 0.9;

    private DailyHistory(ImmutableArray<long> days, PriceBar[] bars, double[] variances, bool isIntraday, double[] lastReturns)
    {
        Days = days;
        Bars = bars;
        Variances = variances;
        IsIntraday = isIntraday;
        LastReturns = lastReturns;
        Returns = new double[Math.Max(0, bars.Length - 1)];
        for (int i = 0; i < Returns.Length; i++) Returns[i] = Math.Log(bars[i + 1].Close / bars[i].Close);
    }

    /// <summary>Opens of the days, seconds since 1970.</summary>
    public ImmutableArray<long> Days { get; }

    /// <summary>One a day, after the tick filter.</summary>
    public PriceBar[] Bars { get; }

    /// <summary>Log returns of closes: one fewer than days.</summary>
    public double[] Returns { get; }

    /// <summary>Variance of each day: realised from its bars or, where bars are days, by Rogers and Satchell.</summary>
    public double[] Variances { get; }

    /// <summary>Whether the variances are realised from bars within the day.</summary>
    public bool IsIntraday { get; }

    /// <summary>Returns within the last day; empty when bars are days.</summary>
    public double[] LastReturns { get; }

    /// <summary>Builds the days.</summary>
    /// <exception cref="ArgumentException">Bars are longer than a day or do not divide it, or opens, highs and lows are not known.</exception>
    public static DailyHistory Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        long step = (long)series.Step.TotalSeconds;
        if (step > SecondsPerDay || SecondsPerDay % step != 0)
            throw new ArgumentException($"Bars of {series.Step} do not make days; give bars of a day, or of a length that divides it.", nameof(series));
        int n = series.Close.Length;
        if (series.Open.Length != n || series.High.Length != n || series.Low.Length != n)
            throw new ArgumentException("The bars have closes alone; opens, highs and lows are needed too.", nameof(series));
        ReadOnlySpan<long> times = series.OpenTimes.Span;
        ReadOnlySpan<double> open = series.Open.Span, high = series.High.Span, low = series.Low.Span, close = series.Close.Span;
        double needed = FewestBars * SecondsPerDay / step;
        var days = ImmutableArray.CreateBuilder<long>();
        List<PriceBar> bars = [];
        List<double> variances = [];
        List<double> returns = [], last = [];
        for (int from = 0, to; from < n; from = to)
        {
            long day = times[from] / SecondsPerDay;
            for (to = from; to < n && times[to] / SecondsPerDay == day;) to++;
            PriceBar bar = new(open[from], 0.0, double.PositiveInfinity, close[to - 1]);
            returns.Clear();
            for (int i = from; i < to; i++)
            {
                bar = bar with { High = Math.Max(bar.High, high[i]), Low = Math.Min(bar.Low, low[i]) };
                returns.Add(Math.Log(close[i] / (i > from ? close[i - 1] : open[i])));
            }

            // A NaN anywhere makes this false.
            if (!(to - from >= needed && bar.Low > 0.0 && bar.Low <= bar.Open && bar.High >= bar.Open)) continue;
            days.Add(day * SecondsPerDay);
            bars.Add(bar);
            double variance = 0.0;
            foreach (double r in returns) variance += r * r;
            variances.Add(variance);
            (last, returns) = (returns, last);
        }

        bool isIntraday = step < SecondsPerDay;
        PriceBar[] clipped = TickFilter.Default.Clip([.. bars]);
        double[] perDay = [.. variances];
        if (!isIntraday)
        {
            RangeVolatility.OfEachBar(RangeEstimator.RogersSatchell, clipped, perDay);
            TickFilter.Default.Cap(perDay);
        }

        return new(days.ToImmutable(), clipped, perDay, isIntraday, isIntraday ? [.. last] : []);
    }
}
