namespace Plimsoll.Models.Blocks;

/// <summary>What the rate of a tier applies to.</summary>
public enum TierReading
{
    /// <summary>Each slice of the size pays the rate of its own tier: the margin is size × rate less the tier's deduction, and continuous.</summary>
    Marginal,

    /// <summary>The whole size pays the rate of the tier it ends in: the margin jumps where a tier ends.</summary>
    WholePosition,
}

/// <summary>What a size beyond the last tier means.</summary>
public enum BeyondLastTier
{
    /// <summary>The venue takes no position of that size: it cannot be margined.</summary>
    Refused,

    /// <summary>The last tier goes on.</summary>
    LastTier,
}
