using Plimsoll.Accounts;
using Plimsoll.Instruments;

namespace Plimsoll.Formats;

/// <summary>A position as a file has it, before it is judged together with the others.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Position">The position.</param>
/// <param name="Collateral">Collateral of its own; null when it is margined with the others.</param>
/// <param name="ContractSize">Contract size that the file states; null when it states none.</param>
internal sealed record PositionDraft(Place At, Position Position, decimal? Collateral, decimal? ContractSize = null)
{
    /// <summary>The instrument.</summary>
    public InstrumentSymbol Symbol => Position.Symbol;
}

/// <summary>One account entry of a file, before entries of one account are merged.</summary>
internal sealed class AccountDraft
{
    /// <summary>Where it begins.</summary>
    public required Place At { get; init; }

    /// <summary>Account name.</summary>
    public required string Account { get; init; }

    /// <summary>Client; null when the file names none.</summary>
    public string? Owner { get; init; }

    /// <summary>Firm; null when the file names none.</summary>
    public string? Firm { get; init; }

    /// <summary>Class by risk score; null when the file names none.</summary>
    public string? RiskClass { get; init; }

    /// <summary>Netting set.</summary>
    public string NettingSet { get; init; } = "main";

    /// <summary>Sub-account, whose entries are merged with those of the others; null for the account itself.</summary>
    public string? SubAccount { get; init; }

    /// <summary>Balances.</summary>
    public List<Balance> Collateral { get; } = [];

    /// <summary>Positions.</summary>
    public List<PositionDraft> Positions { get; } = [];

    /// <summary>Orders with their places.</summary>
    public List<(Place At, Order Order)> Orders { get; } = [];
}
