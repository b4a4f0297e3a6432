using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>A sum of regression trees, as gradient boosting makes it. Predicts in single precision and in the order of the trees, so that it agrees bit for bit with the library that trained it.</summary>
/// <remarks>J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29 (2001) 1189–1232; T. Chen, C. Guestrin, "XGBoost", KDD (2016).</remarks>
public sealed class BoostedTrees
{
    private readonly ImmutableArray<RegressionTree> trees;

    private BoostedTrees(float baseScore, int features, ImmutableArray<RegressionTree> trees) => (BaseScore, Features, this.trees) = (baseScore, features, trees);

    /// <summary>What a sum of no trees predicts.</summary>
    public float BaseScore { get; }

    /// <summary>Features of a row.</summary>
    public int Features { get; }

    /// <summary>How many trees there are.</summary>
    public int Count => trees.Length;

    /// <summary>The sum of some trees.</summary>
    /// <param name="baseScore">What a sum of none predicts.</param>
    /// <param name="features">Features of a row, at least 1.</param>
    /// <param name="trees">The trees, in the order of training.</param>
    /// <exception cref="ArgumentException">A number is out of range, or a tree is no tree.</exception>
    public static BoostedTrees Of(float baseScore, int features, ImmutableArray<RegressionTree> trees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (!float.IsFinite(baseScore)) throw new ArgumentException($"The base score is {baseScore}; give a finite number.", nameof(baseScore));
        for (int i = 0; i < trees.Length; i++)
            if (trees[i].Problem(features) is { } problem) throw new ArgumentException($"Tree {i}: {problem}.", nameof(trees));
        return new(baseScore, features, trees);
    }

    /// <summary>The prediction of a row.</summary>
    /// <param name="row">One value a feature; NaN where it is not known.</param>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public float Predict(ReadOnlySpan<float> row)
    {
        if (row.Length != Features) throw new ArgumentException($"The row holds {row.Length} values; the trees were trained on {Features} features.", nameof(row));
        float sum = BaseScore;
        foreach (RegressionTree tree in trees) sum += tree.Value(row);
        return sum;
    }
}
