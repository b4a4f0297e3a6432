namespace Plimsoll.Governance;

/// <summary>Why a published volatility is not its estimate.</summary>
public enum HoldReason
{
    /// <summary>The estimate lies below the corridor's floor.</summary>
    Floor = 1,

    /// <summary>The estimate lies above the corridor's cap: a shortfall.</summary>
    Cap = 2,

    /// <summary>Estimates have not been lower for long enough.</summary>
    Patience = 3,

    /// <summary>The way down is passed on by its half-life.</summary>
    HalfLife = 4,

    /// <summary>The greatest fall a day held back more than the half-life alone.</summary>
    MaximumFall = 5,

    /// <summary>The greatest rise a day withholds part of the estimate: a shortfall.</summary>
    MaximumRise = 6,
}
