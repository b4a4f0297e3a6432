using System.Runtime.InteropServices;
using Plimsoll.Formats;
using Plimsoll.Volatility;

namespace Plimsoll.Lab.Forecasts;

/// <summary>Trains boosted trees on ln of realised variance with the system's xgboost. Predicting needs no native code: the trained trees are read into <see cref="BoostedTrees"/>.</summary>
public static class TreeTraining
{
    /// <summary>Whether xgboost is installed.</summary>
    public static bool IsAvailable => Xgboost.IsThere;

    /// <summary>What to tell whoever wants trees without it.</summary>
    public static string Missing => Xgboost.Missing;

    /// <summary>Trees for each day from the first on: trained anew every so many days on the days known then.</summary>
    /// <param name="history">The days.</param>
    /// <param name="first">Days known to the first training; later where there are too few.</param>
    /// <param name="horizons">Days ahead, each at least 1.</param>
    /// <param name="settings">The settings; the usual ones where null.</param>
    /// <exception cref="InvalidInputException">xgboost is not installed.</exception>
    public static TreeSchedule Train(DailyHistory history, int first, ImmutableArray<int> horizons, TreeSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        settings ??= TreeSettings.Default;
        if (!IsAvailable) throw new InvalidInputException([new Problem("trees", Missing)]);
        float[][] rows = TreeFeatures.Of(history);
        double[] variances = history.DailyVariances.ToArray();
        var fits = ImmutableArray.CreateBuilder<TreeFit>();
        foreach (int horizon in horizons)
        {
            for (int known = Math.Max(first, settings.FewestDays + horizon); known <= rows.Length; known += settings.RefitEvery)
                if (Fit(rows, variances, known, horizon, settings) is { } fit) fits.Add(fit);
        }

        return new(fits.ToImmutable());
    }

    private static TreeFit? Fit(float[][] rows, double[] variances, int known, int horizon, TreeSettings settings)
    {
        List<float[]> features = [];
        List<double> targets = [];
        for (int day = Math.Max(0, known - settings.Window); day + horizon < known; day++)
        {
            double mean = variances.AsSpan(day + 1, horizon).ToArray().Average();
            if (!(mean > 0.0)) continue;
            features.Add(rows[day]);
            targets.Add(Math.Log(mean));
        }

        if (targets.Count < settings.FewestDays) return null;
        BoostedTrees trees = Train([.. features], [.. targets.Select(value => (float)value)], settings, out _);
        double bias = 0.0;
        for (int i = 0; i < targets.Count; i++) bias += Math.Exp(targets[i] - trees.Predict(features[i])) / targets.Count;
        return new(known, horizon, trees, bias);
    }

    /// <summary>One training.</summary>
    /// <param name="rows">Rows of features, NaN where one is not known.</param>
    /// <param name="targets">One a row.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="own">What xgboost itself predicts of the rows.</param>
    internal static BoostedTrees Train(float[][] rows, float[] targets, TreeSettings settings, out float[] own)
    {
        float baseScore = targets.Average();
        Xgboost.Check(Xgboost.XGDMatrixCreateFromMat([.. rows.SelectMany(row => row)], (ulong)rows.Length, (ulong)rows[0].Length, float.NaN, out nint matrix));
        nint booster = 0;
        try
        {
            Xgboost.Check(Xgboost.XGDMatrixSetFloatInfo(matrix, "label", targets, (ulong)targets.Length));
            Xgboost.Check(Xgboost.XGBoosterCreate([matrix], 1, out booster));
            foreach ((string name, string value) in settings.Parameters(baseScore)) Xgboost.Check(Xgboost.XGBoosterSetParam(booster, name, value));
            for (int i = 0; i < settings.Trees; i++) Xgboost.Check(Xgboost.XGBoosterUpdateOneIter(booster, i, matrix));
            Xgboost.Check(Xgboost.XGBoosterPredict(booster, matrix, 0, 0, 0, out ulong count, out nint values));
            own = new float[count];
            Marshal.Copy(values, own, 0, own.Length);
            Xgboost.Check(Xgboost.XGBoosterSaveModelToBuffer(booster, """{"format":"json"}""", out ulong length, out nint bytes));
            var json = new byte[length];
            Marshal.Copy(bytes, json, 0, json.Length);
            return TreeModelText.Read(json, "the trained trees");
        }
        finally
        {
            if (booster != 0) _ = Xgboost.XGBoosterFree(booster);
            _ = Xgboost.XGDMatrixFree(matrix);
        }
    }
}
