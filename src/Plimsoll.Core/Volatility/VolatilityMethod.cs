namespace Plimsoll.Volatility;

/// <summary>Ways to tomorrow's volatility, the plainest first.</summary>
public enum VolatilityMethod
{
    /// <summary>Exponentially weighted squares of daily returns, λ = 0.97.</summary>
    Ewma = 0,

    /// <summary>GARCH(1,1) with Student-t innovations.</summary>
    Garch = 1,

    /// <summary>GJR with Student-t innovations: falls count more than rises.</summary>
    Gjr = 2,

    /// <summary>Realised variance on its means over 1, 7 and 30 days.</summary>
    Har = 3,

    /// <summary>The same in logarithms.</summary>
    LogHar = 4,
}
