using Plimsoll.Parameters;

namespace Plimsoll.Models.Blocks;

/// <summary>What a slice of a holding counts for as collateral.</summary>
public sealed record DiscountTier
{
    /// <summary>Where the slice ends; null for the last, which may go on.</summary>
    [Parameter("Where the slice of the holding ends; absent where it goes on without end", Unit = "coins or USD", Minimum = 0)]
    public decimal? UpTo { get; init; }

    /// <summary>What it counts for.</summary>
    [Parameter("Part of the slice's value that counts", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required decimal Ratio { get; init; }
}
