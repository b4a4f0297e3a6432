using System.Collections.Immutable;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Core.Tests.Laws;
using Plimsoll.Governance.Changes;
using Plimsoll.Values;
using static Plimsoll.Core.Tests.Governance.Changes.Sets;

namespace Plimsoll.Core.Tests.Governance.Changes;

public class ParameterLedgerTests
{
    private static readonly EmergencyRules Rules = EmergencyRules.Default;

    private static EmergencyChange Emergency(Timestamp from, double hours = 24) => new()
    {
        Values = ImmutableSortedDictionary<string, string>.Empty.Add("weight", "0.5"), Model = Model(90), Reason = "exchange halted", DeclaredBy = "ann", ConfirmedBy = "ben", Effective = from, Expires = from + TimeSpan.FromHours(hours),
    };

    [Fact]
    public void At_BetweenTwoSets_GivesTheEarlierUntilTheLaterTakesEffect()
    {
        ParameterLedger ledger = Entered(Ledger.Add(Next(Ledger, 2, Paths(0.45), Start + TimeSpan.FromDays(10))));

        Assert.Null(ledger.At(Start + TimeSpan.FromSeconds(-1)));
        Assert.Equal("1", ledger.At(Start + TimeSpan.FromDays(12.9))!.Set.Model.Version);
        Assert.Equal("2", ledger.At(Start + TimeSpan.FromDays(13))!.Set.Model.Version);
        Assert.Equal("2", Assert.Single(ledger.Announced(Start + TimeSpan.FromDays(11))).Model.Version);
        Assert.Equal(Start + TimeSpan.FromDays(13), ledger.LastChange("markets[BTC].floor"));
        Assert.Null(ledger.LastChange("weight"));
    }

    [Fact]
    public void Add_WhatIsWrong_IsRefusedByNumber()
    {
        Timestamp later = Start + TimeSpan.FromDays(10);
        ParameterSet good = Next(Ledger, 2, Paths(0.45), later);

        Refused(LedgerRefusal.Incomplete, Ledger.Add(good with { Reason = " " }));
        Refused(LedgerRefusal.Incomplete, Ledger.Add(good with { Inputs = [new("data/prices", "abc")] }));
        Refused(LedgerRefusal.OtherName, Ledger.Add(good with { Model = new("fixed", "2", Hash(2)) }));
        Refused(LedgerRefusal.VersionTaken, Ledger.Add(good with { Model = Model(1) }));
        Refused(LedgerRefusal.UnknownPredecessor, Ledger.Add(good with { Supersedes = null }));
        Refused(LedgerRefusal.UnknownPredecessor, Ledger.Add(good with { Supersedes = Hash(5) }));
        Refused(LedgerRefusal.PredecessorSuperseded, Entered(Ledger.Add(good)).Add(good with { Model = Model(3) }));
        Refused(LedgerRefusal.OutOfOrder, Ledger.Add(good with { Created = Start + TimeSpan.FromDays(-1) }));
        Refused(LedgerRefusal.EffectiveInThePast, Ledger.Add(good with { Effective = later + TimeSpan.FromSeconds(-1) }));
        Refused(LedgerRefusal.Overlap, Ledger.Add(good with { Created = Start, Effective = Start }));
        Refused(LedgerRefusal.Unchanged, Ledger.Add(good with { Values = Paths() }));
        Refused(LedgerRefusal.ApprovalMissing, Ledger.Add(good with { Origin = ChangeOrigin.Approved, Approver = " Calibration " }));
        Refused(LedgerRefusal.ApprovalMissing, Ledger.Add(good with { Origin = ChangeOrigin.Initial }));
        Refused(LedgerRefusal.UnknownPredecessor, ParameterLedger.Empty.Add(First with { Supersedes = Hash(1) }));
    }

    [Fact]
    public void Sha256_AnyWordChanged_IsAnother()
    {
        ParameterSet[] others =
        [
            First with { Reason = "First" }, First with { Author = "ben" }, First with { Values = Paths(0.41) }, First with { Effective = Start + TimeSpan.FromSeconds(1) }, First with { Inputs = [] }, First with { Supersedes = Hash(1) },
        ];

        Assert.All(others, other => Assert.NotEqual(First.Sha256, other.Sha256));
        Assert.Equal(First.Sha256, (First with { Values = Paths() }).Sha256);
    }

