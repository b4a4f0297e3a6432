using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Volatility;

/// <summary>Puts the estimators and forecasters of this folder to one market.</summary>
public static class VolatilityStudy
{
    private const double DaysPerYear = 365.0;
    private const double JumpCritical = 3.09;

    // A champion of fewer days is luck.
    private const int FewestScored = 60;

    /// <summary>Every method that does with prices alone.</summary>
    public static ImmutableArray<VolatilityMethod> AllMethods { get; } =
        [.. Enum.GetValues<VolatilityMethod>().Where(method => !VolatilityWalk.NeedsIndex(method) && !VolatilityWalk.NeedsTrees(method))];

    /// <summary>Estimates and forecasts from recorded bars.</summary>
    /// <param name="series">Bars of a day or of a length that divides it; whole UTC days are used.</param>
    /// <param name="methods">Forecasters to run.</param>
    /// <param name="window">Days of the estimates, at least 3.</param>
    /// <param name="scoredDays">How many of the last days to score forecasts on, 0 or above; fewer where history is short.</param>
    /// <exception cref="ArgumentException">The bars do not make days, or not enough of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window or the days to score lie outside their range.</exception>
    public static VolatilityReport Of(BarSeries series, ImmutableArray<VolatilityMethod> methods, int window = 30, int scoredDays = 250) => Of(DailyHistory.Of(series), methods, window, scoredDays);

    /// <summary>The same from days already made, with an index and trained trees where there are.</summary>
    /// <param name="history">The days.</param>
    /// <param name="methods">Forecasters to run.</param>
    /// <param name="window">Days of the estimates, at least 3.</param>
    /// <param name="scoredDays">How many of the last days to score forecasts on, 0 or above.</param>
    /// <param name="trees">Trained trees, for the methods that need them.</param>
    public static VolatilityReport Of(DailyHistory history, ImmutableArray<VolatilityMethod> methods, int window = 30, int scoredDays = 250, TreeSchedule? trees = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (window < 3) throw new ArgumentOutOfRangeException(nameof(window), window, "Estimates need a window of at least 3 days; 30 is usual.");
        if (scoredDays < 0) throw new ArgumentOutOfRangeException(nameof(scoredDays), scoredDays, "Days to score are 0 or above; 250 is usual.");
        int days = history.Bars.Length;
        if (days < window + 1) throw new ArgumentException($"Estimates over {window} days need {window + 1} whole days; the bars hold {days}.", nameof(history));

        // Half of the past at least is for learning.
        int scored = Math.Min(scoredDays, Math.Max(0, (days - 1) / 2));
        ImmutableArray<VolatilityForecast> forecasts = [.. methods.Distinct().Order().Select(method => Forecast(method, history, scored, trees))];
        RealisedMeasures? within = history.LastReturns.Length >= 3 ? RealisedMeasures.Of(history.LastReturns) : null;
        return new(
            Timestamp.FromUnixSeconds(history.Days[^1]),
            days,
            window,
            [.. Enum.GetValues<RangeEstimator>().Select(estimator => new VolatilityEstimate(estimator, RangeVolatility.Annualised(estimator, history.Bars, window, DaysPerYear)))],
            within is { } last ? Math.Sqrt(DaysPerYear * last.Variance) : null,
            within?.JumpStatistic,
            within is { Variance: > 0.0 } measured ? measured.JumpVariance(JumpCritical) / measured.Variance : null,
            Crowned(forecasts, scored),
            scored);
    }

    /// <summary>The least loss wins; of equals the plainer method.</summary>
    private static ImmutableArray<VolatilityForecast> Crowned(ImmutableArray<VolatilityForecast> forecasts, int scored)
    {
        if (scored < FewestScored) return forecasts;
        VolatilityForecast? best = forecasts.Where(one => one is { Loss: not null, Annualised: not null } && one.Rejections.IsEmpty).MinBy(one => one.Loss);
        return [.. forecasts.Select(one => one with { IsChampion = one == best })];
    }

    private static VolatilityForecast Forecast(VolatilityMethod method, DailyHistory history, int scored, TreeSchedule? trees)
    {
        int days = history.Days.Length;
        double[] forecasts = VolatilityWalk.Of(history, method, days - scored, [1], trees)[0];
        // The forecast of tomorrow is of a fit of today, also where fits of the past were kept for months.
        double next = VolatilityWalk.At(history, method, days, 1, trees);
        return new(
            method, next > 0.0 ? Math.Sqrt(DaysPerYear * next) : null, MeanLoss(history.Variances.AsSpan()[^scored..], forecasts.AsSpan(0, scored)), Rejections(method, history), false);
    }

    private static ImmutableArray<GarchRejection> Rejections(VolatilityMethod method, DailyHistory history)
    {
        if (method is not (VolatilityMethod.Garch or VolatilityMethod.Gjr)) return [];
        var model = new GarchSpecification(method == VolatilityMethod.Gjr ? GarchKind.Gjr : GarchKind.Garch, GarchInnovation.StudentT, GarchPresample.Backcast);
        return VolatilityWalk.Fit(history.Returns.AsSpan(Math.Max(0, history.Returns.Length - VolatilityWalk.FitWindow)), model)?.Rejections ?? [];
    }

    /// <summary>QLIKE as a mean over days that have both; a day without any variance has none. Null where a forecast is missing, so that methods are compared on the same days.</summary>
    private static double? MeanLoss(ReadOnlySpan<double> realised, ReadOnlySpan<double> forecasts)
    {
        double sum = 0.0;
        int days = 0;
        for (int i = 0; i < realised.Length; i++)
        {
            if (!(forecasts[i] > 0.0)) return null;
            if (!(realised[i] > 0.0)) continue;
            double ratio = realised[i] / forecasts[i];
            sum += ratio - Math.Log(ratio) - 1.0;
            days++;
        }

        return days > 0 ? sum / days : null;
    }
}
