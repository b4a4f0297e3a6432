namespace Plimsoll.Values;

/// <summary>How far margin rules reproduce what they claim to.</summary>
public enum Verified
{
    /// <summary>Nothing published to compare with, or not compared.</summary>
    Unverified,

    /// <summary>Parts reproduce what is published; the text beside it says which.</summary>
    Partial,

    /// <summary>Every published case is reproduced.</summary>
    Exact,
}
