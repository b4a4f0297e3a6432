namespace Plimsoll.Volatility;

/// <summary>Why a fit is not to be used. Listed in order of precedence; all that apply are given.</summary>
public enum GarchRejection
{
    /// <summary>No start led to a point without slope.</summary>
    NotConverged = 1,

    /// <summary>The likelihood is not a hill at the point found, so there are no standard errors.</summary>
    HessianNotPositiveDefinite = 2,

    /// <summary>Persistence lies at its bound and the long-run variance above four times the sample's.</summary>
    RunsAway = 3,

    /// <summary>An EWMA with the same innovations explains the returns at least as well.</summary>
    NoBetterThanEwma = 4,
}
