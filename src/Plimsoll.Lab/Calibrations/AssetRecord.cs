using Plimsoll.Calibration;
using Plimsoll.Lab.Backtests;
using Plimsoll.Liquidity;
using Plimsoll.Market;

namespace Plimsoll.Lab.Calibrations;

/// <summary>What was recorded of one asset, in US dollars (USDT counts as one), up to the as-of time.</summary>
internal sealed class AssetRecord
{
    private const int Year = 365;
    private const long Day = 86_400;

    private AssetRecord(AssetCloses closes, int last) => (Closes, Last) = (closes, last);

    public AssetCloses Closes { get; }

    public Currency Asset => Closes.Asset;

    /// <summary>Last day of the calendar.</summary>
    public int Last { get; }

    /// <summary>Days of own returns.</summary>
    public int Days => Closes.Known(Last);

    /// <summary>Volumes of the last year, by day, those known.</summary>
    public required double[] YearVolume { get; init; }

    /// <summary>Standard deviation of a day's return over the last year; NaN with fewer than 30.</summary>
    public required double Volatility { get; init; }

    /// <summary>Where depth is recorded: its history.</summary>
    public DepthHistory? Depth { get; init; }

    /// <summary>Depth of the thinner side at each of its times, USD.</summary>
    public double[] ThinSide { get; init; } = [];

    /// <summary>Times of <see cref="ThinSide"/>.</summary>
    public long[] ThinTimes { get; init; } = [];

    /// <summary>Open interest over the day's volume, by day, and the last in USD.</summary>
    public double[] InterestOfVolume { get; init; } = [];

    /// <summary>Last open interest, USD; null when none is recorded.</summary>
    public double? LastInterest { get; init; }

    /// <summary>Facts that decide its class.</summary>
    public AssetFacts Facts => new(Asset, Days, YearVolume.Length == 0 ? null : Median(YearVolume), Volatility, YearThin is { Length: > 0 } thin ? Median(thin) : null);

    /// <summary>Depth of the last year, USD.</summary>
    public double[] YearThin => ThinTimes.Length == 0 ? [] : [.. ThinSide.Where((_, i) => ThinTimes[i] > ThinTimes[^1] - (Year * Day))];

    /// <summary>The records of every asset that still trades at the end of the calendar.</summary>
    public static ImmutableArray<AssetRecord> All(MarketRecords records, DailyCloses closes)
    {
        int last = closes.Days - 1;
        return [.. closes.Assets.Where(asset => Enumerable.Range(Math.Max(0, last - 30), Math.Min(31, last + 1)).Any(day => !double.IsNaN(asset.CoinReturn[day]))).Select(asset => Of(records, closes, asset, last))];
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : 0.5 * (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]);
    }

    private static AssetRecord Of(MarketRecords records, DailyCloses closes, AssetCloses asset, int last)
    {
        double[] returns = [.. asset.CoinReturn[Math.Max(0, last - Year + 1)..].Where(move => !double.IsNaN(move))];
        double mean = returns.DefaultIfEmpty(0).Average();
        DepthHistory? depth = records.Depth.FirstOrDefault(history => history.Asset == asset.Asset);
        BarSeries? bars = records.Prices.Find(asset.Asset, MarketKind.Perpetual) ?? records.Prices.Find(asset.Asset, MarketKind.Spot);
        (long[] times, double[] thin) = depth is null || bars is null ? ([], []) : Priced(depth, bars);
        OpenInterestHistory? interest = records.OpenInterest.FirstOrDefault(history => history.Asset == asset.Asset);
        (double[] share, double? held) = interest is null ? ([], null) : InterestOf(interest, closes, asset);
        return new AssetRecord(asset, last)
        {
            YearVolume = [.. asset.Volume[Math.Max(0, last - Year + 1)..].Where(volume => volume > 0)], Volatility = returns.Length < 30 ? double.NaN : Math.Sqrt(returns.Average(move => (move - mean) * (move - mean))),
            Depth = depth, ThinTimes = times, ThinSide = thin, InterestOfVolume = share, LastInterest = held,
        };
    }

    // The price known at a time is the close of the bar that ended by then.
    internal static (long[] Times, double[] Thin) Priced(DepthHistory depth, BarSeries bars)
    {
        long step = (long)bars.Step.TotalSeconds;
        var times = new List<long>();
        var thin = new List<double>();
        for (int i = 0; i < depth.Times.Length; i++)
        {
            int at = bars.OpenTimes.Span.BinarySearch(depth.Times.Span[i] - step);
            at = at < 0 ? ~at - 1 : at;
            if (at < 0 || depth.Times.Span[i] - bars.OpenTimes.Span[at] > 2 * Day) continue;
            times.Add(depth.Times.Span[i]);
            thin.Add(Math.Min(depth.Bids.Span[i], depth.Asks.Span[i]) * bars.Close.Span[at]);
        }

        return ([.. times], [.. thin]);
    }

    private static (double[] OfVolume, double? Last) InterestOf(OpenInterestHistory interest, DailyCloses closes, AssetCloses asset)
    {
        var shares = new List<double>();
        double? last = null;
        for (int i = 0; i < interest.Times.Length; i++)
        {
            if (interest.Times.Span[i] % Day != 0) continue;
            int day = closes.DayAt(Timestamp.FromUnixSeconds(interest.Times.Span[i]));
            if (day < 0 || double.IsNaN(asset.Mark(day))) continue;
            last = interest.Coins.Span[i] * asset.Mark(day);
            if (asset.Volume[day] > 0) shares.Add(last.Value / asset.Volume[day]);
        }

        return ([.. shares], last);
    }
}
