using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Models.Blocks;

/// <summary>Parameters of some assets; those of an empty list are for all assets that no other group names.</summary>
internal interface IAssetGroup
{
    /// <summary>The assets; empty for all others.</summary>
    ImmutableArray<Currency> Assets { get; }
}

/// <summary>The group that an asset belongs to. Venues group the same coins differently for each component of a margin.</summary>
internal static class AssetGroups
{
    /// <summary>The group that names the asset, else that of all others, else null.</summary>
    public static T? Of<T>(ImmutableArray<T> groups, Currency asset)
        where T : class, IAssetGroup
    {
        foreach (T group in groups)
            if (group.Assets.Contains(asset))
                return group;
        return groups.FirstOrDefault(group => group.Assets.IsEmpty);
    }

    /// <summary>Assets that stand twice, and more than one group for all others.</summary>
    public static IEnumerable<Problem> Problems<T>(ImmutableArray<T> groups, string place)
        where T : class, IAssetGroup
    {
        var seen = new HashSet<Currency>();
        for (int i = 0; i < groups.Length; i++)
        {
            foreach (Currency asset in groups[i].Assets)
                if (!seen.Add(asset))
                    yield return new($"{place}[{i}].assets", $"{asset} stands in a group above already; an asset belongs to one group.");
            if (groups[i].Assets.IsEmpty && groups.Take(i).Any(group => group.Assets.IsEmpty))
                yield return new($"{place}[{i}].assets", "a group above is for all other assets already; name the assets of this one.");
        }
    }
}
