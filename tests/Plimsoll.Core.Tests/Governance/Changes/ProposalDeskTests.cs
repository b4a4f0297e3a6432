using System.Collections.Immutable;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance.Changes;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Governance.Changes.Sets;

namespace Plimsoll.Core.Tests.Governance.Changes;

public class ProposalDeskTests
{
    private static readonly Timestamp Day = Start + TimeSpan.FromDays(40);
    private static readonly Timestamp Effective = Day + TimeSpan.FromDays(10);

    private static ParameterSet Draft(ImmutableSortedDictionary<string, string> values, int version = 2) => Next(Ledger, version, values, Day, Effective);

    private static ProposalOutcome.Done Proposed(ProposalDesk desk, Actor by) => Assert.IsType<ProposalOutcome.Done>(desk.Propose(Ledger, "P-1", by, Draft(Paths(0.9))));

    private static void Refused(ProposalRefusal expected, ProposalOutcome outcome)
    {
        ProposalOutcome.Refused refused = Assert.IsType<ProposalOutcome.Refused>(outcome);
        Assert.True(expected == refused.Reason, $"{refused.Reason} instead of {expected}: {refused.Message}");
    }

    [Theory]
    [InlineData(0.5, 0.1, "sqrt", null)]
    [InlineData(0.51, 0.1, "sqrt", BoundReason.StepTooGreat)]
    [InlineData(0.4, 0.112, "sqrt", BoundReason.StepTooGreat)]
    [InlineData(0.4, 0.1, "linear", BoundReason.NotBounded)]
    [InlineData(0.19, 0.1, "sqrt", BoundReason.BelowLeast)]
    [InlineData(1.1, 0.1, "sqrt", BoundReason.AboveGreatest)]
    public void Breaches_OfAChange_NameTheBound(double floor, double weight, string kind, BoundReason? expected)
    {
        ImmutableArray<BoundBreach> breaches = ApprovedBounds.Create(Bounds).Breaches(Ledger, ParameterDifference.Between(Paths(), Paths(floor, weight, kind)), Day);

        Assert.Equal(expected is null, breaches.IsEmpty);
        if (expected is { } reason) Assert.Contains(breaches, breach => breach.Reason == reason);
    }

    [Theory]
    [InlineData("markets[*].floor", "markets[BTC].floor", true)]
    [InlineData("markets[*].floor", "markets[BTC].cap", false)]
    [InlineData("*.floor", "a.b.floor", false)]
    [InlineData("a*", "a", true)]
    [InlineData("a*c*", "abcd", true)]
    public void IsFor_APattern_TakesOneStepOfThePath(string pattern, string path, bool expected) => Assert.Equal(expected, (Bounds[0] with { Path = pattern }).IsFor(path));

    [Fact]
    public void Recalibrate_InsideTheBounds_StandsWithoutApproval()
    {
        ProposalOutcome.Automatic done = Assert.IsType<ProposalOutcome.Automatic>(Desk.Recalibrate(Ledger, "R-1", Draft(Paths(0.45))));

        Assert.Equal(ChangeOrigin.Automatic, done.Set.Origin);
        Assert.Equal(done.Set, done.Ledger.At(Effective)!.Set);
    }

    [Fact]
    public void Recalibrate_ASecondStepTooSoon_BecomesAProposal()
    {
        ParameterLedger ledger = Assert.IsType<ProposalOutcome.Automatic>(Desk.Recalibrate(Ledger, "R-1", Draft(Paths(0.45)))).Ledger;
        ProposalOutcome next = Desk.Recalibrate(ledger, "R-2", Next(ledger, 3, Paths(0.5), Effective, Effective + TimeSpan.FromDays(6.9)));

        Assert.Equal(BoundReason.TooSoon, Assert.Single(Assert.IsType<ProposalOutcome.Done>(next).Proposal.Breaches).Reason);
        Assert.IsType<ProposalOutcome.Automatic>(Desk.Recalibrate(ledger, "R-2", Next(ledger, 3, Paths(0.5), Effective, Effective + TimeSpan.FromDays(7))));
    }

    [Fact]
    public void Approve_ByASecondPersonOnAFreshReport_EntersTheLedger()
    {
        Proposal proposal = Proposed(Desk, Ann).Proposal;
        proposal = Assert.IsType<ProposalOutcome.Done>(ProposalDesk.Attach(Ledger, proposal, Impact(1, 2, Day), Ann, Day)).Proposal;
        ProposalOutcome.Done done = Assert.IsType<ProposalOutcome.Done>(Desk.Approve(Ledger, proposal, Ben, "reviewed", Day + TimeSpan.FromHours(2)));

        Assert.Equal(ProposalStatus.Approved, done.Proposal.Status);
        Assert.Equal(("ann", "ben", ChangeOrigin.Approved), (done.Ledger.Last!.Author, done.Ledger.Last.Approver, done.Ledger.Last.Origin));
        Assert.Equal(["proposed", "impact attached", "approved"], done.Proposal.History.Select(action => action.What));
        Assert.Equal(new ParameterDifference("markets[BTC].floor", "0.4", "0.9"), Assert.Single(done.Proposal.Differences));
        Refused(ProposalRefusal.NotOpen, Desk.Approve(done.Ledger, done.Proposal, Ben, "again", Day + TimeSpan.FromHours(3)));
    }

