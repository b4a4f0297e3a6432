using System.Collections.Immutable;

namespace Plimsoll.Governance.Changes;

/// <summary>What is in force at one time.</summary>
/// <param name="Set">The set that stands.</param>
/// <param name="Emergency">The emergency over it; null where none is in force.</param>
public sealed record StandingParameters(ParameterSet Set, EmergencyChange? Emergency)
{
    /// <summary>Every parameter in force: the set's, with those of the emergency over them.</summary>
    public ImmutableSortedDictionary<string, string> Values => Emergency is null ? Set.Values : Set.Values.SetItems(Emergency.Values);
}