    [Fact]
    public void Of_ASetAlteredAfterwards_IsFoundByTheChain()
    {
        ParameterLedger ledger = Entered(Ledger.Add(Next(Ledger, 2, Paths(0.45), Start)));

        Assert.Equal(ledger.Last, ParameterLedger.Of(ledger.Sets, [], Rules).Last);
        InvalidInputException broken = Assert.Throws<InvalidInputException>(() => ParameterLedger.Of([First with { Reason = "other" }, ledger.Sets[1]], [], Rules));
        Assert.Contains("'supersedes'", broken.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Declare_AnEmergency_StandsAtOnceAndEndsByItself()
    {
        Timestamp from = Start + TimeSpan.FromDays(5);
        ParameterLedger ledger = Entered(Ledger.Declare(Emergency(from), Rules));

        Assert.Equal("0.1", ledger.At(from + TimeSpan.FromSeconds(-1))!.Values["weight"]);
        Assert.Equal("0.5", ledger.At(from)!.Values["weight"]);
        Assert.Equal("0.4", ledger.At(from)!.Values["markets[BTC].floor"]);
        Assert.Equal("0.1", ledger.At(from + TimeSpan.FromHours(24))!.Values["weight"]);
        Assert.Equal("0.1", ledger.Lift(from + TimeSpan.FromHours(2)).At(from + TimeSpan.FromHours(3))!.Values["weight"]);
    }

    [Fact]
    public void Disclosure_OfAnEmergency_SaysWhatWhoAndUntilWhen()
    {
        Timestamp from = Start + TimeSpan.FromDays(5);
        EmergencyDisclosure disclosure = Emergency(from).Disclosure(First, Rules);

        Assert.Equal(new ParameterDifference("weight", "0.1", "0.5"), Assert.Single(disclosure.Changes));
        Assert.Equal(4, disclosure.Changes[0].Relative!.Value, 12);
        Assert.Equal(("ann", "ben", from + TimeSpan.FromHours(24), from + TimeSpan.FromHours(48)), (disclosure.DeclaredBy, disclosure.ConfirmedBy, disclosure.Ends, disclosure.FallenBack));
    }

    [Fact]
    public void Declare_WhatIsWrong_IsRefusedByNumber()
    {
        Timestamp from = Start + TimeSpan.FromDays(5);
        EmergencyChange good = Emergency(from);
        ParameterLedger once = Entered(Ledger.Declare(good, Rules));

        Refused(LedgerRefusal.Incomplete, Ledger.Declare(good with { Reason = "" }, Rules));
        Refused(LedgerRefusal.EmergencyUnconfirmed, Ledger.Declare(good with { ConfirmedBy = "ANN " }, Rules));
        Refused(LedgerRefusal.EmergencyTooLong, Ledger.Declare(Emergency(from, 72.01), Rules));
        Refused(LedgerRefusal.EmergencyTooLong, Ledger.Declare(Emergency(from, 80), Rules with { MaximumLife = TimeSpan.FromHours(100) }));
        Refused(LedgerRefusal.EmergencyTooLong, Ledger.Declare(Emergency(from, 0), Rules));
        Refused(LedgerRefusal.EmergencyOfNothing, Ledger.Declare(good with { Values = ImmutableSortedDictionary<string, string>.Empty.Add("nothing", "1") }, Rules));
        Refused(LedgerRefusal.EmergencyOfNothing, Ledger.Declare(good with { Effective = Start + TimeSpan.FromDays(-1), Expires = Start }, Rules));
        // Renewed for ever it would be a change without a proposal: three days pass after its end.
        Refused(LedgerRefusal.EmergencyRepeated, once.Declare(Emergency(from + TimeSpan.FromHours(95.9)), Rules));
        Entered(once.Declare(Emergency(from + TimeSpan.FromHours(96)), Rules));
    }

    [Fact]
    public void Add_AnySequenceOfOffers_LeavesOneSetAtEachTimeAndAChain() => Law.Holds(
        seed =>
        {
            var random = SplitMix.For(seed, "ledger");
            ParameterLedger ledger = Ledger;
            for (int i = 0; i < 12; i++)
            {
                Timestamp created = Start + TimeSpan.FromDays(random.Uniform(-1, 20));
                ParameterSet offered = Next(ledger, random.Whole(1, 15), Paths(random.Pick([0.4, 0.5, 0.6])), created, created + TimeSpan.FromDays(random.Uniform(-1, 5)));
                if (random.Chance(0.2)) offered = offered with { Supersedes = Hash(i) };
                if (ledger.Add(offered) is LedgerOutcome.Entered entered) ledger = entered.Ledger;
            }

            for (int i = 1; i < ledger.Sets.Length; i++)
            {
                (ParameterSet before, ParameterSet set) = (ledger.Sets[i - 1], ledger.Sets[i]);
                Assert.Equal(before.Sha256, set.Supersedes);
                Assert.True(set.Effective > before.Effective && set.Effective >= set.Created && set.Created >= before.Created);
                Assert.Equal(set, ledger.At(set.Effective)!.Set);
                Assert.Equal(before, ledger.At(set.Effective + TimeSpan.FromMicroseconds(-1))!.Set);
            }

            Assert.Equal(ledger.Sets.Length, ledger.Sets.Select(set => set.Model.Version).Distinct().Count());
        },
        cases: 300);
}
