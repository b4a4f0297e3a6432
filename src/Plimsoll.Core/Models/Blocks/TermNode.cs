using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Blocks;

/// <summary>A value at a number of days to expiry.</summary>
public sealed record TermNode
{
    /// <summary>Days to expiry.</summary>
    [Parameter("Days to expiry", Unit = "days", Minimum = 0, Maximum = 3650)]
    public required double Days { get; init; }

    /// <summary>The value there.</summary>
    [Parameter("The value there", Unit = "fraction", Minimum = 0, Maximum = 10)]
    public required double Value { get; init; }
}

/// <summary>A value by days to expiry: linear between nodes, flat beyond them.</summary>
internal static class TermNodes
{
    /// <summary>The value at a number of days.</summary>
    /// <param name="nodes">Nodes in rising order of days; none gives 0.</param>
    /// <param name="days">Days to expiry.</param>
    public static double At(ImmutableArray<TermNode> nodes, double days)
    {
        if (nodes.IsEmpty) return 0;
        if (days <= nodes[0].Days) return nodes[0].Value;
        for (int k = 1; k < nodes.Length; k++)
        {
            if (days > nodes[k].Days) continue;
            double part = (days - nodes[k - 1].Days) / (nodes[k].Days - nodes[k - 1].Days);
            return nodes[k - 1].Value + (part * (nodes[k].Value - nodes[k - 1].Value));
        }

        return nodes[^1].Value;
    }

    /// <summary>Nodes that do not rise in days.</summary>
    public static IEnumerable<Problem> Problems(ImmutableArray<TermNode> nodes, string place) =>
        Enumerable.Range(1, Math.Max(0, nodes.Length - 1)).Where(k => nodes[k].Days <= nodes[k - 1].Days)
            .Select(k => new Problem($"{place}[{k}].days", FormattableString.Invariant($"{nodes[k].Days} is not above {nodes[k - 1].Days} of the node before; days rise from node to node.")));
}
