using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Volatility;

/// <summary>Puts the estimators and forecasters of this folder to one market.</summary>
public static class VolatilityStudy
{
    private const double DaysPerYear = 365.0;
    private const double Decay = 0.97;
    private const double JumpCritical = 3.09;

    // A champion of fewer days is luck.
    private const int FewestScored = 60;

    // Estimates move slowly and cost much: a quarter of a year between two of them.
    private const int GarchRefit = 90;
    private const int FitWindow = 1000;

    private static readonly ImmutableArray<int> HarLags = [1, 7, 30];

    /// <summary>Every method there is.</summary>
    public static ImmutableArray<VolatilityMethod> AllMethods { get; } = [.. Enum.GetValues<VolatilityMethod>()];

    /// <summary>Estimates and forecasts from recorded bars.</summary>
    /// <param name="series">Bars of a day or of a length that divides it; whole UTC days are used.</param>
    /// <param name="methods">Forecasters to run.</param>
    /// <param name="window">Days of the estimates, at least 3.</param>
    /// <param name="scoredDays">How many of the last days to score forecasts on, 0 or above; fewer where history is short.</param>
    /// <exception cref="ArgumentException">The bars do not make days, or not enough of them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The window or the days to score lie outside their range.</exception>
    public static VolatilityReport Of(BarSeries series, ImmutableArray<VolatilityMethod> methods, int window = 30, int scoredDays = 250)
    {
        if (window < 3) throw new ArgumentOutOfRangeException(nameof(window), window, "Estimates need a window of at least 3 days; 30 is usual.");
        if (scoredDays < 0) throw new ArgumentOutOfRangeException(nameof(scoredDays), scoredDays, "Days to score are 0 or above; 250 is usual.");
        DailyHistory history = DailyHistory.Of(series);
        int days = history.Bars.Length;
        if (days < window + 1) throw new ArgumentException($"Estimates over {window} days need {window + 1} whole days; the bars hold {days}.", nameof(series));

        // Half of the past at least is for learning.
        int scored = Math.Min(scoredDays, Math.Max(0, (days - 1) / 2));
        ImmutableArray<VolatilityForecast> forecasts = [.. methods.Distinct().Order().Select(method => Forecast(method, history, scored))];
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

    private static VolatilityForecast Forecast(VolatilityMethod method, DailyHistory history, int scored)
    {
        var forecasts = new double[scored];
        ImmutableArray<GarchRejection> rejections = [];
        double? next = method switch
        {
            VolatilityMethod.Ewma => EwmaNext(history, forecasts),
            VolatilityMethod.Har => HarNext(history, forecasts, isLogarithmic: false),
            VolatilityMethod.LogHar => HarNext(history, forecasts, isLogarithmic: true),
            _ => GarchNext(history, forecasts, method == VolatilityMethod.Gjr ? GarchKind.Gjr : GarchKind.Garch, out rejections),
        };
        return new(method, next is { } variance ? Math.Sqrt(DaysPerYear * variance) : null, MeanLoss(history.Variances.AsSpan()[^scored..], forecasts), rejections, false);
    }

    private static double? EwmaNext(DailyHistory history, Span<double> forecasts)
    {
        double[] returns = history.Returns;
        var path = new double[returns.Length + 1];
        // The seed is of the days before those scored, so that none of them sees itself.
        Ewma.Forecasts(returns, Decay, Ewma.MeanSquare(returns.AsSpan(0, Math.Min(60, returns.Length))), path);
        path.AsSpan(path.Length - 1 - forecasts.Length, forecasts.Length).CopyTo(forecasts);
        return path[^1];
    }

    private static double? HarNext(DailyHistory history, Span<double> forecasts, bool isLogarithmic)
    {
        var options = new HarOptions { Lags = HarLags, Logarithmic = isLogarithmic, HacLags = 0 };
        double[] variances = history.Variances;
        // The longest lag takes a month of days; what is left must outnumber the coefficients many times.
        int fewest = 3 * HarLags[^1];
        for (int i = 0; i < forecasts.Length; i++) forecasts[i] = At(variances.Length - forecasts.Length + i) ?? double.NaN;
        return At(variances.Length);

        double? At(int known)
        {
            int from = Math.Max(0, known - FitWindow);
            ReadOnlySpan<double> past = variances.AsSpan(from, known - from);
            if (past.Length < fewest || (isLogarithmic && past.ContainsAnyInRange(double.NegativeInfinity, 0.0))) return null;
            return HarModel.Fit(past, options).Forecast;
        }
    }

    private static double? GarchNext(DailyHistory history, Span<double> forecasts, GarchKind kind, out ImmutableArray<GarchRejection> rejections)
    {
        double[] returns = history.Returns;
        rejections = [];
        // The backcast begins a recursion without a look at what comes later.
        var model = new GarchSpecification(kind, GarchInnovation.StudentT, GarchPresample.Backcast);
        int first = returns.Length - forecasts.Length;
        for (int start = 0; start < forecasts.Length; start += GarchRefit)
        {
            int length = Math.Min(GarchRefit, forecasts.Length - start), known = first + start, from = Math.Max(0, known - FitWindow);
            if (Fit(returns.AsSpan(from, known - from), model) is not { } past)
            {
                forecasts.Slice(start, length).Fill(double.NaN);
                continue;
            }

            var likelihood = new GarchLikelihood(returns.AsSpan(from, known - from + length), model);
            GarchEvaluation path = likelihood.NewEvaluation();
            likelihood.Evaluate(past.Parameters, path);
            path.Variances.AsSpan()[^length..].CopyTo(forecasts.Slice(start, length));
        }

        GarchFit? now = Fit(returns.AsSpan(Math.Max(0, returns.Length - FitWindow)), model);
        rejections = now?.Rejections ?? [];
        return now?.Next;
    }

    private static GarchFit? Fit(ReadOnlySpan<double> returns, GarchSpecification model) =>
        returns.Length >= GarchEstimation.FewestReturns && returns.ContainsAnyExcept(returns[0]) ? GarchEstimation.Fit(returns, model) : null;

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
