using System.Collections.Immutable;

namespace Plimsoll.Volatility;

/// <summary>One tree: a walk from node 0 to a leaf. Arrays of one length, a node each.</summary>
/// <param name="Left">Node that a value below the threshold leads to; −1 in a leaf.</param>
/// <param name="Right">Node that any other value leads to; −1 in a leaf.</param>
/// <param name="Feature">Feature looked at.</param>
/// <param name="Threshold">What it is compared with; in a leaf the leaf's value.</param>
/// <param name="MissingGoesLeft">Where a feature that is not a number leads to.</param>
public sealed record RegressionTree(ImmutableArray<int> Left, ImmutableArray<int> Right, ImmutableArray<int> Feature, ImmutableArray<float> Threshold, ImmutableArray<bool> MissingGoesLeft)
{
    /// <summary>What is wrong with the tree as a walk; null if nothing is. Children stand after their parent, so that every walk ends.</summary>
    /// <param name="features">How many features there are.</param>
    internal string? Problem(int features)
    {
        int nodes = Left.Length;
        if (nodes == 0 || Right.Length != nodes || Feature.Length != nodes || Threshold.Length != nodes || MissingGoesLeft.Length != nodes)
            return $"its lists hold {Left.Length}, {Right.Length}, {Feature.Length}, {Threshold.Length} and {MissingGoesLeft.Length} nodes; give as many in each, at least one";
        for (int i = 0; i < nodes; i++)
        {
            if (!float.IsFinite(Threshold[i])) return $"node {i} has the threshold or value {Threshold[i]}; give a finite number";
            if (Left[i] == -1 && Right[i] == -1) continue;
            if (Left[i] <= i || Right[i] <= i || Left[i] >= nodes || Right[i] >= nodes) return $"node {i} leads to {Left[i]} and {Right[i]}; children stand after their parent and before {nodes}, a leaf has −1 twice";
            if (Feature[i] < 0 || Feature[i] >= features) return $"node {i} looks at feature {Feature[i]}; there are {features}, the first is 0";
        }

        return null;
    }

    /// <summary>The value of the leaf that a row of features leads to.</summary>
    internal float Value(ReadOnlySpan<float> row)
    {
        int node = 0;
        while (Left[node] >= 0)
        {
            float value = row[Feature[node]];
            bool goesLeft = float.IsNaN(value) ? MissingGoesLeft[node] : value < Threshold[node];
            node = goesLeft ? Left[node] : Right[node];
        }

        return Threshold[node];
    }
}
