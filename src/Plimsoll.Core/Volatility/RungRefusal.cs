namespace Plimsoll.Volatility;

/// <summary>Why a rung of the fallback ladder was not used, in order of precedence.</summary>
public enum RungRefusal
{
    /// <summary>The last whole day ended too long ago.</summary>
    Stale = 1,

    /// <summary>The method was demoted: monitoring found that it drifted.</summary>
    Demoted = 2,

    /// <summary>No trees were trained for the horizon.</summary>
    NoTrees = 3,

    /// <summary>A feature that the trees were trained on is not known on the last day.</summary>
    FeatureMissing = 4,

    /// <summary>Too few days, or too few with what the method needs.</summary>
    TooFewDays = 5,

    /// <summary>There is neither an EWMA nor a last good volatility.</summary>
    NothingKnown = 6,
}
