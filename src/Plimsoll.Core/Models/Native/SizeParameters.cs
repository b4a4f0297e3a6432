using System.Collections.Immutable;
using Plimsoll.Parameters;

namespace Plimsoll.Models.Native;

/// <summary>Capacity, liquidation cost and size charge.</summary>
public sealed record SizeParameters
{
    /// <summary>Kind of the curve m(x).</summary>
    [Parameter("Kind of the size curve")]
    public required SizeCurveKind Curve { get; init; }

    /// <summary>Scale of the curve, where the kind has one.</summary>
    [Parameter("Scale of the size curve: slope, power or rate, where the kind has one", Unit = "number", Minimum = 0, Maximum = 100)]
    public double? CurveScale { get; init; }

    /// <summary>Knots of a tiered curve.</summary>
    [Parameter("Brackets of a tiered curve")]
    public ImmutableArray<CurveBracket>? CurveBrackets { get; init; }

    /// <summary>Share of stressed volume that a liquidation may take.</summary>
    [Parameter("Share of stressed volume that a liquidation may take", Unit = "fraction", Minimum = 0.001, Maximum = 1)]
    public required double VolumeShare { get; init; }

    /// <summary>Stressed volume as a part of the last day's.</summary>
    [Parameter("Stressed volume as a part of the last day's", Unit = "fraction", Minimum = 0.01, Maximum = 1)]
    public required double VolumeStress { get; init; }

    /// <summary>Distance from mid within which depth counts.</summary>
    [Parameter("Distance from mid within which depth counts", Unit = "fraction", Minimum = 0.0001, Maximum = 0.2)]
    public required double DepthBand { get; init; }

    /// <summary>Hours in which visible depth comes back once.</summary>
    [Parameter("Hours in which visible depth comes back once", Unit = "hours", Minimum = 0.01, Maximum = 240)]
    public required double RefillHours { get; init; }

    /// <summary>Age at which a depth counts half.</summary>
    [Parameter("Age at which a recorded depth counts half", Unit = "hours", Minimum = 0.1, Maximum = 10000)]
    public required double DepthHalfLifeHours { get; init; }

    /// <summary>Multiple of the spread under stress.</summary>
    [Parameter("Multiple of the bid-ask spread under stress", Unit = "factor", Minimum = 1, Maximum = 100)]
    public required double SpreadStress { get; init; }

    /// <summary>Y of the square-root law.</summary>
    [Parameter("Y of the square-root impact law", Unit = "factor", Minimum = 0, Maximum = 10)]
    public required double Impact { get; init; }

    /// <summary>Part of gross notional, and of the vega equivalent, below which exposure never falls.</summary>
    [Parameter("Part of gross notional and of the vega equivalent that exposure never falls below", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double GrossShare { get; init; }

    /// <summary>Part of the summed capacity of a sector that can be had at once.</summary>
    [Parameter("Part of a sector's summed capacity that can be had at once", Unit = "fraction", Minimum = 0.001, Maximum = 1)]
    public required double SectorShare { get; init; }

    /// <summary>Lower open-interest cap as a part of the upper.</summary>
    [Parameter("Lower open-interest cap as a part of the upper", Unit = "fraction", Minimum = 0, Maximum = 0.99)]
    public required double OpenInterestLower { get; init; }

    /// <summary>Open interest assumed where none is known.</summary>
    [Parameter("Open interest assumed where none is known", Unit = "days of volume", Minimum = 0, Maximum = 100)]
    public required double OpenInterestAssumed { get; init; }
}
