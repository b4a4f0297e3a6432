namespace Plimsoll.Volatility;

/// <summary>A guard rail that moved a forecast.</summary>
public enum SigmaHoldReason
{
    /// <summary>The learnt multiplier ended at its least, 0.85.</summary>
    LeastMultiplier = 1,

    /// <summary>The learnt multiplier ended at its greatest, 1.35.</summary>
    GreatestMultiplier = 2,

    /// <summary>Options imply more than the statistical forecast.</summary>
    Implied = 3,

    /// <summary>The forecast lay below the corridor.</summary>
    Floor = 4,

    /// <summary>The forecast lay above the corridor.</summary>
    Cap = 5,

    /// <summary>It rose faster than is believed.</summary>
    MaximumRise = 6,

    /// <summary>It fell faster than is allowed.</summary>
    MaximumFall = 7,
}

/// <summary>What one guard rail did.</summary>
/// <param name="Reason">Which.</param>
/// <param name="Factor">Volatility after it over volatility before it; of a bounded multiplier the multiplier itself.</param>
public readonly record struct SigmaHold(SigmaHoldReason Reason, double Factor);
