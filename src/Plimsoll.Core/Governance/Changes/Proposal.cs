using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>A change of parameters that needs a second person. Immutable: an action gives another proposal, with what was done in its history.</summary>
public sealed record Proposal
{
    internal Proposal(string id, ParameterSet draft, ImmutableArray<ParameterDifference> differences, ImmutableArray<BoundBreach> breaches, Timestamp expires) =>
        (Id, Draft, Differences, Breaches, Expires) = (id, draft, differences, breaches, expires);

    /// <summary>Name that it is spoken of by; given by the caller.</summary>
    public string Id { get; }

    /// <summary>The set as it would stand, its author being the proposer.</summary>
    public ParameterSet Draft { get; internal init; }

    /// <summary>Each parameter that would change.</summary>
    public ImmutableArray<ParameterDifference> Differences { get; }

    /// <summary>Why it could not stand by itself; empty where a person chose to propose.</summary>
    public ImmutableArray<BoundBreach> Breaches { get; }

    /// <summary>When it lapses.</summary>
    public Timestamp Expires { get; }

    /// <summary>Where it stands.</summary>
    public ProposalStatus Status { get; internal init; } = ProposalStatus.Open;

    /// <summary>What it would do to accounts; null until attached.</summary>
    public ImpactReport? Impact { get; internal init; }

    /// <summary>What was done, in order.</summary>
    public ImmutableArray<ProposalAction> History { get; internal init; } = [];

    /// <summary>Time of the last action.</summary>
    public Timestamp LastAction => History.IsEmpty ? Draft.Created : History[^1].Time;
}

/// <summary>One entry of a proposal's history.</summary>
/// <param name="Time">When.</param>
/// <param name="By">Who; "rules" where it lapsed.</param>
/// <param name="What">What was done, as "approved".</param>
/// <param name="Reason">Why.</param>
public sealed record ProposalAction(Timestamp Time, string By, string What, string Reason);

/// <summary>What became of an action.</summary>
public abstract record ProposalOutcome
{
    private ProposalOutcome() { }

    /// <summary>It was done.</summary>
    /// <param name="Proposal">The proposal after it.</param>
    /// <param name="Ledger">The ledger after it: with the set where it was approved, else unchanged.</param>
    public sealed record Done(Proposal Proposal, ParameterLedger Ledger) : ProposalOutcome;

    /// <summary>The change is inside the bounds and stands at once.</summary>
    /// <param name="Set">The set.</param>
    /// <param name="Ledger">The ledger with it.</param>
    public sealed record Automatic(ParameterSet Set, ParameterLedger Ledger) : ProposalOutcome;

    /// <summary>It was refused and nothing changed.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What was found and what to do instead.</param>
    public sealed record Refused(ProposalRefusal Reason, string Message) : ProposalOutcome;
}
