using System.Collections.Immutable;
using Plimsoll.Parameters;

namespace Plimsoll.Governance.Monitoring;

/// <summary>How an input of the model was spread when the model was fitted.</summary>
public sealed record InputRule
{
    /// <summary>Name of the input.</summary>
    [Parameter("Name of the input")]
    public required string Name { get; init; }

    /// <summary>Edges between the bins, rising; k edges make k + 1 bins.</summary>
    [Parameter("Edges between the bins, rising", Unit = "the input's")]
    public required ImmutableArray<double> Edges { get; init; }

    /// <summary>Share of each bin at the fit, above 0.</summary>
    [Parameter("Share of each bin when the model was fitted", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required ImmutableArray<double> Expected { get; init; }

    /// <summary>The bin of a value: those at an edge belong above it.</summary>
    public int BinOf(double value)
    {
        int bin = 0;
        while (bin < Edges.Length && value >= Edges[bin]) bin++;
        return bin;
    }
}
