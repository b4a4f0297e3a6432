namespace Plimsoll.Engine;

/// <summary>What the engine does beyond the margin rules.</summary>
public sealed record EngineSettings
{
    /// <summary>Move of every underlying, both ways, that an account must survive after a withdrawal: its equity covers the maintenance margin there. 0.05 is 5 %.</summary>
    public double WithdrawalStress { get; init; } = 0.05;

    /// <summary>Commands after which the whole ledger is checked again, beside the check of every change. 1 or more.</summary>
    public int FullCheckEvery { get; init; } = 1_000;
}
