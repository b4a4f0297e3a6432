namespace Plimsoll.Governance.Changes;

/// <summary>Why a parameter set or an emergency does not enter the ledger. Numbers are never reused; where several apply, the lowest is given.</summary>
public enum LedgerRefusal
{
    /// <summary>Version, hash, reason or author is empty, a hash is none, or there is no value.</summary>
    Incomplete = 1,

    /// <summary>The set is of another rulebook than the ledger.</summary>
    OtherName = 2,

    /// <summary>A set of this version is there already; sets are never edited.</summary>
    VersionTaken = 3,

    /// <summary>The set names no predecessor, or one that the ledger does not hold.</summary>
    UnknownPredecessor = 4,

    /// <summary>The predecessor has a successor already: two sets cannot follow one.</summary>
    PredecessorSuperseded = 5,

    /// <summary>It was written before the last entry: a ledger only grows.</summary>
    OutOfOrder = 6,

    /// <summary>It would take effect before it was written.</summary>
    EffectiveInThePast = 7,

    /// <summary>It would take effect no later than its predecessor, so that two sets stood at one time.</summary>
    Overlap = 8,

    /// <summary>It says what its predecessor says.</summary>
    Unchanged = 9,

    /// <summary>Origin and approver do not fit: an approved set needs an approver who is not its author; the first alone is initial.</summary>
    ApprovalMissing = 10,

    /// <summary>The emergency was not confirmed by a second person.</summary>
    EmergencyUnconfirmed = 11,

    /// <summary>The emergency would last longer than is allowed, or not at all.</summary>
    EmergencyTooLong = 12,

    /// <summary>An emergency stands already or ended too recently: what is to last needs a proposal.</summary>
    EmergencyRepeated = 13,

    /// <summary>The emergency changes a parameter that the set in force does not have, or changes nothing.</summary>
    EmergencyOfNothing = 14,
}
