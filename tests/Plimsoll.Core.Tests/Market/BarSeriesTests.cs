using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Market;

/// <summary>What bars say of the variance inside longer steps.</summary>
public class BarSeriesTests
{
    private static readonly long Midnight = Timestamp.Utc(2026, 1, 2).UnixSeconds;

    [Fact]
    public void RealisedIn_HoursOfADay_SumsTheirSquaredReturns()
    {
        (long[] ends, double[] variances) = Hourly(_ => true).RealisedIn(TimeSpan.FromDays(1));
        // The first day lacks the close before its first hour.
        Assert.Equal([Midnight, Midnight + 86_400], ends);
        Assert.Equal(24 * 0.01 * 0.01, variances[0], 12);
        Assert.Equal(24 * 0.01 * 0.01, variances[1], 12);
    }

    [Fact]
    public void RealisedIn_AFewHoursMissing_CountsThemLikeTheRest()
    {
        (_, double[] variances) = Hourly(hour => hour % 24 is not (5 or 6)).RealisedIn(TimeSpan.FromDays(1));
        Assert.Equal(24 * 0.01 * 0.01, variances[1], 12);
    }

    [Fact]
    public void RealisedIn_AQuarterOfTheHoursMissing_IsUnknown()
    {
        (long[] ends, double[] variances) = Hourly(hour => hour < 24 || hour % 24 is < 3 or > 11).RealisedIn(TimeSpan.FromDays(1));
        Assert.Equal(2, ends.Length);
        Assert.True(double.IsNaN(variances[1]));
    }

    [Fact]
    public void RealisedIn_Minutes_CountsThemByTheHour()
    {
        var random = new Random(5);
        double[] minutes = [.. Enumerable.Range(0, 1440 * 2).Select(_ => Math.Exp(0.001 * (random.NextDouble() - 0.5)))];
        for (int i = 1; i < minutes.Length; i++) minutes[i] *= minutes[i - 1];
        double[] hours = [.. Enumerable.Range(0, 48).Select(hour => minutes[(hour * 60) + 59])];
        Assert.Equal(Series(TimeSpan.FromHours(1), hours, _ => true).RealisedIn(TimeSpan.FromDays(1)).Variances, Series(TimeSpan.FromMinutes(1), minutes, _ => true).RealisedIn(TimeSpan.FromDays(1)).Variances);
    }

    [Fact]
    public void RealisedIn_BarsAsLongAsTheStep_SayItThemselvesOrNothing()
    {
        BarSeries silent = Series(TimeSpan.FromDays(1), [1, 2, 3], _ => true);
        Assert.Empty(silent.RealisedIn(TimeSpan.FromDays(1)).Ends);
        var telling = new BarSeries { Base = silent.Base, Quote = silent.Quote, Venue = "v", Kind = silent.Kind, Step = silent.Step, OpenTimes = silent.OpenTimes, Close = silent.Close, RealisedVariance = new[] { 0.1, double.NaN, 0.3 } };
        Assert.Equal([0.1, double.NaN, 0.3], telling.RealisedIn(TimeSpan.FromDays(1)).Variances);
        Assert.Empty(telling.RealisedIn(TimeSpan.FromHours(8)).Ends);
    }

    // Two days of hours that rise and fall by 1 %, ending at midnight of the second day.
    private static BarSeries Hourly(Func<int, bool> isThere) => Series(TimeSpan.FromHours(1), [.. Enumerable.Range(0, 48).Select(hour => hour % 2 == 0 ? 100 : 100 * Math.Exp(0.01))], isThere);

    private static BarSeries Series(TimeSpan step, double[] closes, Func<int, bool> isThere)
    {
        int[] kept = [.. Enumerable.Range(0, closes.Length).Where(isThere)];
        return new BarSeries
        {
            Base = Currency.Of("BTC"), Quote = Currency.Of("USDT"), Venue = "v", Kind = MarketKind.Spot, Step = step,
            OpenTimes = kept.Select(i => Midnight - 86_400 + (i * (long)step.TotalSeconds)).ToArray(), Close = kept.Select(i => closes[i]).ToArray(),
        };
    }
}
