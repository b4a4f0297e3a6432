namespace Plimsoll.Models.Drift;

/// <summary>Which of the venue's three margins is meant.</summary>
internal enum DriftMarginType
{
    /// <summary>For opening positions, placing orders and withdrawing.</summary>
    Initial,

    /// <summary>For an account at the moment its order fills: half-way between the other two.</summary>
    Fill,

    /// <summary>Below it the account is liquidated.</summary>
    Maintenance,
}
