namespace Plimsoll.Models.Dydx;

/// <summary>What became of one update of a subaccount; in the venue's words.</summary>
internal enum DydxUpdateResult
{
    /// <summary>It may happen.</summary>
    Success = 0,

    /// <summary>The subaccount met its initial requirement before and would not afterwards.</summary>
    NewlyUndercollateralized = 1,

    /// <summary>The subaccount missed its initial requirement before, and the update would leave it riskier.</summary>
    StillUndercollateralized = 2,

    /// <summary>Withdrawals and transfers are stopped, as a subaccount of the pool had negative collateral or the chain stood still a short while ago.</summary>
    WithdrawalsAndTransfersBlocked = 3,

    /// <summary>The update names a perpetual that does not exist.</summary>
    UpdateCausedError = 4,

    /// <summary>An isolated perpetual would share a subaccount with another perpetual.</summary>
    ViolatesIsolatedSubaccountConstraints = 5,
}
