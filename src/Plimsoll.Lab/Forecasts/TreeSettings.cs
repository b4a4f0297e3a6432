namespace Plimsoll.Lab.Forecasts;

/// <summary>How boosted trees are trained. The defaults are those that worked on daily bitcoin.</summary>
public sealed record TreeSettings
{
    /// <summary>Trees; at least 1.</summary>
    public int Trees { get; init; } = 150;

    /// <summary>Share of each tree's step that is taken, in (0, 1].</summary>
    public double LearningRate { get; init; } = 0.03;

    /// <summary>Most leaves of a tree; at least 2.</summary>
    public int Leaves { get; init; } = 7;

    /// <summary>Fewest days in a leaf; at least 1.</summary>
    public int FewestInLeaf { get; init; } = 40;

    /// <summary>Penalty on squared leaf values; 0 or above.</summary>
    public double Penalty { get; init; } = 1.0;

    /// <summary>Days that a training is on, the latest; fewer while history is short.</summary>
    public int Window { get; init; } = 1500;

    /// <summary>Days between two trainings; at least 1.</summary>
    public int RefitEvery { get; init; } = 60;

    /// <summary>Fewest days with a target for a training.</summary>
    public int FewestDays { get; init; } = 365;

    /// <summary>The settings with their usual numbers.</summary>
    public static TreeSettings Default { get; } = new();

    internal IEnumerable<(string Name, string Value)> Parameters(float baseScore)
    {
        yield return ("objective", "reg:squarederror");
        yield return ("booster", "gbtree");
        yield return ("tree_method", "hist");
        yield return ("grow_policy", "lossguide");
        yield return ("max_depth", "0");
        yield return ("max_leaves", Leaves.ToString(CultureInfo.InvariantCulture));
        // The second derivative of half a squared error is 1, so the weight of a leaf is its days.
        yield return ("min_child_weight", FewestInLeaf.ToString(CultureInfo.InvariantCulture));
        yield return ("eta", LearningRate.ToString("R", CultureInfo.InvariantCulture));
        yield return ("lambda", Penalty.ToString("R", CultureInfo.InvariantCulture));
        yield return ("base_score", baseScore.ToString("R", CultureInfo.InvariantCulture));
        // One thread and no sampling: sums in one order, so that the same days give the same trees.
        yield return ("nthread", "1");
        yield return ("seed", "0");
        yield return ("verbosity", "0");
    }
}
