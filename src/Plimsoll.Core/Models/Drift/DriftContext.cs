using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>How a margin is to be computed.</summary>
/// <param name="Type">Which margin.</param>
internal sealed record DriftContext(DriftMarginType Type)
{
    /// <summary>Part of every liability, and of every loss, that is added on top, 1e-4.</summary>
    public BigInteger Buffer { get; init; }

    /// <summary>The least margin ratio of every liability whatever the type, 1e-4.</summary>
    public BigInteger RatioOverride { get; init; }
}
