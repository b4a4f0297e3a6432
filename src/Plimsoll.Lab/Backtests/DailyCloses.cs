using Plimsoll.Market;

namespace Plimsoll.Lab.Backtests;

/// <summary>Daily closes at 00:00 UTC of the assets of a folder of bars, on one calendar of consecutive days.</summary>
/// <remarks>
/// Hourly and finer bars give the close of the one that ends at midnight, daily bars are taken as they are. Sources of one coin are joined by returns, spot first, then perpetuals;
/// among spots and among perpetuals those in USDT go first, then the shorter bars. A return that no source has is a gap, never bridged.
/// </remarks>
public sealed class DailyCloses
{
    private const long Day = 86_400;

    // Pegs have no market risk of their own to test: their returns are noise until the day they break.
    private static readonly string[] Pegs = ["USD", "USDT", "USDC", "DAI", "FDUSD", "USDE", "PYUSD", "TUSD", "UST", "BUSD"];

    /// <summary>Whether a coin is meant to stay at one dollar.</summary>
    internal static bool IsPeg(Currency coin) => Pegs.Contains(coin.Code);

    private DailyCloses(long firstDay, int days, ImmutableArray<AssetCloses> assets) => (FirstDay, Days, Assets) = (firstDay, days, assets);

    /// <summary>Days in the calendar.</summary>
    public int Days { get; }

    /// <summary>The assets in ordinal order.</summary>
    public ImmutableArray<AssetCloses> Assets { get; }

    private long FirstDay { get; }

    /// <summary>Closes that are made and not read.</summary>
    /// <param name="last">The last close.</param>
    /// <param name="assets">By asset, of one length.</param>
    internal static DailyCloses Made(Timestamp last, ImmutableArray<AssetCloses> assets) => new((last.UnixSeconds / Day) - assets[0].Coin.Length + 1, assets[0].Coin.Length, assets);

    /// <summary>The time of a day's close.</summary>
    public Timestamp At(int day) => Timestamp.FromUnixSeconds((FirstDay + day) * Day);

    /// <summary>The last day of the calendar that closes at or before a time; −1 for none.</summary>
    public int DayAt(Timestamp time) => (int)Math.Min(Days - 1, Math.Floor(time.UnixSeconds / (double)Day) - FirstDay) is var day && day < 0 ? -1 : day;

    /// <summary>The closes of a history.</summary>
    /// <param name="history">Bars of at most a day count.</param>
    /// <param name="only">The assets wanted; null for every one but pegs.</param>
    /// <exception cref="InvalidInputException">An asset has no bars, or nothing has.</exception>
    public static DailyCloses Of(PriceHistory history, IReadOnlyCollection<Currency>? only)
    {
        ArgumentNullException.ThrowIfNull(history);
        BarSeries[] bars = [.. history.Series.Where(series => series.Kind != MarketKind.VolatilityIndex && series.Step <= TimeSpan.FromDays(1) && Day % (long)series.Step.TotalSeconds == 0)];
        Currency[] there = [.. bars.Select(series => series.Base).Distinct().Order()];
        Problem[] missing = [.. (only ?? []).Except(there).Order().Select(asset => new Problem("--assets", $"there are no bars of {asset}; there are {string.Join(", ", there)}."))];
        if (missing.Length > 0) throw new InvalidInputException(missing);
        Currency[] assets = [.. there.Where(asset => only?.Contains(asset) ?? !Pegs.Contains(asset.Code))];
        BarSeries[] used = [.. bars.Where(series => assets.Contains(series.Base))];
        if (used.Length == 0) throw new InvalidInputException([new Problem("--data", "the folder holds no bars of a day or less; files are called BASE-QUOTE.venue-spot|perp.step.csv[.gz].")]);
        long first = used.Min(series => (series.OpenTimes.Span[0] / Day) + 1), last = used.Max(series => (series.OpenTimes.Span[^1] + (long)series.Step.TotalSeconds) / Day);
        int days = (int)Math.Max(0, last - first + 1);
        return new DailyCloses(first, days, [.. assets.Select(asset => Join(asset, [.. used.Where(series => series.Base == asset)], history.Series.FirstOrDefault(series => series.Kind == MarketKind.VolatilityIndex && series.Base == asset), first, days))]);
    }

