using Plimsoll.Core.Tests.Generators;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Volatility;

/// <summary>Made bars for tests of forecasts.</summary>
internal static class Days
{
    public const long Start = 1_600_041_600L;

    /// <summary>Hourly bars with volume whose volatility moves slowly; from a day on, all is different where a factor is given.</summary>
    public static BarSeries Hourly(int days, int differentFrom = int.MaxValue, double factor = 1.0, string seed = "hours", bool hasRanges = true)
    {
        var random = SplitMix.For(11, seed);
        int n = 24 * days;
        double[] open = new double[n], high = new double[n], low = new double[n], close = new double[n], volume = new double[n];
        double price = 100.0, level = 0.0;
        for (int i = 0; i < n; i++)
        {
            level = (0.995 * level) + (0.06 * random.Normal());
            double size = 0.006 * Math.Exp(level) * (i / 24 >= differentFrom ? factor : 1.0), next = price * Math.Exp(size * random.Normal());
            (open[i], close[i], volume[i]) = (price, next, 10.0 * Math.Exp(0.3 * random.Normal()));
            (high[i], low[i]) = (Math.Max(price, next) * Math.Exp(0.3 * size), Math.Min(price, next) * Math.Exp(-0.3 * size));
            price = next;
        }

        return new()
        {
            Base = Currency.Of("BTC"), Quote = Currency.Of("USDT"), Venue = "made", Kind = MarketKind.Spot, Step = TimeSpan.FromHours(1),
            OpenTimes = Enumerable.Range(0, n).Select(i => Start + (3600L * i)).ToArray(), Close = close, Volume = volume,
            Open = hasRanges ? open : default, High = hasRanges ? high : default, Low = hasRanges ? low : default,
        };
    }

    /// <summary>A daily index of implied volatility at a level.</summary>
    public static BarSeries Index(int days, Func<int, double> level, int first = 0) => new()
    {
        Base = Currency.Of("BTC"), Quote = Currency.Usd, Venue = "made", Kind = MarketKind.VolatilityIndex, Step = TimeSpan.FromDays(1),
        OpenTimes = Enumerable.Range(first, days - first).Select(i => Start + (86_400L * i)).ToArray(), Close = Enumerable.Range(first, days - first).Select(level).ToArray(),
    };
}
