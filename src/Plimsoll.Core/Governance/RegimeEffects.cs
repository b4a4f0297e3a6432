namespace Plimsoll.Governance;

/// <summary>What a regime does. A worse regime never does less.</summary>
internal sealed record RegimeEffects
{
    /// <summary>Factor on initial margin, within [1, 10]; 1 leaves it.</summary>
    public required double MarginMultiplier { get; init; }

    /// <summary>Factor on the maintenance requirement below which liquidation begins: 1 or more and at most <see cref="MarginMultiplier"/>, so that what is opened on initial margin is not liquidated at once.</summary>
    public required double LiquidationThresholdScale { get; init; }

    /// <summary>Share of the usual position limits up to which positions may be opened, within [0, 1]; 0 allows only what reduces risk.</summary>
    public required double OpeningLimit { get; init; }

    /// <summary>After which notice the factors reach positions that exist already; 0 or more. New positions bear them at once.</summary>
    public required TimeSpan Notice { get; init; }

    /// <summary>For how long every indicator must have been milder before the regime is left for the next milder one; 0 for calm.</summary>
    public required TimeSpan Dwell { get; init; }
}
