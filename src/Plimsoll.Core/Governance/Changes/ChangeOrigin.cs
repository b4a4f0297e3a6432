namespace Plimsoll.Governance.Changes;

/// <summary>On whose word a parameter set came to be.</summary>
public enum ChangeOrigin
{
    /// <summary>The first set of a ledger.</summary>
    Initial = 1,

    /// <summary>A recalibration that stayed inside the approved bounds; nobody had to approve it again.</summary>
    Automatic = 2,

    /// <summary>A proposal that a second person approved.</summary>
    Approved = 3,
}
