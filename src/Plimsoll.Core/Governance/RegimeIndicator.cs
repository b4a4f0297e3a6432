namespace Plimsoll.Governance;

/// <summary>What a regime is told by. When two call for it at once, the first is named.</summary>
public enum RegimeIndicator
{
    /// <summary>Volatility now over its long-run level, dimensionless; high is bad.</summary>
    VolatilityRatio = 1,

    /// <summary>Implied-volatility index, annualised fraction; high is bad.</summary>
    VolatilityIndex = 2,

    /// <summary>Depth of the book now over its usual depth, dimensionless; low is bad.</summary>
    DepthRatio = 3,

    /// <summary>Spread now over its usual spread, dimensionless; high is bad.</summary>
    SpreadRatio = 4,
}
