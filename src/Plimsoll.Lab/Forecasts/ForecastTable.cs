using System.Text;
using Plimsoll.Market;
using Plimsoll.Validation;
using Plimsoll.Volatility;

namespace Plimsoll.Lab.Forecasts;

/// <summary>Forecasters of volatility on many coins, out of sample: each forecast from the days before it alone.</summary>
public static class ForecastTable
{
    /// <summary>Name of the row that follows the champion of each day.</summary>
    public const string Champion = "champion";

    /// <summary>Name of the row that follows the fallback ladder.</summary>
    public const string Ladder = "ladder";

    /// <summary>Runs every method on every market; coins in parallel, results in their order.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <exception cref="InvalidInputException">Trees are wanted and xgboost is not installed.</exception>
    public static ImmutableArray<AssetForecasts> Run(ForecastPlan plan, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Methods.Any(VolatilityWalk.NeedsTrees) && !TreeTraining.IsAvailable) throw new InvalidInputException([new Problem("--method", TreeTraining.Missing)]);
        var done = new AssetForecasts?[plan.Markets.Length];
        int steps = plan.Markets.Length * plan.Methods.Length, step = 0;
        Parallel.For(0, done.Length, i => done[i] = Of(plan, plan.Markets[i], () => progress?.Invoke(Interlocked.Increment(ref step) / (double)steps)));
        return [.. done.OfType<AssetForecasts>()];
    }

    /// <summary>A method as files write it: LogHarX is "log-har-x".</summary>
    public static string NameOf(VolatilityMethod method)
    {
        var text = new StringBuilder();
        foreach (char c in method.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static AssetForecasts? Of(ForecastPlan plan, BarSeries market, Action stepDone)
    {
        BarSeries? index = plan.Index?.Base == market.Base ? plan.Index : null;
        DailyHistory history = DailyHistory.Of(market, index);
        int days = history.Days.Length, first = Math.Max(ForecastPlan.LearningDays, plan.From is { } from ? history.KnownAt(from) : 0);
        if (days < first + ForecastPlan.FewestScored) return null;
        TreeSchedule? trees = plan.Methods.Any(VolatilityWalk.NeedsTrees) ? TreeTraining.Train(history, 0, plan.Horizons) : null;
        var paths = new List<(string Name, double[][] Forecasts)>();
        foreach (VolatilityMethod method in plan.Methods)
        {
            if (!VolatilityWalk.NeedsIndex(method) || index is not null) paths.Add((NameOf(method), VolatilityWalk.Of(history, method, first, plan.Horizons.AsSpan(), trees)));
            stepDone();
        }

        return new(
            market.Base, $"{market.Venue} {(market.Kind == MarketKind.Spot ? "spot" : "perpetual")} {Step(market.Step)}", history.EndOf(first + 1), history.EndOf(days),
            [.. plan.Horizons.Select((horizon, h) => At(plan, history, first, horizon, [.. paths.Select(path => (path.Name, path.Forecasts[h]))]))]);
    }

    private static HorizonForecasts At(ForecastPlan plan, DailyHistory history, int first, int horizon, ImmutableArray<(string Name, double[] Forecasts)> paths)
    {
        ReadOnlySpan<double> variances = history.DailyVariances;
        int count = variances.Length - first - horizon + 1;
        var realised = new double[count];
        for (int k = 0; k < count; k++)
        {
            foreach (double variance in variances.Slice(first + k, horizon)) realised[k] += variance / horizon;
        }

        (double[] champion, ChampionState state, ImmutableArray<Promotion> promotions) = OfChampion(history, first, horizon, realised, paths);
        (double[]? ladder, ImmutableArray<double> rungs) = LadderWalk.Of(history, first, horizon, realised, paths);
        ImmutableArray<(string, double[])> all = [.. paths, (Champion, champion), .. ladder is null ? [] : new[] { (Ladder, ladder) }];
        ForecastContest contest = ForecastContest.Of(realised, [.. all.Select(path => (path.Item1, path.Item2[..count]))], NameOf(plan.Reference), horizon);
        return new(horizon, contest, state.Champion, promotions, rungs);
    }

    /// <summary>The path of whoever was champion when each forecast was made; losses count once their days are over.</summary>
    private static (double[] Path, ChampionState State, ImmutableArray<Promotion> Promotions) OfChampion(
        DailyHistory history, int first, int horizon, double[] realised, ImmutableArray<(string Name, double[] Forecasts)> paths)
    {
        ChampionState state = ChampionState.Begin(paths[0].Name, history.EndOf(first));
        ChampionRules rules = ChampionRules.Default with { Horizon = horizon };
        var promotions = ImmutableArray.CreateBuilder<Promotion>();
        var path = new double[realised.Length];
        for (int k = 0; k < path.Length; k++)
        {
            int made = k - horizon;
            if (made >= 0 && realised[made] > 0.0)
            {
                ImmutableArray<(string, double)> losses = [.. paths.Where(one => one.Forecasts[made] > 0.0).Select(one => (one.Name, ForecastLoss.QlikeDistance(realised[made], one.Forecasts[made])))];
                (state, Promotion? promotion) = ChampionRule.After(state, history.EndOf(first + k), losses, rules);
                if (promotion is not null) promotions.Add(promotion);
            }

            path[k] = paths.First(one => one.Name == state.Champion).Forecasts[k];
        }

        return (path, state, promotions.ToImmutable());
    }

    private static string Step(TimeSpan step) => step.TotalDays >= 1 ? $"{step.TotalDays:0}d" : step.TotalHours >= 1 ? $"{step.TotalHours:0}h" : $"{step.TotalMinutes:0}m";
}
