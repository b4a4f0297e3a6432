using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>
/// Every parameter set of one rulebook that ever stood or is announced, and every emergency over them. It only grows; each set names the hash of the one before.
/// Answers which set stands at a time.
/// </summary>
public sealed record ParameterLedger
{
    private ParameterLedger(ImmutableArray<ParameterSet> sets, ImmutableArray<EmergencyChange> emergencies) => (Sets, Emergencies) = (sets, emergencies);

    /// <summary>A ledger before its first set.</summary>
    public static ParameterLedger Empty { get; } = new([], []);

    /// <summary>The sets in the order in which they take effect.</summary>
    public ImmutableArray<ParameterSet> Sets { get; }

    /// <summary>The emergencies in the order of their times.</summary>
    public ImmutableArray<EmergencyChange> Emergencies { get; }

    /// <summary>The last set, announced or in force; null before the first.</summary>
    public ParameterSet? Last => Sets.IsEmpty ? null : Sets[^1];

    /// <summary>What is in force at a time; null before the first set took effect.</summary>
    public StandingParameters? At(Timestamp time) =>
        Sets.LastOrDefault(set => set.Effective <= time) is { } set ? new(set, Emergencies.LastOrDefault(emergency => emergency.StandsAt(time))) : null;

    /// <summary>Sets that are announced and do not stand yet.</summary>
    public ImmutableArray<ParameterSet> Announced(Timestamp time) => [.. Sets.Where(set => set.Effective > time)];

    /// <summary>When a parameter last took a new value, announced ones included; null where it never did since the first set.</summary>
    public Timestamp? LastChange(string path)
    {
        for (int i = Sets.Length - 1; i > 0; i--)
            if (Sets[i].Values.GetValueOrDefault(path) != Sets[i - 1].Values.GetValueOrDefault(path)) return Sets[i].Effective;
        return null;
    }

    /// <summary>The ledger with one more set, or why not.</summary>
    public LedgerOutcome Add(ParameterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Refusal(set) ?? (LedgerOutcome)new LedgerOutcome.Entered(new(Sets.Add(set), Emergencies));
    }

    /// <summary>The ledger with an emergency over the set in force, or why not.</summary>
    public LedgerOutcome Declare(EmergencyChange emergency, EmergencyRules rules)
    {
        ArgumentNullException.ThrowIfNull(emergency);
        ArgumentNullException.ThrowIfNull(rules);
        return Refusal(emergency, rules) ?? (LedgerOutcome)new LedgerOutcome.Entered(new(Sets, Emergencies.Add(emergency with { Lifted = null })));
    }

    /// <summary>The ledger with the emergency in force ended early; unchanged where none is in force.</summary>
    public ParameterLedger Lift(Timestamp time) =>
        At(time)?.Emergency is { } emergency ? new(Sets, Emergencies.Replace(emergency, emergency with { Lifted = time })) : this;

    /// <summary>A ledger read back: every entry is judged as it was when it was made, so that a set altered since breaks the chain.</summary>
    /// <exception cref="InvalidInputException">An entry would be refused.</exception>
    public static ParameterLedger Of(IEnumerable<ParameterSet> sets, IEnumerable<EmergencyChange> emergencies, EmergencyRules rules)
    {
        ParameterLedger ledger = Empty;
        foreach (ParameterSet set in sets) ledger = Entered(ledger.Add(set), $"set {set.Model.Version}");
        foreach (EmergencyChange emergency in emergencies)
        {
            ledger = Entered(ledger.Declare(emergency, rules), $"emergency of {emergency.Effective}");
            if (emergency.Lifted is { } lifted && lifted >= emergency.Effective && lifted < emergency.Expires) ledger = ledger.Lift(lifted);
        }

        return ledger;
    }

