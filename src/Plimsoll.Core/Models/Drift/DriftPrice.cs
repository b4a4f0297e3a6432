using System.Numerics;

namespace Plimsoll.Models.Drift;

/// <summary>An oracle price and, where the venue looks at it, its five-minute average; both 1e-6 USD.</summary>
/// <param name="Current">The oracle price.</param>
/// <param name="Average">The average; null where the check is not strict.</param>
internal readonly record struct DriftPrice(BigInteger Current, BigInteger? Average = null)
{
    /// <summary>The lower of the two, at which assets count.</summary>
    public BigInteger Lower => Average is { } average ? BigInteger.Min(Current, average) : Current;

    /// <summary>The higher of the two, at which liabilities and orders count.</summary>
    public BigInteger Higher => Average is { } average ? BigInteger.Max(Current, average) : Current;
}
