using System.Collections.Immutable;
using Plimsoll.Models.Blocks;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Standard;

/// <summary>What assets count for as collateral.</summary>
public sealed record StandardCollateral
{
    /// <summary>The assets.</summary>
    [Parameter("Assets with these ratios, each for itself")]
    public required ImmutableArray<Currency> Assets { get; init; }

    /// <summary>Whether the tiers are amounts in the pool's currency; null and false for units of the asset.</summary>
    [Parameter("Whether the tiers are values in the pool's currency and not units of the asset; false where absent")]
    public bool? ByValue { get; init; }

    /// <summary>The tiers, smallest holdings first; nothing counts beyond a last one with an end.</summary>
    [Parameter("Tiers of the holding, smallest first; nothing counts beyond a last tier that has an end")]
    public required ImmutableArray<DiscountTier> Tiers { get; init; }

    /// <summary>How the tiers go on; null where they do not.</summary>
    [Parameter("How the tiers go on evenly after the last; absent where they do not")]
    public StandardFurtherDiscounts? Then { get; init; }

    internal ImmutableArray<Problem> Problems()
    {
        if (Then is not null && (Tiers.Length == 0 || Tiers[^1].UpTo is null)) return [new("then", "it follows a tier without end; give the last tier its upTo.")];
        return [.. DiscountTiers.Problems(Rows()).Select(problem => problem with { Place = StandardParameters.Join("tiers", problem.Place) })];
    }

    internal DiscountTiers ToTiers() => DiscountTiers.Create(Rows());

    private ImmutableArray<DiscountTier> Rows() => Then is { } more ? [.. Tiers, .. DiscountTiers.Further(Tiers[^1], more.Size, more.Step)] : Tiers;
}

/// <summary>Discounts that go on evenly until nothing counts.</summary>
public sealed record StandardFurtherDiscounts
{
    /// <summary>Width of each tier.</summary>
    [Parameter("Width of each further tier", Unit = "units or USD", Minimum = 1e-12)]
    public required decimal Size { get; init; }

    /// <summary>By how much each counts less.</summary>
    [Parameter("By how much each counts less than the one before", Unit = "fraction", Minimum = 0.001, Maximum = 1)]
    public required decimal Step { get; init; }
}
