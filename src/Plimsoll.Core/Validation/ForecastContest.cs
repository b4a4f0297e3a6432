using System.Collections.Immutable;

namespace Plimsoll.Validation;

/// <summary>Forecasters of variances against each other on the same days.</summary>
/// <param name="Days">Days scored: those on which something moved and every forecaster that takes part has a forecast.</param>
/// <param name="Scores">In the order given.</param>
/// <remarks>
/// Only QLIKE and squared error rank forecasts rightly when variance is measured with noise (A. J. Patton, J. Econometrics 160 (2011) 246–256). Horizons of several days overlap: their
/// losses are dependent, which the long-run variance (Bartlett, h − 1 + ⌊T^⅓⌋ lags) and the blocks of the bootstrap (√T) allow for.
/// </remarks>
public sealed record ForecastContest(int Days, ImmutableArray<ForecastScore> Scores)
{
    private const double Size = 0.1;

    /// <summary>Fewest days of a contest: tests of fewer say nothing.</summary>
    public const int FewestDays = 30;

    /// <summary>Holds a contest.</summary>
    /// <param name="realised">What happened, N variances; a day of 0 or NaN is not scored.</param>
    /// <param name="forecasts">Name and N forecasts of each; NaN where there is none.</param>
    /// <param name="reference">Name of the forecaster that the others are tested against.</param>
    /// <param name="horizon">Days that a forecast is of, at least 1.</param>
    /// <param name="leastShare">A forecaster with forecasts on less than this share of the days does not take part, so that it does not take the days from the others.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a name stands twice.</exception>
    public static ForecastContest Of(ReadOnlySpan<double> realised, ImmutableArray<(string Name, double[] Forecasts)> forecasts, string reference, int horizon, double leastShare = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        int n = realised.Length;
        foreach ((string name, double[] path) in forecasts) Series.Same(n, path.Length, name);
        if (forecasts.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count() != forecasts.Length) throw new ArgumentException("A name stands twice; give each forecaster its own.", nameof(forecasts));
        double[] happened = realised.ToArray();
        int[] moved = [.. Enumerable.Range(0, n).Where(day => happened[day] > 0.0 && double.IsFinite(happened[day]))];
        bool[] takesPart = [.. forecasts.Select(one => moved.Length > 0 && moved.Count(day => one.Forecasts[day] > 0.0) >= leastShare * moved.Length)];
        int[] days = [.. moved.Where(day => !forecasts.Where((one, i) => takesPart[i] && !(one.Forecasts[day] > 0.0)).Any())];
        if (days.Length < FewestDays) return new(0, [.. forecasts.Select(one => Absent(one.Name))]);
        double[] y = [.. days.Select(day => happened[day])];
        int[] entered = [.. Enumerable.Range(0, forecasts.Length).Where(i => takesPart[i])];
        double[][] paths = [.. entered.Select(i => days.Select(day => forecasts[i].Forecasts[day]).ToArray())];
        double[][] losses = [.. paths.Select(path => y.Select((value, day) => ForecastLoss.QlikeDistance(value, path[day])).ToArray())];
        double[] means = [.. losses.Select(loss => loss.Average())];
        int block = Math.Max(horizon, (int)Math.Round(Math.Sqrt(y.Length)));
        ModelConfidenceSet set = ModelConfidenceSet.Of([.. Enumerable.Range(0, y.Length).Select(day => losses.Select(loss => loss[day]).ToArray())], Size, block);
        int rival = Array.FindIndex(entered, i => forecasts[i].Name == reference);
        int best = Array.IndexOf(means, means.Min());
        int lags = horizon - 1 + (int)Math.Floor(Math.Cbrt(y.Length));
        ForecastScore Score(int at)
        {
            double[] path = paths[at];
            return new(
                forecasts[entered[at]].Name, y.Length, means[at], y.Select((value, day) => ForecastLoss.SquaredError(value, path[day])).Average(), y.Sum() / path.Sum(),
                path.AsSpan().ContainsAnyExcept(path[0]) ? MincerZarnowitz.Of(y, path, lags) : null,
                rival < 0 || at == rival ? null : Against(losses[rival], losses[at]), at == best ? null : Against(losses[at], losses[best]),
                set.Included.Contains(at), at == best);
        }

        DieboldMarianoTest Against(double[] first, double[] second) => DieboldMarianoTest.Corrected([.. first.Select((loss, day) => loss - second[day])], lags, horizon);

        return new(y.Length, [.. forecasts.Select((one, i) => takesPart[i] ? Score(Array.IndexOf(entered, i)) : Absent(one.Name))]);
    }

    private static ForecastScore Absent(string name) => new(name, 0, double.NaN, double.NaN, double.NaN, null, null, null, false, false);
}
