namespace Plimsoll.Models.Dydx;

/// <summary>Why subaccounts are updated; in the venue's words.</summary>
internal enum DydxUpdateType
{
    /// <summary>Only a question: would the subaccount be collateralised?</summary>
    CollatCheck,

    /// <summary>Collateral comes in.</summary>
    Deposit,

    /// <summary>Collateral leaves the venue.</summary>
    Withdrawal,

    /// <summary>Collateral moves between subaccounts.</summary>
    Transfer,

    /// <summary>Two subaccounts trade one perpetual with each other; open interest changes with it.</summary>
    Match,
}
