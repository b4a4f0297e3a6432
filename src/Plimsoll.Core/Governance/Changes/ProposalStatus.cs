namespace Plimsoll.Governance.Changes;

/// <summary>Where a proposal stands. All but the first are final.</summary>
public enum ProposalStatus
{
    /// <summary>It waits for a decision.</summary>
    Open = 1,

    /// <summary>A second person approved it and its set is in the ledger.</summary>
    Approved = 2,

    /// <summary>A second person rejected it.</summary>
    Rejected = 3,

    /// <summary>Its proposer took it back.</summary>
    Withdrawn = 4,

    /// <summary>Nobody decided in time, or another set took its place.</summary>
    Lapsed = 5,
}

/// <summary>Why an action on a proposal was refused. Numbers are never reused; where several apply, the lowest is given.</summary>
public enum ProposalRefusal
{
    /// <summary>It was decided before.</summary>
    NotOpen = 1,

    /// <summary>The action is dated before the last one.</summary>
    OutOfOrder = 2,

    /// <summary>The actor does not have the role.</summary>
    RoleMissing = 3,

    /// <summary>Nobody decides on an own proposal.</summary>
    OwnProposal = 4,

    /// <summary>Only the proposer withdraws.</summary>
    NotTheProposer = 5,

    /// <summary>No reason is given.</summary>
    ReasonMissing = 6,

    /// <summary>No impact report is attached.</summary>
    ImpactMissing = 7,

    /// <summary>The impact report is of other rules than the proposed ones or of others than those in force.</summary>
    ImpactOfOtherRules = 8,

    /// <summary>The impact report is too old.</summary>
    ImpactTooOld = 9,

    /// <summary>The notice before it takes effect is too short.</summary>
    NoticeTooShort = 10,

    /// <summary>The ledger refuses the set; its own reason says why.</summary>
    LedgerRefuses = 11,

    /// <summary>The changes are inside the bounds: no proposal is needed.</summary>
    NothingToDecide = 12,
}
