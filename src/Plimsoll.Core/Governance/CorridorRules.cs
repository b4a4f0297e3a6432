using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Governance;

/// <summary>The corridor of an asset whose history is too short for one of its own.</summary>
public sealed record CorridorRules
{
    /// <summary>Least level, annualised.</summary>
    [Parameter("Least volatility of an asset younger than 250 days", Unit = "annualised fraction", Minimum = 0.01, Maximum = 50)]
    public required double Floor { get; init; }

    /// <summary>Greatest level, annualised.</summary>
    [Parameter("Greatest volatility of an asset younger than 250 days", Unit = "annualised fraction", Minimum = 0.01, Maximum = 50)]
    public required double Cap { get; init; }

    /// <summary>Starting values: coins of the first months have stood between them.</summary>
    public static CorridorRules Default { get; } = new() { Floor = 0.8, Cap = 5 };

    /// <summary>The corridor.</summary>
    public VolatilityCorridor Corridor => new(Floor, Cap, "by hand, for an asset younger than 250 days");

    /// <summary>Everything wrong with the rules.</summary>
    public ImmutableArray<Problem> Problems() => Corridor.Problems();
}
