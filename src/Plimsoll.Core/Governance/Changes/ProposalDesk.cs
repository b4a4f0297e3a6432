using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>
/// Decides what may change by itself and takes proposals through approval. Pure: ledger and proposal in, ledger and proposal out; times and names come with the call.
/// </summary>
public sealed class ProposalDesk
{
    private const string Rules = "rules";

    private readonly ApprovedBounds bounds;
    private readonly ProposalRules rules;

    private ProposalDesk(ApprovedBounds bounds, ProposalRules rules) => (this.bounds, this.rules) = (bounds, rules);

    /// <summary>From bounds and rules.</summary>
    /// <exception cref="InvalidInputException">Something is wrong with them; it carries every problem.</exception>
    public static ProposalDesk Create(ApprovedBounds bounds, ProposalRules rules)
    {
        Checks.Refuse(rules.Problems());
        return new(bounds, rules);
    }

    /// <summary>A recalibration: a set at once where it stays inside the bounds, else a proposal of the program that made it.</summary>
    /// <param name="ledger">What stands.</param>
    /// <param name="id">Name of the proposal, should it become one.</param>
    /// <param name="draft">The set; origin, approver and predecessor are filled in here.</param>
    public ProposalOutcome Recalibrate(ParameterLedger ledger, string id, ParameterSet draft)
    {
        if (ledger.Last is not { } last) return new ProposalOutcome.Refused(ProposalRefusal.LedgerRefuses, "There is no set to recalibrate; enter the first one.");
        ParameterSet set = draft with { Origin = ChangeOrigin.Automatic, Approver = null, Supersedes = last.Sha256 };
        ImmutableArray<ParameterDifference> differences = ParameterDifference.Between(last.Values, set.Values);
        if (!bounds.Breaches(ledger, differences, set.Effective).IsEmpty) return Propose(ledger, id, new Actor(draft.Author, [GovernanceRole.Propose]), draft);
        return ledger.Add(set) switch
        {
            LedgerOutcome.Entered entered => new ProposalOutcome.Automatic(set, entered.Ledger),
            LedgerOutcome.Refused refused => new ProposalOutcome.Refused(ProposalRefusal.LedgerRefuses, refused.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>A proposal.</summary>
    /// <param name="ledger">What stands.</param>
    /// <param name="id">Its name.</param>
    /// <param name="proposer">Who proposes; the draft's author from here on.</param>
    /// <param name="draft">The set; origin, author and predecessor are filled in here.</param>
    public ProposalOutcome Propose(ParameterLedger ledger, string id, Actor proposer, ParameterSet draft)
    {
        if (!proposer.Has(GovernanceRole.Propose)) return RoleMissing(proposer, GovernanceRole.Propose);
        if (string.IsNullOrWhiteSpace(draft.Reason)) return ReasonMissing();
        if (ledger.Last is not { } last) return new ProposalOutcome.Refused(ProposalRefusal.LedgerRefuses, "There is no set to change; enter the first one.");
        ParameterSet set = draft with { Origin = ChangeOrigin.Approved, Author = proposer.Name.Trim(), Approver = null, Supersedes = last.Sha256 };
        ImmutableArray<ParameterDifference> differences = ParameterDifference.Between(last.Values, set.Values);
        if (differences.IsEmpty) return new ProposalOutcome.Refused(ProposalRefusal.NothingToDecide, $"The draft says what {last.Model.Version} says.");
        var proposal = new Proposal(id, set, differences, bounds.Breaches(ledger, differences, set.Effective), set.Created + rules.Life);
        return new ProposalOutcome.Done(With(proposal, ProposalStatus.Open, set.Created, proposer.Name, "proposed", set.Reason), ledger);
    }

    /// <summary>The proposal with what it would do to accounts.</summary>
    public static ProposalOutcome Attach(ParameterLedger ledger, Proposal proposal, ImpactReport impact, Actor by, Timestamp time)
    {
        if (Closed(ledger, proposal, time) is { } closed) return closed;
        if (!by.Has(GovernanceRole.Propose) && !by.Has(GovernanceRole.Approve)) return RoleMissing(by, GovernanceRole.Propose);
        if (impact.After.Sha256 != proposal.Draft.Model.Sha256 || impact.Before.Sha256 != ledger.Last!.Model.Sha256)
            return new ProposalOutcome.Refused(ProposalRefusal.ImpactOfOtherRules, $"The report compares {impact.Before} with {impact.After}; {ledger.Last!.Model} with {proposal.Draft.Model} is needed.");
        return new ProposalOutcome.Done(With(proposal, ProposalStatus.Open, time, by.Name, "impact attached", "") with { Impact = impact }, ledger);
    }

    /// <summary>Approves: by a second person with the role, on a fresh impact report, with the notice kept. The set enters the ledger.</summary>
    public ProposalOutcome Approve(ParameterLedger ledger, Proposal proposal, Actor by, string reason, Timestamp time)
    {
        if (Deciding(ledger, proposal, by, reason, time) is { } refused) return refused;
        if (proposal.Impact is not { } impact) return new ProposalOutcome.Refused(ProposalRefusal.ImpactMissing, "No impact report is attached; attach one, so that it is known who would be called or liquidated.");
        if (impact.After.Sha256 != proposal.Draft.Model.Sha256 || impact.Before.Sha256 != ledger.Last!.Model.Sha256)
            return new ProposalOutcome.Refused(ProposalRefusal.ImpactOfOtherRules, $"The report compares {impact.Before} with {impact.After}; make it anew.");
        if (time - impact.AsOf > rules.MaximumImpactAge || impact.AsOf > time)
            return new ProposalOutcome.Refused(ProposalRefusal.ImpactTooOld, $"The impact report is of {impact.AsOf}; at {time} one of the last {rules.MaximumImpactAge.TotalHours} hours is needed.");
        if (proposal.Draft.Effective - time < rules.LeastNotice)
            return new ProposalOutcome.Refused(ProposalRefusal.NoticeTooShort, $"It would stand from {proposal.Draft.Effective}; {rules.LeastNotice.TotalHours} hours lie between approval and effect. Propose it anew for a later time.");
        ParameterSet set = proposal.Draft with { Approver = by.Name.Trim(), Created = time };
        return ledger.Add(set) switch
        {
            LedgerOutcome.Entered entered => new ProposalOutcome.Done(With(proposal, ProposalStatus.Approved, time, by.Name, "approved", reason) with { Draft = set }, entered.Ledger),
            LedgerOutcome.Refused not => new ProposalOutcome.Refused(ProposalRefusal.LedgerRefuses, not.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Rejects: by a second person with the role, with a reason.</summary>
    public static ProposalOutcome Reject(ParameterLedger ledger, Proposal proposal, Actor by, string reason, Timestamp time) =>
        Deciding(ledger, proposal, by, reason, time) ?? (ProposalOutcome)new ProposalOutcome.Done(With(proposal, ProposalStatus.Rejected, time, by.Name, "rejected", reason), ledger);

    /// <summary>Takes it back: by its proposer alone.</summary>
    public static ProposalOutcome Withdraw(ParameterLedger ledger, Proposal proposal, Actor by, string reason, Timestamp time)
    {
        if (Closed(ledger, proposal, time) is { } closed) return closed;
        if (!Actor.IsSame(by.Name, proposal.Draft.Author)) return new ProposalOutcome.Refused(ProposalRefusal.NotTheProposer, $"{proposal.Draft.Author} proposed it; others reject.");
        return new ProposalOutcome.Done(With(proposal, ProposalStatus.Withdrawn, time, by.Name, "withdrawn", reason), ledger);
    }

    /// <summary>The proposal at a time: lapsed where its life has passed or another set followed the one it would follow.</summary>
    public static Proposal At(ParameterLedger ledger, Proposal proposal, Timestamp time)
    {
        if (proposal.Status != ProposalStatus.Open) return proposal;
        string? why = time >= proposal.Expires ? $"Nobody decided until {proposal.Expires}."
            : ledger.Last?.Sha256 != proposal.Draft.Supersedes ? $"{ledger.Last?.Model} took effect or was announced meanwhile; propose it anew on that." : null;
        return why is null ? proposal : With(proposal, ProposalStatus.Lapsed, time, Rules, "lapsed", why);
    }

    private static ProposalOutcome.Refused? Deciding(ParameterLedger ledger, Proposal proposal, Actor by, string reason, Timestamp time)
    {
        if (Closed(ledger, proposal, time) is { } closed) return closed;
        if (!by.Has(GovernanceRole.Approve)) return RoleMissing(by, GovernanceRole.Approve);
        if (Actor.IsSame(by.Name, proposal.Draft.Author)) return new(ProposalRefusal.OwnProposal, $"{by.Name} proposed it; a second person decides.");
        return string.IsNullOrWhiteSpace(reason) ? ReasonMissing() : null;
    }

    private static ProposalOutcome.Refused? Closed(ParameterLedger ledger, Proposal proposal, Timestamp time)
    {
        if (At(ledger, proposal, time) is var now && now.Status != ProposalStatus.Open) return new(ProposalRefusal.NotOpen, $"The proposal was {now.History[^1].What} at {now.LastAction}. {now.History[^1].Reason}".TrimEnd());
        return time < proposal.LastAction ? new(ProposalRefusal.OutOfOrder, $"The last action is of {proposal.LastAction}; act in order of time.") : null;
    }

    private static Proposal With(Proposal proposal, ProposalStatus status, Timestamp time, string by, string what, string reason) =>
        proposal with { Status = status, History = proposal.History.Add(new(time, by.Trim(), what, reason)) };

    private static ProposalOutcome.Refused RoleMissing(Actor actor, GovernanceRole role) => new(ProposalRefusal.RoleMissing, $"{actor.Name} does not have the role {role}.");

    private static ProposalOutcome.Refused ReasonMissing() => new(ProposalRefusal.ReasonMissing, "No reason is given; every change and decision states one.");
}
