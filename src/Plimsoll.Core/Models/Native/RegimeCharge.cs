using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>What one regime does to the base of an underlying.</summary>
public sealed record RegimeCharge
{
    /// <summary>Factor on the base at the initial level, at least 1.</summary>
    [Parameter("Factor on the base of initial margin", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double MarginMultiplier { get; init; }

    /// <summary>Factor on the base at the maintenance level: at least 1 and at most <see cref="MarginMultiplier"/>.</summary>
    [Parameter("Factor on the base of maintenance margin, at most marginMultiplier", Unit = "factor", Minimum = 1, Maximum = 10)]
    public required double LiquidationThresholdScale { get; init; }
}
