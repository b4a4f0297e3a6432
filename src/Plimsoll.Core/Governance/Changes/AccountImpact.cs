using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>What a change of rules does to one netting set.</summary>
/// <param name="Account">Firm, owner, account, netting set.</param>
/// <param name="Before">Under the rules in force; null where they give no answer.</param>
/// <param name="After">Under the others; null where they give none.</param>
public sealed record AccountImpact(AccountPath Account, MarginStatement? Before, MarginStatement? After)
{
    /// <summary>Whether both rules give an answer.</summary>
    public bool IsCompared => Before is not null && After is not null;

    /// <summary>Whether the account stands worse after than before; never where one answer is missing.</summary>
    public bool IsWorse => IsCompared && After!.Status > Before!.Status;

    /// <summary>Change of the initial margin; null where one answer is missing.</summary>
    public Money? InitialChange => IsCompared ? After!.InitialMargin - Before!.InitialMargin : null;

    /// <summary>Change of the maintenance margin; null where one answer is missing.</summary>
    public Money? MaintenanceChange => IsCompared ? After!.MaintenanceMargin - Before!.MaintenanceMargin : null;

    /// <summary>Change of equity, as by a haircut; null where one answer is missing.</summary>
    public Money? EquityChange => IsCompared ? After!.Equity - Before!.Equity : null;

    /// <summary>Change of the initial margin over the initial margin before; null where that is 0 or an answer is missing.</summary>
    public double? RelativeInitialChange => IsCompared && Before!.InitialMargin.Amount > 0m ? (double)(InitialChange!.Value.Amount / Before.InitialMargin.Amount) : null;
}
