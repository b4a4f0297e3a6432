using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>How proposals are decided.</summary>
public sealed record ProposalRules
{
    /// <summary>After which an undecided proposal lapses.</summary>
    [Parameter("Time after which an undecided proposal lapses")]
    public required TimeSpan Life { get; init; }

    /// <summary>An impact report older than this does not carry an approval: accounts move.</summary>
    [Parameter("Greatest age of the impact report that an approval rests on")]
    public required TimeSpan MaximumImpactAge { get; init; }

    /// <summary>Least time between approval and effect.</summary>
    [Parameter("Least time between approval and effect")]
    public required TimeSpan LeastNotice { get; init; }

    /// <summary>Starting values.</summary>
    public static ProposalRules Default { get; } = new() { Life = TimeSpan.FromDays(14), MaximumImpactAge = TimeSpan.FromHours(24), LeastNotice = TimeSpan.FromHours(24) };

    /// <summary>Everything wrong with the rules.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        checks.Positive("life", Life, "14d is usual.");
        checks.Positive("maximumImpactAge", MaximumImpactAge, "24h is usual.");
        checks.NotNegative("leastNotice", LeastNotice, "write 0h for none.");
        return checks.Problems;
    }
}
