using System.Collections.Immutable;
using System.Globalization;
using Plimsoll.Governance.Changes;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Governance.Changes;

/// <summary>Small parameter sets and the people who change them.</summary>
internal static class Sets
{
    public static readonly Timestamp Start = Timestamp.Utc(2026, 1, 1);
    public static readonly Actor Ann = new("ann", [GovernanceRole.Propose, GovernanceRole.Approve]);
    public static readonly Actor Ben = new("ben", [GovernanceRole.Approve]);
    public static readonly Actor Cleo = new("cleo", [GovernanceRole.Propose]);

    public static readonly ImmutableArray<ParameterBound> Bounds =
    [
        new() { Path = "markets[*].floor", Least = 0.2, Greatest = 1, GreatestStep = 0.25, Spacing = TimeSpan.FromDays(7) },
        new() { Path = "weight", Least = 0.05, Greatest = 0.3, GreatestStep = 0.1, Spacing = TimeSpan.FromDays(30) },
    ];

    public static ProposalDesk Desk => ProposalDesk.Create(ApprovedBounds.Create(Bounds), ProposalRules.Default);

    public static ModelVersion Model(int version) => new("plimsoll", version.ToString(CultureInfo.InvariantCulture), Hash(version));

    public static string Hash(int of) => new CanonicalWriter().Add("of", of).Sha256();

    public static ImmutableSortedDictionary<string, string> Paths(double floor = 0.4, double weight = 0.1, string kind = "sqrt") => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
    {
        ["markets[BTC].floor"] = floor.ToString("R", CultureInfo.InvariantCulture), ["weight"] = weight.ToString("R", CultureInfo.InvariantCulture), ["size.curve"] = kind,
    });

    public static ParameterSet First => new()
    {
        Model = Model(1), Values = Paths(), Inputs = [new("data/prices", Hash(100))], Reason = "first", Author = "ann", Origin = ChangeOrigin.Initial, Created = Start, Effective = Start,
    };

    public static ParameterLedger Ledger => Entered(ParameterLedger.Empty.Add(First));

    public static ParameterSet Next(ParameterLedger ledger, int version, ImmutableSortedDictionary<string, string> values, Timestamp created, Timestamp? effective = null) => new()
    {
        Model = Model(version), Values = values, Reason = "why", Author = "calibration", Origin = ChangeOrigin.Automatic, Created = created, Effective = effective ?? created + TimeSpan.FromDays(3), Supersedes = ledger.Last?.Sha256,
    };

    public static ParameterLedger Entered(LedgerOutcome outcome) => Assert.IsType<LedgerOutcome.Entered>(outcome).Ledger;

    public static void Refused(LedgerRefusal expected, LedgerOutcome outcome)
    {
        LedgerOutcome.Refused refused = Assert.IsType<LedgerOutcome.Refused>(outcome);
        Assert.True(expected == refused.Reason, $"{refused.Reason} instead of {expected}: {refused.Message}");
    }

    public static ImpactReport Impact(int before, int after, Timestamp asOf) => ImpactReport.Between(Model(before), Model(after), asOf, [], []);
}
