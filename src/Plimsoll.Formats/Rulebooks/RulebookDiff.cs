using Plimsoll.Parameters;

namespace Plimsoll.Formats;

/// <summary>One difference between two rulebooks.</summary>
/// <param name="Path">Path of the parameter, as "classes[major].minimumRate", or "version".</param>
/// <param name="Before">Value in the first; null where it has none.</param>
/// <param name="After">Value in the second; null where it has none.</param>
public sealed record RulebookChange(string Path, string? Before, string? After)
{
    /// <summary>"classes[major].minimumRate: 0.005 → 0.01".</summary>
    public override string ToString() => $"{Path}: {Before ?? "(none)"} → {After ?? "(none)"}";
}

/// <summary>Compares rulebooks parameter by parameter. Items of lists are matched by their name where they have one, else by their place.</summary>
public static class RulebookDiff
{
    /// <summary>Every difference, in the order of the first rulebook, then what only the second has.</summary>
    public static ImmutableArray<RulebookChange> Between(Rulebook before, Rulebook after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        (string Path, string Value)[] left = [.. Values(before)], right = [.. Values(after)];
        var first = left.ToDictionary(entry => entry.Path, entry => entry.Value, StringComparer.Ordinal);
        var second = right.ToDictionary(entry => entry.Path, entry => entry.Value, StringComparer.Ordinal);
        return
        [
            .. left.Where(entry => second.GetValueOrDefault(entry.Path) != entry.Value)
                .Select(entry => new RulebookChange(entry.Path, entry.Value, second.GetValueOrDefault(entry.Path))),
            .. right.Where(entry => !first.ContainsKey(entry.Path)).Select(entry => new RulebookChange(entry.Path, null, entry.Value)),
        ];
    }

    private static IEnumerable<(string Path, string Value)> Values(Rulebook rulebook) =>
    [
        ("name", rulebook.Name), ("model", rulebook.Model), ("version", rulebook.Version), ("effective", rulebook.Effective.ToString()),
        .. ParameterTree.Flat(rulebook.Parameters, "").DistinctBy(entry => entry.Path, StringComparer.Ordinal),
    ];
}
