namespace Plimsoll.Models;

/// <summary>Where an account stands.</summary>
public enum MarginStatus
{
    /// <summary>Equity covers the initial margin.</summary>
    Healthy,

    /// <summary>Equity is below initial margin: only orders that reduce risk.</summary>
    Restricted,

    /// <summary>Equity is below 1.1 × maintenance margin.</summary>
    MarginCall,

    /// <summary>Equity is below maintenance margin.</summary>
    Liquidation,

    /// <summary>Net asset value is below zero.</summary>
    Bankrupt,
}

/// <summary>How good the data behind a statement was.</summary>
public enum DataQuality
{
    /// <summary>Everything was there and fresh.</summary>
    Exact,

    /// <summary>A fallback that the parameters declare was used; the warnings name it.</summary>
    Fallback,

    /// <summary>Something was known only within bounds; the statement is at the worse end.</summary>
    Bounded,
}
