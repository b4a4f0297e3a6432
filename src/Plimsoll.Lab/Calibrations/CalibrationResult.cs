using Plimsoll.Calibration;
using Plimsoll.Parameters;

namespace Plimsoll.Lab.Calibrations;

/// <summary>A rulebook made from data, with what it rests on.</summary>
public sealed record CalibrationResult
{
    /// <summary>The rulebook.</summary>
    public required Rulebook Rulebook { get; init; }

    /// <summary>Its YAML, with a line on every parameter.</summary>
    public required string Text { get; init; }

    /// <summary>The rulebook that stood before.</summary>
    public required Rulebook Before { get; init; }

    /// <summary>Evidence, in the order of the rulebook's parameters.</summary>
    public required ImmutableArray<ParameterEvidence> Evidence { get; init; }

    /// <summary>First day of prices.</summary>
    public required Timestamp From { get; init; }

    /// <summary>Last day of prices.</summary>
    public required Timestamp To { get; init; }

    /// <summary>Liquidity by asset.</summary>
    public required ImmutableArray<LiquidityRow> Liquidity { get; init; }

    /// <summary>Recorded books.</summary>
    public required ImmutableArray<BookRow> Books { get; init; }

    /// <summary>Moves in crises.</summary>
    public required ImmutableArray<CrisisMove> Crises { get; init; }

    /// <summary>The search over core parameters.</summary>
    public required CoreSearchResult Search { get; init; }
}
