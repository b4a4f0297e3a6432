namespace Plimsoll.Volatility;

/// <summary>Where a volatility for margin comes from, the best first. A rung that cannot be used is left with its reason, and the next one is tried.</summary>
public enum FallbackRung
{
    /// <summary>Log-HAR and trees, within the learnt multiplier's bounds.</summary>
    Blend = 1,

    /// <summary>Log-HAR.</summary>
    LogHar = 2,

    /// <summary>EWMA of daily returns, λ = 0.97.</summary>
    Ewma = 3,

    /// <summary>The greater of an EWMA and the last good volatility, times 1.15.</summary>
    LastGood = 4,

    /// <summary>A volatility stated for a stressed market.</summary>
    Stressed = 5,
}
