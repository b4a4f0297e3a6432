using Plimsoll.Core.Tests.Generators;
using Plimsoll.Market;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

public class VolatilityStudyTests
{
    private const int Hours = 24 * 400;

    /// <summary>Hourly bars whose volatility moves slowly between half and twice its mean.</summary>
    private static BarSeries Market(int hours, int step = 3600, Func<int, bool>? isMissing = null)
    {
        var random = SplitMix.For(9, "study");
        List<long> times = [];
        List<double> open = [], high = [], low = [], close = [];
        double price = 100.0, level = 0.0;
        for (int i = 0; i < hours; i++)
        {
            level = (0.99 * level) + (0.08 * random.Normal());
            double size = 0.006 * Math.Exp(level), next = price * Math.Exp(size * random.Normal());
            double top = Math.Max(price, next) * Math.Exp(0.3 * size), bottom = Math.Min(price, next) * Math.Exp(-0.3 * size);
            if (isMissing?.Invoke(i) != true)
            {
                times.Add(1_600_041_600L + ((long)step * i));
                open.Add(price);
                high.Add(top);
                low.Add(bottom);
                close.Add(next);
            }

            price = next;
        }

        return new()
        {
            Base = Currency.Of("BTC"),
            Quote = Currency.Of("USDT"),
            Venue = "made",
            Kind = MarketKind.Spot,
            Step = TimeSpan.FromSeconds(step),
            OpenTimes = times.ToArray(),
            Open = open.ToArray(),
            High = high.ToArray(),
            Low = low.ToArray(),
            Close = close.ToArray(),
        };
    }

    [Fact]
    public void Of_LastDayScored_TheLossIsThatOfTheForecastMadeTheDayBefore()
    {
        DailyHistory history = DailyHistory.Of(Market(Hours));
        VolatilityReport before = VolatilityStudy.Of(Market(Hours - 24), VolatilityStudy.AllMethods, 30, 0), after = VolatilityStudy.Of(Market(Hours), VolatilityStudy.AllMethods, 30, 1);

        for (int i = 0; i < before.Forecasts.Length; i++)
        {
            double forecast = before.Forecasts[i].Annualised!.Value, ratio = history.Variances[^1] * 365.0 / (forecast * forecast);
            Assert.Null(before.Forecasts[i].Loss);
            Assert.Equal(ratio - Math.Log(ratio) - 1.0, after.Forecasts[i].Loss!.Value, 1e-9);
        }
    }

    [Fact]
    public void Of_EnoughDays_CrownsTheLeastLossOfThoseThatMayBeUsed()
    {
        VolatilityReport report = VolatilityStudy.Of(Market(Hours), [VolatilityMethod.LogHar, VolatilityMethod.Ewma, VolatilityMethod.Ewma], 20, 100);

        Assert.Equal([VolatilityMethod.Ewma, VolatilityMethod.LogHar], report.Forecasts.Select(one => one.Method));
        Assert.Equal(report.Forecasts.Min(one => one.Loss), report.Champion!.Loss);
        Assert.Null(VolatilityStudy.Of(Market(Hours), [VolatilityMethod.Ewma], 20, 59).Champion);
        Assert.Equal(100, report.ScoredDays);
    }

    [Fact]
    public void DailyHistory_DayWithManyHoursMissing_IsLeftOutAndADayWithOneIsKept()
    {
        DailyHistory history = DailyHistory.Of(Market(24 * 10, isMissing: hour => hour is (>= 48 and < 52) or 100));

        Assert.Equal(9, history.Days.Length);
        Assert.DoesNotContain(1_600_041_600L + (2 * 86_400), history.Days);
        Assert.True(history.IsIntraday);
        Assert.Equal(24, history.LastReturns.Length);
    }

    [Fact]
    public void DailyHistory_BarsOfADay_UseRogersSatchell()
    {
        BarSeries series = Market(40, 86_400);

        DailyHistory history = DailyHistory.Of(series);

        Assert.False(history.IsIntraday);
        double h = series.High.Span[3], l = series.Low.Span[3], o = series.Open.Span[3], c = series.Close.Span[3];
        Assert.Equal((Math.Log(h / c) * Math.Log(h / o)) + (Math.Log(l / c) * Math.Log(l / o)), history.Variances[3], 1e-15);
        Assert.Null(VolatilityStudy.Of(series, [VolatilityMethod.Ewma]).RealisedLastDay);
    }

    [Fact]
    public void Of_BadInput_IsNamed()
    {
        Assert.Contains("31 whole days; the bars hold 10", Assert.Throws<ArgumentException>(() => VolatilityStudy.Of(Market(240), [VolatilityMethod.Ewma])).Message, StringComparison.Ordinal);
        Assert.Contains("do not make days", Assert.Throws<ArgumentException>(() => VolatilityStudy.Of(Market(240, 5 * 3600), [VolatilityMethod.Ewma])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => VolatilityStudy.Of(Market(2400), [VolatilityMethod.Ewma], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolatilityStudy.Of(Market(2400), [VolatilityMethod.Ewma], 30, -1));
    }
}
