using Plimsoll.Parameters;

namespace Plimsoll.Governance.Changes;

/// <summary>Within which values and how fast a parameter may change without a proposal.</summary>
public sealed record ParameterBound
{
    /// <summary>The parameters meant: a path in which * stands for any run of letters, as "classes[*].capacityFloor".</summary>
    [Parameter("Parameters meant; * stands for any run of characters but the point, as classes[*].capacityFloor")]
    public required string Path { get; init; }

    /// <summary>Least value.</summary>
    [Parameter("Least value without a proposal", Unit = "the parameter's")]
    public required double Least { get; init; }

    /// <summary>Greatest value.</summary>
    [Parameter("Greatest value without a proposal", Unit = "the parameter's")]
    public required double Greatest { get; init; }

    /// <summary>Greatest relative step of one change, above 0.</summary>
    [Parameter("Greatest relative step of one change without a proposal", Unit = "fraction", Minimum = 0.0001, Maximum = 100)]
    public required double GreatestStep { get; init; }

    /// <summary>Least time between two changes.</summary>
    [Parameter("Least time between two changes without a proposal")]
    public required TimeSpan Spacing { get; init; }

    /// <summary>Whether the bound is for a path.</summary>
    public bool IsFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Matches(Path, path);
    }

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        int star = pattern.IndexOf('*');
        if (star < 0) return pattern.SequenceEqual(path);
        if (!path.StartsWith(pattern[..star])) return false;
        for (int end = star; end <= path.Length; end++)
        {
            if (Matches(pattern[(star + 1)..], path[end..])) return true;
            if (end < path.Length && path[end] == '.') return false;
        }

        return false;
    }
}
