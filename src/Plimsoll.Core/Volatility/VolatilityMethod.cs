namespace Plimsoll.Volatility;

/// <summary>Ways to tomorrow's volatility, the plainest first.</summary>
public enum VolatilityMethod
{
    /// <summary>Exponentially weighted squares of daily returns, λ = 0.97.</summary>
    Ewma = 0,

    /// <summary>Exponentially weighted realised variances, λ = 0.94.</summary>
    EwmaRealised = 1,

    /// <summary>GARCH(1,1) with Student-t innovations.</summary>
    Garch = 2,

    /// <summary>GJR with Student-t innovations: falls count more than rises.</summary>
    Gjr = 3,

    /// <summary>Realised variance on its means over 1, 7 and 30 days.</summary>
    Har = 4,

    /// <summary>The same in logarithms.</summary>
    LogHar = 5,

    /// <summary>HAR whose weight on the last day falls with that day's measurement error.</summary>
    HarQ = 6,

    /// <summary>Log-HAR with the share of the last day's variance that jumped.</summary>
    LogHarJump = 7,

    /// <summary>Log-HAR with the share that falls made, and the fall itself.</summary>
    LogHarLeverage = 8,

    /// <summary>Log-HAR with jumps, leverage, volume and the weekend.</summary>
    LogHarX = 9,

    /// <summary>Log-HAR with the logarithm of an implied variance; needs an index.</summary>
    LogHarImplied = 10,

    /// <summary>Log-HAR mixed with an implied variance; needs an index.</summary>
    ImpliedBlend = 11,

    /// <summary>The same where it lies above log-HAR, else log-HAR: the form for margin; needs an index.</summary>
    ImpliedOverlay = 12,

    /// <summary>Gradient-boosted trees on all features; needs trained trees.</summary>
    Trees = 13,

    /// <summary>Mean of log-HAR with columns and trees, within 0.85 to 1.35 times the volatility of log-HAR; needs trained trees.</summary>
    Blend = 14,
}
