using Plimsoll.Parameters;

namespace Plimsoll.Models.Blocks;

/// <summary>What one slice of an amount is multiplied by.</summary>
public sealed record ChargeTier
{
    /// <summary>Where the slice ends; null for the last, which goes on.</summary>
    [Parameter("Where the slice ends; absent for the last, which goes on", Unit = "USD", Minimum = 0)]
    public decimal? UpTo { get; init; }

    /// <summary>What the slice is multiplied by.</summary>
    [Parameter("What the slice is multiplied by", Unit = "factor", Minimum = 0, Maximum = 100)]
    public required decimal Multiplier { get; init; }
}
