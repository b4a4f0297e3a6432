using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>The further columns of the HAR family: each value is known at the end of its day. Shares and ratios, so that they mean the same for every asset and level.</summary>
/// <remarks>
/// Jumps: T. Andersen, T. Bollerslev and F. Diebold, Review of Economics and Statistics 89 (2007) 701–720; semivariance: A. Patton and K. Sheppard, ibid. 97 (2015) 683–697; leverage: F. Corsi and R. Renò,
/// J. Business and Economic Statistics 30 (2012) 368–380; quarticity: T. Bollerslev, A. Patton and R. Quaedvlieg, J. Econometrics 192 (2016) 1–18.
/// </remarks>
internal static class HarColumns
{
    private const int Month = 30;

    /// <summary>The columns of a method over all days, for forecasts so many days ahead; a day that lacks one holds NaN there.</summary>
    public static ImmutableArray<HarRegressor> Of(DailyHistory history, VolatilityMethod method, int horizon) => method switch
    {
        VolatilityMethod.HarQ => [Quarticity(history)],
        VolatilityMethod.LogHarJump => [Jump(history)],
        VolatilityMethod.LogHarLeverage => [.. Leverage(history)],
        VolatilityMethod.LogHarX => [Jump(history), .. Leverage(history), Volume(history), Weekend(history, horizon)],
        VolatilityMethod.LogHarImplied => [new("implied", [.. history.Implied.Select(variance => Math.Log(variance))])],
        _ => [],
    };

    // The weight on the day is b + c·√RQ: it falls, c < 0, where the day measured itself badly.
    private static HarRegressor Quarticity(DailyHistory history) =>
        new("day × error", [.. history.Measures.ToArray().Select(day => day.Variance * Math.Sqrt(day.Quarticity))]);

    private static HarRegressor Jump(DailyHistory history) => new("jump share", [.. history.Measures.ToArray().Select(day => Math.Log(1.0 + day.JumpShare))]);

    private static IEnumerable<HarRegressor> Leverage(DailyHistory history)
    {
        if (history.IsIntraday) yield return new("downside share", [.. history.Measures.ToArray().Select(day => day.DownsideShare)]);
        var falls = ImmutableArray.CreateBuilder<double>(history.Variances.Length);
        double sum = 0.0;
        for (int i = 0; i < history.Variances.Length; i++)
        {
            sum += history.Variances[i] - (i >= Month ? history.Variances[i - Month] : 0.0);
            double scale = Math.Sqrt(Math.Max(sum, 0.0) / Math.Min(Month, i + 1));
            falls.Add(i > 0 && scale > 0.0 ? Math.Max(0.0, -history.Returns[i - 1]) / scale : 0.0);
        }

        yield return new("fall", falls.ToImmutable());
    }

    /// <summary>Share of the days forecast that are Saturdays or Sundays: markets that never close are still calmer then. Constant over whole weeks, and then left out.</summary>
    private static HarRegressor Weekend(DailyHistory history, int horizon) => new(
        "weekend", [.. history.Days.Select(day => Enumerable.Range(1, horizon).Count(ahead => (((day / 86_400) + ahead + 3) % 7) >= 5) / (double)horizon)]);

    private static HarRegressor Volume(DailyHistory history)
    {
        ReadOnlySpan<DayMeasures> days = history.Measures;
        var ratios = ImmutableArray.CreateBuilder<double>(days.Length);
        for (int i = 0; i < days.Length; i++)
        {
            double sum = 0.0;
            int from = Math.Max(0, i + 1 - Month);
            for (int j = from; j <= i; j++) sum += days[j].Volume;
            double ratio = days[i].Volume / (sum / (i + 1 - from));
            ratios.Add(ratio > 0.0 ? Math.Log(ratio) : double.NaN);
        }

        return new("volume ratio", ratios.ToImmutable());
    }
}
