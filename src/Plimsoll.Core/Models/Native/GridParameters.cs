using System.Collections.Immutable;
using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>The grid of spot and volatility moves.</summary>
public sealed record GridParameters
{
    /// <summary>Spot moves as multiples of the range; 0 included, rising.</summary>
    [Parameter("Spot moves as multiples of the underlying's range, rising, 0 included", Unit = "multiple", Minimum = -1, Maximum = 1)]
    public required ImmutableArray<double> Points { get; init; }

    /// <summary>Extended moves, used in both directions.</summary>
    [Parameter("Extended moves, used in both directions, of which only a part of the loss counts")]
    public required ImmutableArray<ExtendedMove> Extended { get; init; }

    /// <summary>The most a price may fall in the grid.</summary>
    [Parameter("Greatest fall of a price in the grid", Unit = "fraction", Minimum = 0.1, Maximum = 0.9999)]
    public required double GreatestFall { get; init; }
}

/// <summary>A spot move beyond the range, of which a part of the loss counts.</summary>
public sealed record ExtendedMove
{
    /// <summary>Multiple of the range.</summary>
    [Parameter("Multiple of the range", Unit = "multiple", Minimum = 1, Maximum = 20)]
    public required double Multiple { get; init; }

    /// <summary>Part of the loss that counts.</summary>
    [Parameter("Part of the loss that counts", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double Weight { get; init; }
}
