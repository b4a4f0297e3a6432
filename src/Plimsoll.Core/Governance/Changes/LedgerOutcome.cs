namespace Plimsoll.Governance.Changes;

/// <summary>What became of an entry offered to a ledger.</summary>
public abstract record LedgerOutcome
{
    private LedgerOutcome() { }

    /// <summary>It was entered.</summary>
    /// <param name="Ledger">The ledger with it.</param>
    public sealed record Entered(ParameterLedger Ledger) : LedgerOutcome;

    /// <summary>It was refused and the ledger is as before.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What was found and what to do instead.</param>
    public sealed record Refused(LedgerRefusal Reason, string Message) : LedgerOutcome;
}
