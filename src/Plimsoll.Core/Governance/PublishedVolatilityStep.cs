using System.Collections.Immutable;

namespace Plimsoll.Governance;

/// <summary>What one estimate did.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Estimate">The estimate, annualised fraction.</param>
/// <param name="Holds">Why the level is not the estimate; the amounts sum to the difference. Empty where they are equal.</param>
public sealed record PublishedVolatilityStep(PublishedVolatilityState State, double Estimate, ImmutableArray<VolatilityHold> Holds)
{
    /// <summary>By how much the level is published below the estimate, which somebody carries: 0 or more.</summary>
    public double Shortfall => Math.Max(0, Estimate - State.Level);
}
