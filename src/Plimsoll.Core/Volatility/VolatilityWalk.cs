using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>Forecasts of one method day after day, each made from the days before it alone.</summary>
public static class VolatilityWalk
{
    /// <summary>Fits are on at most so many days.</summary>
    internal const int FitWindow = 1000;

    internal const double Decay = 0.97;
    private const double RealisedDecay = 0.94;
    private const int SeedDays = 60;

    // Estimates move slowly and cost much: a quarter of a year between two of them.
    private const int GarchRefit = 90;

    private static readonly ImmutableArray<int> HarLags = [1, 7, 30];

    // The longest lag takes a month of days; what is left must outnumber the coefficients many times.
    private static readonly int FewestHarDays = 3 * HarLags[^1];

    /// <summary>Whether a method needs an index of implied volatility.</summary>
    public static bool NeedsIndex(VolatilityMethod method) => method is VolatilityMethod.LogHarImplied or VolatilityMethod.ImpliedBlend or VolatilityMethod.ImpliedOverlay;

    /// <summary>Whether a method needs trained trees.</summary>
    public static bool NeedsTrees(VolatilityMethod method) => method is VolatilityMethod.Trees or VolatilityMethod.Blend;

    /// <summary>The forecasts of a method.</summary>
    /// <param name="history">n days.</param>
    /// <param name="method">The method.</param>
    /// <param name="first">Days known to the first forecast, at most n.</param>
    /// <param name="horizons">Each at least 1, in days.</param>
    /// <param name="trees">Trained trees, for the methods that need them.</param>
    /// <returns>For each horizon n − first + 1 values: value k is the mean variance a day forecast for that many days after the first + k known ones; NaN where the method has no forecast.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The first forecast lies outside the days, or a horizon is below 1.</exception>
    public static double[][] Of(DailyHistory history, VolatilityMethod method, int first, ReadOnlySpan<int> horizons, TreeSchedule? trees = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        int days = history.Days.Length;
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, days);
        foreach (int horizon in horizons) ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (method is VolatilityMethod.Garch or VolatilityMethod.Gjr) return Garch(history, method == VolatilityMethod.Gjr ? GarchKind.Gjr : GarchKind.Garch, first, horizons);
        var all = new double[horizons.Length][];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = method switch
            {
                VolatilityMethod.Ewma => Smoothed(history.Returns, Decay, first, days),
                VolatilityMethod.EwmaRealised => SmoothedRealised(history, first),
                VolatilityMethod.ImpliedBlend or VolatilityMethod.ImpliedOverlay =>
                    ImpliedOverlay.Default.Over(history, Har(history, VolatilityMethod.LogHar, first, horizons[i]), first, horizons[i], upwardOnly: method == VolatilityMethod.ImpliedOverlay),
                VolatilityMethod.Trees => trees?.Forecasts(history, first, horizons[i]) ?? Nothing(days - first + 1),
                VolatilityMethod.Blend => Blend(history, first, horizons[i], trees),
                _ => Har(history, method, first, horizons[i]),
            };
        }

        return all;
    }

    /// <summary>One forecast: mean variance a day over the horizon, from the days known; NaN where the method has none.</summary>
    /// <param name="history">The days; those after the known ones are not looked at.</param>
    /// <param name="method">The method.</param>
    /// <param name="known">Days known.</param>
    /// <param name="horizon">Days, at least 1.</param>
    /// <param name="trees">Trained trees, for the methods that need them.</param>
    public static double At(DailyHistory history, VolatilityMethod method, int known, int horizon, TreeSchedule? trees = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Of(history.Until(known), method, known, [horizon], trees)[0][0];
    }

    private static double[] Blend(DailyHistory history, int first, int horizon, TreeSchedule? trees)
    {
        double[] champion = Har(history, VolatilityMethod.LogHar, first, horizon), rich = Har(history, VolatilityMethod.LogHarX, first, horizon);
        double[] learnt = trees?.Forecasts(history, first, horizon) ?? Nothing(champion.Length);
        for (int i = 0; i < learnt.Length; i++) learnt[i] = LearntMultiplier.Bounded(champion[i], 0.5 * (rich[i] + learnt[i]));
        return learnt;
    }

    private static double[] Nothing(int count)
    {
        var none = new double[count];
        Array.Fill(none, double.NaN);
        return none;
    }

    private static double[] Smoothed(double[] returns, double decay, int first, int days)
    {
        if (returns.Length == 0) return Nothing(days - first + 1);
        var path = new double[returns.Length + 1];
        // The seed is of the first days, so that none of those scored sees itself. There is no return of the first day.
        Ewma.Forecasts(returns, decay, Ewma.MeanSquare(returns.AsSpan(0, Math.Min(SeedDays, returns.Length))), path);
        return first > 0 ? path[(first - 1)..] : [double.NaN, .. path];
    }

    private static double[] SmoothedRealised(DailyHistory history, int first)
    {
        double[] path = Smoothed([.. history.Variances.Select(Math.Sqrt)], RealisedDecay, 0, history.Variances.Length);
        return path[(first + 1)..];
    }

    private static double[] Har(DailyHistory history, VolatilityMethod method, int first, int horizon)
    {
        bool isLogarithmic = method is not (VolatilityMethod.Har or VolatilityMethod.HarQ);
        ImmutableArray<HarRegressor> columns = HarColumns.Of(history, method, horizon);
        var options = new HarOptions { Lags = HarLags, Horizon = horizon, Logarithmic = isLogarithmic, HacLags = 0 };
        var forecasts = new double[history.Variances.Length - first + 1];
        for (int i = 0; i < forecasts.Length; i++) forecasts[i] = HarAt(history.Variances, options, columns, first + i, isLogarithmic, method == VolatilityMethod.LogHarX);
        return forecasts;
    }

    private static double HarAt(double[] variances, HarOptions options, ImmutableArray<HarRegressor> columns, int known, bool isLogarithmic, bool dropUnknown)
    {
        int from = Math.Max(0, known - FitWindow);
        // A column that began late shortens the fit; one that a rich method can do without is left out while it has gaps.
        if (!dropUnknown)
            foreach (HarRegressor column in columns) from = Math.Max(from, FirstOfRun(column.Values, known));
        if (known - from < FewestHarDays + options.Horizon - 1) return double.NaN;
        double[] past = variances[from..known];
        if (isLogarithmic && !Lifted(past)) return double.NaN;
        HarRegressor[] used =
        [
            .. columns.Select(column => column with { Values = column.Values[from..known] })
                .Where(column => column.Values.All(double.IsFinite) && column.Values.AsSpan()[..^options.Horizon].ContainsAnyExcept(column.Values[0])),
        ];
        if (!dropUnknown && used.Length < columns.Length) return double.NaN;
        HarFit fit = HarModel.Fit(past, options with { Regressors = [.. used] });
        // The insanity filter of Swanson and White holds exponentials too: one log-linear forecast through the roof is worth a year of good ones.
        return Math.Clamp(fit.Forecast, past.Min(), past.Max());
    }

    private static int FirstOfRun(ImmutableArray<double> values, int known)
    {
        int from = known;
        while (from > 0 && double.IsFinite(values[from - 1])) from--;
        return from;
    }

    /// <summary>A day without movement has no logarithm; it counts as a hundredth of the median. False where most days are such.</summary>
    private static bool Lifted(double[] past)
    {
        if (!past.AsSpan().ContainsAnyInRange(double.NegativeInfinity, 0.0)) return true;
        double[] sorted = [.. past.Order()];
        double least = 0.01 * sorted[sorted.Length / 2];
        for (int i = 0; i < past.Length; i++) past[i] = Math.Max(past[i], least);
        return least > 0.0;
    }

    private static double[][] Garch(DailyHistory history, GarchKind kind, int first, ReadOnlySpan<int> horizons)
    {
        double[] returns = history.Returns;
        int count = history.Days.Length - first + 1;
        var all = new double[horizons.Length][];
        for (int h = 0; h < all.Length; h++) all[h] = Nothing(count);
        // The backcast begins a recursion without a look at what comes later.
        var model = new GarchSpecification(kind, GarchInnovation.StudentT, GarchPresample.Backcast);
        for (int start = 0; start < count; start += GarchRefit)
        {
            // So many days have one return fewer.
            int known = first + start - 1, length = Math.Min(GarchRefit, count - start), from = Math.Max(0, known - FitWindow);
            if (known < 1 || Fit(returns.AsSpan(from, known - from), model) is not { } fit) continue;
            var likelihood = new GarchLikelihood(returns.AsSpan(from, known - from + length - 1), model);
            GarchEvaluation path = likelihood.NewEvaluation();
            likelihood.Evaluate(fit.Parameters, path);
            for (int i = 0; i < length; i++)
            {
                double next = i + 1 < length ? path.Variances[known - from + i] : path.Next;
                for (int h = 0; h < all.Length; h++)
                    all[h][start + i] = GarchTermStructure.Of(fit.Parameters.Omega, fit.Parameters.Persistence(kind), next, [horizons[h]]).Cumulative[0] / horizons[h];
            }
        }

        return all;
    }

    internal static GarchFit? Fit(ReadOnlySpan<double> returns, GarchSpecification model) =>
        returns.Length >= GarchEstimation.FewestReturns && returns.ContainsAnyExcept(returns[0]) ? GarchEstimation.Fit(returns, model) : null;
}
