using Plimsoll.Validation;
using Plimsoll.Volatility;

namespace Plimsoll.Lab.Forecasts;

/// <summary>The fallback ladder under monitoring, day by day: blend, log-HAR, EWMA, whichever is first without an alarm.</summary>
internal static class LadderWalk
{
    // A look at the inputs costs little and they move slowly.
    private const int InputsEvery = 30;
    private const int RecentDays = 120;
    private const int TrainingDays = 1500;

    private static readonly VolatilityMethod[] Rungs = [VolatilityMethod.Blend, VolatilityMethod.LogHar, VolatilityMethod.Ewma];

    /// <summary>The path, and the share of days on each rung and on none; null where one of the methods was not run.</summary>
    public static (double[]? Path, ImmutableArray<double> Shares) Of(DailyHistory history, int first, int horizon, double[] realised, ImmutableArray<(string Name, double[] Forecasts)> paths)
    {
        double[][] rungs = [.. Rungs.Select(rung => paths.FirstOrDefault(path => path.Name == ForecastTable.NameOf(rung)).Forecasts)];
        if (rungs.Any(path => path is null)) return (null, []);
        // The other rungs forecast realised variance, an EWMA of returns that of returns.
        rungs[^1] = [.. rungs[^1].Select((variance, k) => variance / VolatilityLadder.ReturnScale(history, first + k))];
        float[][] rows = [.. TreeFeatures.Of(history).Select(row => TreeFeatures.LevelFree.Select(feature => row[feature]).ToArray())];
        var monitors = new ForecastMonitor[rungs.Length];
        Array.Fill(monitors, ForecastMonitor.Start);
        var path = new double[realised.Length];
        var used = new int[rungs.Length + 1];
        bool hasShifted = false;
        for (int k = 0; k < path.Length; k++)
        {
            int made = k - horizon;
            for (int r = 0; made >= 0 && r < rungs.Length; r++)
                // Forecasts that overlap would count one day many times.
                if (made % horizon == 0 && realised[made] > 0.0 && rungs[r][made] > 0.0) monitors[r] = monitors[r].After(realised[made], rungs[r][made]);
            if (k % InputsEvery == 0) hasShifted = HasShifted(rows, first + k);
            int rung = Array.FindIndex(monitors, monitor => !monitor.IsUnsafe);
            if (rung == 0 && (hasShifted || !(rungs[0][k] > 0.0))) rung = Array.FindIndex(monitors, 1, monitor => !monitor.IsUnsafe);
            used[rung < 0 ? rungs.Length : rung]++;
            path[k] = rung >= 0 ? rungs[rung][k] : 1.15 * 1.15 * Math.Max(rungs[^1][k], k > 0 ? path[k - 1] / (1.15 * 1.15) : 0.0);
        }

        return (path, [.. used.Select(days => days / (double)path.Length)]);
    }

    /// <summary>Whether an input whose law does not move with the level of volatility has moved.</summary>
    private static bool HasShifted(float[][] rows, int known)
    {
        int recent = known - RecentDays, from = Math.Max(0, recent - TrainingDays);
        return recent - from >= TrainingDays / 4 && FeatureDrift.Of(rows.AsSpan(from, recent - from), rows.AsSpan(recent, RecentDays)).Any(index => index > PopulationStability.Major);
    }
}
