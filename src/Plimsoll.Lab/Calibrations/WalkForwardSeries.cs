namespace Plimsoll.Lab.Calibrations;

/// <summary>What is recorded of a market beside its prices.</summary>
public enum WalkForwardKind
{
    /// <summary>Depth of the thinner side of the book, always in the same unit.</summary>
    Depth = 1,

    /// <summary>Open interest, always in the same unit.</summary>
    OpenInterest = 2,
}

/// <summary>A recorded series of one asset.</summary>
/// <param name="Asset">The coin.</param>
/// <param name="Kind">What of it.</param>
/// <param name="Times">When each value was known, seconds since 1970, rising.</param>
/// <param name="Values">The values, as many as times.</param>
public sealed record WalkForwardSeries(Currency Asset, WalkForwardKind Kind, ReadOnlyMemory<long> Times, ReadOnlyMemory<double> Values);