    private static AssetCloses Join(Currency asset, BarSeries[] bars, BarSeries? index, long first, int days)
    {
        Sampled[] SampledOf(MarketKind kind) =>
        [
            .. bars.Where(series => series.Kind == kind).OrderBy(series => series.Quote.Code == "USDT" ? 0 : 1).ThenBy(series => series.Step).ThenBy(series => series.Quote).ThenBy(series => series.Venue, StringComparer.Ordinal)
                .Select(series => Sample(series, first, days)),
        ];
        var spots = SampledOf(MarketKind.Spot);
        var perpetuals = SampledOf(MarketKind.Perpetual);
        double[] volume = new double[days];
        for (int d = 0; d < days; d++) volume[d] = perpetuals.Concat(spots).Select(source => source.Volume[d]).FirstOrDefault(value => !double.IsNaN(value), double.NaN);
        return new AssetCloses(
            asset, Chain([.. spots.Concat(perpetuals).Select(source => source.Close)], days), Chain([.. spots.Select(source => source.Close)], days), Chain([.. perpetuals.Select(source => source.Close)], days), volume,
            Extreme(source => source.Lowest), Extreme(source => source.Highest))
        {
            ImpliedIndex = index is null ? [] : Sample(index, first, days).Close, SpotRealised = Inside(spots), PerpetualRealised = Inside(perpetuals),
        };

        double[] Inside(Sampled[] sources) => [.. Enumerable.Range(0, days).Select(d => sources.Select(source => source.Realised[d]).FirstOrDefault(variance => !double.IsNaN(variance), double.NaN))];

        double[] Extreme(Func<Sampled, double[]> of)
        {
            var ratios = new double[days];
            for (int d = 0; d < days; d++)
                ratios[d] = d == 0 ? double.NaN : perpetuals.Concat(spots).Select(source => of(source)[d] / source.Close[d - 1]).FirstOrDefault(ratio => !double.IsNaN(ratio), double.NaN);
            return ratios;
        }
    }

    /// <summary>One series of several: each day's return is that of the first source that has both closes.</summary>
    private static double[] Chain(double[][] sources, int days)
    {
        var level = new double[days];
        for (int d = 0; d < days; d++)
        {
            level[d] = double.NaN;
            if (d > 0 && !double.IsNaN(level[d - 1]))
            {
                // Where sources follow each other without a common day the first day of the new one is left out: a step between two venues is no return.
                foreach (double[] source in sources)
                {
                    if (double.IsNaN(source[d]) || double.IsNaN(source[d - 1])) continue;
                    level[d] = level[d - 1] * (source[d] / source[d - 1]);
                    break;
                }

                continue;
            }

            level[d] = sources.Select(source => source[d]).FirstOrDefault(close => !double.IsNaN(close), double.NaN);
        }

        return level;
    }

    /// <summary>One series by day: close, value traded, and the extremes and the variance inside the day where its bars are shorter.</summary>
    private sealed record Sampled(double[] Close, double[] Volume, double[] Lowest, double[] Highest, double[] Realised);

    private static Sampled Sample(BarSeries series, long first, int days)
    {
        double[] close = new double[days], volume = new double[days], lowest = new double[days], highest = new double[days];
        Array.Fill(close, double.NaN);
        Array.Fill(lowest, double.NaN);
        Array.Fill(highest, double.NaN);
        Array.Fill(volume, double.NaN);
        ReadOnlySpan<long> opens = series.OpenTimes.Span;
        ReadOnlySpan<double> closes = series.Close.Span, traded = series.Volume.Span, lows = series.Low.Span, highs = series.High.Span;
        long step = (long)series.Step.TotalSeconds;
        for (int i = 0; i < opens.Length; i++)
        {
            long end = opens[i] + step, day = ((end + Day - 1) / Day) - first;
            if (day < 0 || day >= days) continue;
            if (end % Day == 0) close[day] = closes[i];
            if (step < Day)
            {
                double low = lows.Length > 0 && !double.IsNaN(lows[i]) ? lows[i] : closes[i], high = highs.Length > 0 && !double.IsNaN(highs[i]) ? highs[i] : closes[i];
                if (!(lowest[day] <= low)) lowest[day] = low;
                if (!(highest[day] >= high)) highest[day] = high;
            }

            if (traded.Length > 0 && !double.IsNaN(traded[i])) volume[day] = (double.IsNaN(volume[day]) ? 0 : volume[day]) + (traded[i] * closes[i]);
        }

        var realised = new double[days];
        Array.Fill(realised, double.NaN);
        (long[] ends, double[] variances) = series.RealisedIn(TimeSpan.FromDays(1));
        for (int i = 0; i < ends.Length; i++)
            if ((ends[i] / Day) - first is var d && d >= 0 && d < days)
                realised[d] = variances[i];
        return new Sampled(close, volume, lowest, highest, realised);
    }
}
