using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>One bracket of a tiered size curve.</summary>
public sealed record CurveBracket
{
    /// <summary>Times-to-liquidate from which it applies.</summary>
    [Parameter("Times-to-liquidate from which it applies", Unit = "times", Minimum = 0, Maximum = 1e6)]
    public required double From { get; init; }

    /// <summary>Marginal multiplier in it.</summary>
    [Parameter("Marginal multiplier in it", Unit = "factor", Minimum = 1, Maximum = 1e6)]
    public required double Multiplier { get; init; }
}
