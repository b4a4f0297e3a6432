using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>How long an emergency may last and what follows it.</summary>
public sealed record EmergencyRules
{
    /// <summary>Longest life of an emergency, above 0 and at most 72 hours.</summary>
    [Parameter("Longest life of an emergency; at most 72h")]
    public required TimeSpan MaximumLife { get; init; }

    /// <summary>How long after one ended no other may be declared; what is to last needs a proposal.</summary>
    [Parameter("Time after an emergency in which no other may be declared")]
    public required TimeSpan Cooling { get; init; }

    /// <summary>Over which time the requirement of existing positions goes back to that of the set in force.</summary>
    [Parameter("Time over which existing positions go back to the set in force when an emergency ends")]
    public required TimeSpan Fallback { get; init; }

    /// <summary>The greatest life that rules may grant.</summary>
    public static TimeSpan Ceiling { get; } = TimeSpan.FromHours(72);

    /// <summary>Starting values.</summary>
    public static EmergencyRules Default { get; } = new() { MaximumLife = Ceiling, Cooling = TimeSpan.FromHours(72), Fallback = TimeSpan.FromHours(24) };

    /// <summary>Everything wrong with the rules.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var checks = new Checks();
        checks.Positive("maximumLife", MaximumLife, "72h is the greatest allowed.");
        checks.That(MaximumLife <= Ceiling, "maximumLife", $"{MaximumLife.TotalHours} hours are more than 72; an emergency that lasts longer is a change and needs a proposal.");
        checks.NotNegative("cooling", Cooling, "write 0h for none.");
        checks.NotNegative("fallback", Fallback, "write 0h for none.");
        return checks.Problems;
    }
}
