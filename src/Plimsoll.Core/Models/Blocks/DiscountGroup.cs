using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Blocks;

/// <summary>What some assets count for as collateral of a portfolio margin.</summary>
public sealed record DiscountGroup
{
    /// <summary>The assets.</summary>
    [Parameter("Assets with these ratios, each for itself")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Whether the tiers are amounts in the pool's currency; null and false for units of the asset.</summary>
    [Parameter("Whether the tiers are values in US dollars and not units of the asset; false where absent")]
    public bool? ByValue { get; init; }

    /// <summary>The tiers, smallest holdings first; nothing counts beyond a last one with an end.</summary>
    [Parameter("Tiers of the holding, smallest first; nothing counts beyond a last tier that has an end")]
    public required ImmutableArray<DiscountTier> Tiers { get; init; }

    /// <summary>Everything wrong with groups taken together; places begin with "collateral".</summary>
    internal static IEnumerable<Problem> Problems(ImmutableArray<DiscountGroup> groups)
    {
        var seen = new HashSet<Currency>();
        for (int i = 0; i < groups.Length; i++)
        {
            foreach (Problem problem in DiscountTiers.Problems(groups[i].Tiers)) yield return problem with { Place = $"collateral[{i}].tiers{(problem.Place.StartsWith('[') ? "" : ".")}{problem.Place}".TrimEnd('.') };
            foreach (Currency asset in groups[i].Assets)
                if (!seen.Add(asset))
                    yield return new($"collateral[{i}].assets", $"{asset} stands in two entries; an asset belongs to one.");
        }
    }
}
