using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>Haircuts and what counts as collateral.</summary>
public sealed record CollateralParameters
{
    /// <summary>Marginal brackets on value, as parts of the asset's cap, each with a multiple of its haircut.</summary>
    [Parameter("Brackets on value as parts of the asset's cap, each with a multiple of its haircut; above the last nothing counts")]
    public required ImmutableArray<HaircutBracket> Brackets { get; init; }

    /// <summary>Cap on one asset's counted value, as a part of its stressed volume in one margin period.</summary>
    [Parameter("Cap on one asset's counted value as a part of its stressed volume in one margin period", Unit = "fraction", Minimum = 0.001, Maximum = 10)]
    public required double VolumeShare { get; init; }

    /// <summary>Cap on one asset's counted value, as a part of its float.</summary>
    [Parameter("Cap on one asset's counted value as a part of its float", Unit = "fraction", Minimum = 0.0001, Maximum = 1)]
    public required double FloatShare { get; init; }

    /// <summary>Units in free float by asset, where known.</summary>
    [Parameter("Units in free float by asset", Unit = "coins", Minimum = 1, Maximum = 1e18)]
    public ImmutableSortedDictionary<string, double>? Float { get; init; }

    /// <summary>Own and affiliated tokens, which count nothing.</summary>
    [Parameter("Own and affiliated tokens, which count nothing")]
    public required ImmutableArray<Currency> Affiliated { get; init; }

    /// <summary>Venues an index of a pegged asset must have been made from.</summary>
    [Parameter("Venues that the index of a pegged asset must have been made from", Unit = "venues", Minimum = 1, Maximum = 100)]
    public required int MinimumSources { get; init; }
}

/// <summary>One bracket of a haircut schedule.</summary>
public sealed record HaircutBracket
{
    /// <summary>Upper end as a part of the asset's cap.</summary>
    [Parameter("Upper end as a part of the asset's cap", Unit = "fraction of cap", Minimum = 0, Maximum = 1)]
    public required double UpTo { get; init; }

    /// <summary>Multiple of the asset's haircut.</summary>
    [Parameter("Multiple of the asset's haircut", Unit = "factor", Minimum = 1, Maximum = 100)]
    public required double Multiple { get; init; }
}