    private static ParameterLedger Entered(LedgerOutcome outcome, string place) => outcome switch
    {
        LedgerOutcome.Entered entered => entered.Ledger,
        LedgerOutcome.Refused refused => throw new InvalidInputException([new Problem(place, refused.Message)]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private LedgerOutcome.Refused? Refusal(ParameterSet set)
    {
        if (Missing(set) is { } missing) return new(LedgerRefusal.Incomplete, $"The set gives no {missing}; state it.");
        if (Last is { } any && set.Model.Name != any.Model.Name) return new(LedgerRefusal.OtherName, $"The set is of '{set.Model.Name}', the ledger of '{any.Model.Name}'; keep a ledger for each rulebook.");
        if (Sets.Any(other => other.Model.Version == set.Model.Version)) return new(LedgerRefusal.VersionTaken, $"There is a version {set.Model.Version}; sets are never edited, give the change a version of its own.");
        if (Last is not { } last)
        {
            if (set.Supersedes is not null) return new(LedgerRefusal.UnknownPredecessor, "The ledger is empty, so the first set follows none; leave 'supersedes' out.");
            if (set.Effective < set.Created) return Past(set);
            return set.Origin == ChangeOrigin.Initial ? null : new(LedgerRefusal.ApprovalMissing, $"The first set is {ChangeOrigin.Initial}, not {set.Origin}.");
        }

        if (!Sets.Any(other => other.Sha256 == set.Supersedes)) return new(LedgerRefusal.UnknownPredecessor, $"'supersedes' is {set.Supersedes ?? "missing"}; the last set is {last.Model.Version}, {last.Sha256}.");
        if (set.Supersedes != last.Sha256) return new(LedgerRefusal.PredecessorSuperseded, $"'supersedes' names a set that has a successor; follow the last, {last.Model.Version}, {last.Sha256}.");
        if (set.Created < last.Created) return new(LedgerRefusal.OutOfOrder, $"The set was written at {set.Created}, the last one at {last.Created}; a ledger only grows.");
        if (set.Effective < set.Created) return Past(set);
        if (set.Effective <= last.Effective) return new(LedgerRefusal.Overlap, $"The set would stand from {set.Effective}, its predecessor from {last.Effective}; take a later time.");
        if (ParameterDifference.Between(last.Values, set.Values).IsEmpty) return new(LedgerRefusal.Unchanged, $"The set says what {last.Model.Version} says; there is nothing to enter.");
        bool isSigned = set.Origin == ChangeOrigin.Automatic || (set.Origin == ChangeOrigin.Approved && !string.IsNullOrWhiteSpace(set.Approver) && !Actor.IsSame(set.Approver, set.Author));
        return isSigned ? null : new(LedgerRefusal.ApprovalMissing, $"The set is {set.Origin} by {set.Author}, approved by {set.Approver ?? "nobody"}; a change outside the bounds needs a second person.");
    }

    private LedgerOutcome.Refused? Refusal(EmergencyChange emergency, EmergencyRules rules)
    {
        if (string.IsNullOrWhiteSpace(emergency.Reason) || string.IsNullOrWhiteSpace(emergency.DeclaredBy)) return new(LedgerRefusal.Incomplete, "An emergency states its reason and who declared it.");
        if (Emergencies.LastOrDefault() is { } before && emergency.Effective < before.Effective) return new(LedgerRefusal.OutOfOrder, $"The emergency is of {emergency.Effective}, the last one of {before.Effective}; a ledger only grows.");
        if (string.IsNullOrWhiteSpace(emergency.ConfirmedBy) || Actor.IsSame(emergency.ConfirmedBy, emergency.DeclaredBy)) return new(LedgerRefusal.EmergencyUnconfirmed, $"{emergency.DeclaredBy} declared it; a second person confirms it.");
        TimeSpan life = emergency.Expires - emergency.Effective;
        if (life <= TimeSpan.Zero || life > rules.MaximumLife || life > EmergencyRules.Ceiling) return new(LedgerRefusal.EmergencyTooLong, $"It would last {life}; more than 0 and at most {rules.MaximumLife} is allowed.");
        if (Emergencies.Any(other => emergency.Effective < other.Ends + rules.Cooling)) return new(LedgerRefusal.EmergencyRepeated, $"The last emergency ended or ends at {Emergencies[^1].Ends}; until {Emergencies[^1].Ends + rules.Cooling} what is to last needs a proposal.");
        if (At(emergency.Effective) is not { } standing || emergency.Values.Any(entry => !standing.Set.Values.ContainsKey(entry.Key)) || ParameterDifference.Between(standing.Set.Values, standing.Set.Values.SetItems(emergency.Values)).IsEmpty)
            return new(LedgerRefusal.EmergencyOfNothing, "It changes nothing of the set in force, or a parameter that the set does not have.");
        return null;
    }

    private static LedgerOutcome.Refused Past(ParameterSet set) => new(LedgerRefusal.EffectiveInThePast, $"The set would stand from {set.Effective} and was written at {set.Created}; nothing takes effect before it is announced.");

    private static string? Missing(ParameterSet set) =>
        string.IsNullOrWhiteSpace(set.Model.Name) ? "name"
        : string.IsNullOrWhiteSpace(set.Model.Version) ? "version"
        : !IsHash(set.Model.Sha256) ? "hash of the rules"
        : string.IsNullOrWhiteSpace(set.Reason) ? "reason"
        : string.IsNullOrWhiteSpace(set.Author) ? "author"
        : set.Values.IsEmpty ? "parameter"
        : set.Inputs.Any(input => string.IsNullOrWhiteSpace(input.Name) || !IsHash(input.Sha256)) ? "name and hash of each input" : null;

    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}
