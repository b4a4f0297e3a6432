using Plimsoll.Parameters;

namespace Plimsoll.Governance;

/// <summary>What a regime does. A worse regime never does less.</summary>
public sealed record RegimeEffects
{
    /// <summary>Factor on initial margin, within [1, 10]; 1 leaves it.</summary>
    [Parameter("Factor on initial margin", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double MarginMultiplier { get; init; }

    /// <summary>Factor on the maintenance requirement below which liquidation begins: 1 or more and at most <see cref="MarginMultiplier"/>, so that what is opened on initial margin is not liquidated at once.</summary>
    [Parameter("Factor on the requirement below which liquidation begins", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double LiquidationThresholdScale { get; init; }

    /// <summary>Share of the usual position limits up to which positions may be opened, within [0, 1]; 0 allows only what reduces risk.</summary>
    [Parameter("Share of the usual limits open to new positions", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double OpeningLimit { get; init; }

    /// <summary>After which notice the factors reach positions that exist already; 0 or more. New positions bear them at once.</summary>
    [Parameter("Notice before existing positions bear the factors")]
    public required TimeSpan Notice { get; init; }

    /// <summary>For how long every indicator must have been milder before the regime is left for the next milder one; 0 for calm.</summary>
    [Parameter("Time for which every indicator must have been milder before the regime is left")]
    public required TimeSpan Dwell { get; init; }
}
