using System.Collections.Immutable;

namespace Plimsoll.Governance.Changes;

/// <summary>Who acts, and as what.</summary>
/// <param name="Name">The person's name in the venue's directory, or that of a program.</param>
/// <param name="Roles">What the person may do.</param>
public sealed record Actor(string Name, ImmutableArray<GovernanceRole> Roles)
{
    /// <summary>Whether the actor may do something.</summary>
    public bool Has(GovernanceRole role) => !Roles.IsDefault && Roles.Contains(role);

    /// <summary>Whether two names are of one person: blanks at the ends and case do not make another.</summary>
    public static bool IsSame(string? one, string? other) => string.Equals(one?.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a person may do to parameters.</summary>
public enum GovernanceRole
{
    /// <summary>Propose changes, and withdraw own proposals.</summary>
    Propose = 1,

    /// <summary>Approve and reject what others proposed.</summary>
    Approve = 2,

    /// <summary>Declare and confirm emergencies.</summary>
    Emergency = 3,
}
