namespace Plimsoll.Values;

/// <summary>Where an account stands: firm → client → account → netting set.</summary>
/// <param name="Firm">The firm that owns the client relationship; empty when there is none.</param>
/// <param name="Owner">The client: whoever controls the account. Size is also judged over all accounts of one owner.</param>
/// <param name="Account">The account's own name.</param>
/// <param name="NettingSet">The part of the account whose positions are margined together.</param>
public sealed record AccountPath(string Firm, string Owner, string Account, string NettingSet)
{
    /// <summary>An account that is its own owner with one netting set.</summary>
    public static AccountPath Of(string account) => new("", account, account, "main");

    /// <summary>"account" for the main netting set, "account/nettingSet" otherwise.</summary>
    public override string ToString() => NettingSet == "main" ? Account : $"{Account}/{NettingSet}";
}

/// <summary>Which rules computed a number: the rulebook's name and version and the SHA-256 of its canonical text.</summary>
/// <param name="Name">Rulebook name, as "plimsoll".</param>
/// <param name="Version">Version, as "1".</param>
/// <param name="Sha256">Lower-case hex of the hash over the canonical parameters.</param>
public sealed record ModelVersion(string Name, string Version, string Sha256)
{
    /// <summary>How far the rules reproduce what they claim to.</summary>
    public Verified Verified { get; init; }

    /// <summary>Against what they were verified, and what was not.</summary>
    public string Verification { get; init; } = "";

    /// <summary>"plimsoll@1".</summary>
    public override string ToString() => $"{Name}@{Version}";
}