    [Fact]
    public void Approve_WhatIsWrong_IsRefusedByNumber()
    {
        Timestamp soon = Day + TimeSpan.FromHours(1);
        Proposal bare = Proposed(Desk, Ann).Proposal;
        Proposal proposal = Assert.IsType<ProposalOutcome.Done>(ProposalDesk.Attach(Ledger, bare, Impact(1, 2, Day), Ann, Day)).Proposal;

        Refused(ProposalRefusal.RoleMissing, Desk.Approve(Ledger, proposal, Cleo, "yes", soon));
        Refused(ProposalRefusal.OwnProposal, Desk.Approve(Ledger, proposal, new Actor(" ANN", Ann.Roles), "yes", soon));
        Refused(ProposalRefusal.ReasonMissing, Desk.Approve(Ledger, proposal, Ben, " ", soon));
        Refused(ProposalRefusal.ImpactMissing, Desk.Approve(Ledger, bare, Ben, "yes", soon));
        Refused(ProposalRefusal.ImpactOfOtherRules, ProposalDesk.Attach(Ledger, bare, Impact(1, 3, Day), Ann, Day));
        Refused(ProposalRefusal.ImpactTooOld, Desk.Approve(Ledger, proposal, Ben, "yes", Day + TimeSpan.FromHours(24.1)));
        Refused(ProposalRefusal.OutOfOrder, Desk.Approve(Ledger, proposal, Ben, "yes", Day + TimeSpan.FromSeconds(-1)));
        Refused(ProposalRefusal.NotTheProposer, ProposalDesk.Withdraw(Ledger, proposal, Ben, "", soon));
        Refused(ProposalRefusal.RoleMissing, Desk.Propose(Ledger, "P-2", Ben, Draft(Paths(0.9))));
        Refused(ProposalRefusal.NothingToDecide, Desk.Propose(Ledger, "P-2", Ann, Draft(Paths())));
        ParameterSet hasty = Draft(Paths(0.9)) with { Effective = Day + TimeSpan.FromHours(24) };
        Proposal late = Assert.IsType<ProposalOutcome.Done>(ProposalDesk.Attach(Ledger, Assert.IsType<ProposalOutcome.Done>(Desk.Propose(Ledger, "P-3", Ann, hasty)).Proposal, Impact(1, 2, Day), Ann, Day)).Proposal;
        Refused(ProposalRefusal.NoticeTooShort, Desk.Approve(Ledger, late, Ben, "yes", soon));
    }

    [Fact]
    public void At_AnotherSetMeanwhileOrItsLifePassed_Lapses()
    {
        Proposal proposal = Proposed(Desk, Ann).Proposal;
        ParameterLedger moved = Assert.IsType<ProposalOutcome.Automatic>(Desk.Recalibrate(Ledger, "R-1", Draft(Paths(0.45), 3))).Ledger;

        Assert.Equal(ProposalStatus.Open, ProposalDesk.At(Ledger, proposal, Day + TimeSpan.FromDays(13.9)).Status);
        Assert.Equal(ProposalStatus.Lapsed, ProposalDesk.At(Ledger, proposal, Day + TimeSpan.FromDays(14)).Status);
        Assert.Equal(ProposalStatus.Lapsed, ProposalDesk.At(moved, proposal, Day).Status);
        Refused(ProposalRefusal.NotOpen, ProposalDesk.Withdraw(moved, proposal, Ann, "", Day));
    }

    [Fact]
    public void Actions_InAnyOrderByAnybody_NeverLetOnePersonChangeAnything() => Law.Holds(
        seed =>
        {
            var random = SplitMix.For(seed, "desk");
            ProposalDesk desk = Desk;
            ParameterLedger ledger = Ledger;
            Actor[] people = [Ann, Ben, Cleo, new("ANN", Ann.Roles)];
            Timestamp time = Day;
            Proposal? proposal = null;
            for (int i = 0; i < 15; i++)
            {
                time += TimeSpan.FromHours(random.Uniform(0, 12));
                Actor by = random.Pick(people);
                ParameterSet draft = Next(ledger, 2 + i, Paths(random.Uniform(0.1, 1.5)), time, time + TimeSpan.FromDays(random.Uniform(0, 6)));
                ProposalOutcome outcome = proposal is null ? desk.Propose(ledger, $"P-{i}", by, draft) : random.Whole(0, 5) switch
                {
                    0 => ProposalDesk.Attach(ledger, proposal, ImpactReport.Between(ledger.Last!.Model, proposal.Draft.Model, time, [], []), by, time),
                    1 or 2 => desk.Approve(ledger, proposal, by, "seen", time),
                    3 => ProposalDesk.Reject(ledger, proposal, by, "no", time),
                    _ => ProposalDesk.Withdraw(ledger, proposal, by, "mistake", time),
                };
                if (outcome is not ProposalOutcome.Done done)
                {
                    if (proposal is not null && ProposalDesk.At(ledger, proposal, time).Status != ProposalStatus.Open) proposal = null;
                    continue;
                }

                Assert.True(proposal is null || proposal.Status == ProposalStatus.Open, "Only an open proposal changes.");
                Assert.Equal(done.Proposal.Status == ProposalStatus.Approved, done.Ledger.Sets.Length > ledger.Sets.Length);
                if (done.Proposal.Status is ProposalStatus.Approved or ProposalStatus.Rejected)
                {
                    Assert.False(Actor.IsSame(done.Proposal.History[^1].By, done.Proposal.Draft.Author), "Nobody decides on an own proposal.");
                    Assert.True(by.Has(GovernanceRole.Approve));
                }

                if (done.Proposal.Status == ProposalStatus.Approved)
                {
                    Assert.NotNull(done.Proposal.Impact);
                    Assert.True(done.Ledger.Last!.Effective - time >= ProposalRules.Default.LeastNotice);
                }

                (proposal, ledger) = (done.Proposal.Status == ProposalStatus.Open ? done.Proposal : null, done.Ledger);
            }
        },
        cases: 500);
}
