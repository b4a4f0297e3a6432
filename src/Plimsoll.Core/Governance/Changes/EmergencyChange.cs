using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>
/// Parameters put over the set in force at once, without ramp, by two persons, until they expire by themselves. It is an overlay: sets go on following each other below it, and
/// what it covered comes back when it ends.
/// </summary>
public sealed record EmergencyChange
{
    /// <summary>The parameters it covers by path, in canonical text.</summary>
    public required ImmutableSortedDictionary<string, string> Values { get; init; }

    /// <summary>Name, version and hash of the rules with the overlay, as statements bear them.</summary>
    public required ModelVersion Model { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who declared it.</summary>
    public required string DeclaredBy { get; init; }

    /// <summary>Who confirmed it: somebody else.</summary>
    public required string ConfirmedBy { get; init; }

    /// <summary>When it was confirmed, from when it is in force.</summary>
    public required Timestamp Effective { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required Timestamp Expires { get; init; }

    /// <summary>When it was lifted before its end; null where it was not.</summary>
    public Timestamp? Lifted { get; init; }

    /// <summary>From when it is no longer in force.</summary>
    public Timestamp Ends => Lifted ?? Expires;

    /// <summary>Whether it is in force at a time: from its beginning, to just before its end.</summary>
    public bool StandsAt(Timestamp time) => time >= Effective && time < Ends;

    /// <summary>What is published of it by itself, the moment it is in force.</summary>
    /// <param name="set">The set that it covers.</param>
    /// <param name="rules">Which say how it is fallen back from.</param>
    public EmergencyDisclosure Disclosure(ParameterSet set, EmergencyRules rules) => new(
        ParameterDifference.Between(set.Values, set.Values.SetItems(Values)), Reason, DeclaredBy, ConfirmedBy, Effective, Ends, Ends + rules.Fallback, set.Sha256);
}

/// <summary>The public record of an emergency.</summary>
/// <param name="Changes">Each parameter before and under it.</param>
/// <param name="Reason">Why.</param>
/// <param name="DeclaredBy">Who declared it.</param>
/// <param name="ConfirmedBy">Who confirmed it.</param>
/// <param name="Effective">Since when it is in force.</param>
/// <param name="Ends">When it ends.</param>
/// <param name="FallenBack">When existing positions are back at the set in force.</param>
/// <param name="Covers">Hash of the set that it covers.</param>
public sealed record EmergencyDisclosure(
    ImmutableArray<ParameterDifference> Changes, string Reason, string DeclaredBy, string ConfirmedBy, Timestamp Effective, Timestamp Ends, Timestamp FallenBack, string Covers);
