using System.Collections.Immutable;

namespace Plimsoll.Governance.Changes;

/// <summary>One parameter before and after a change.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Before">Text before; null where it is new.</param>
/// <param name="After">Text after; null where it is gone.</param>
public sealed record ParameterDifference(string Path, string? Before, string? After)
{
    /// <summary>(after − before)/|before|; null unless both are numbers and the first is not 0.</summary>
    public double? Relative =>
        ParameterSet.NumberOf(Before) is { } before && before != 0 && ParameterSet.NumberOf(After) is { } after ? (after - before) / Math.Abs(before) : null;

    /// <summary>What differs, in ordinal order of the paths.</summary>
    public static ImmutableArray<ParameterDifference> Between(ImmutableSortedDictionary<string, string> before, ImmutableSortedDictionary<string, string> after) =>
    [
        .. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(path => new ParameterDifference(path, before.GetValueOrDefault(path), after.GetValueOrDefault(path)))
            .Where(difference => difference.Before != difference.After),
    ];
}
