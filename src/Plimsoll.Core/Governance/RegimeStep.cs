using System.Collections.Immutable;

namespace Plimsoll.Governance;

/// <summary>What one look at the market did.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Effects">Of the regime in force.</param>
/// <param name="Transition">The change; null where there is none.</param>
/// <param name="Unread">Indicators missing or too old; while there is one, no regime is left for a milder one.</param>
public sealed record RegimeStep(RegimeState State, RegimeEffects Effects, RegimeTransition? Transition, ImmutableArray<UnreadIndicator> Unread);
