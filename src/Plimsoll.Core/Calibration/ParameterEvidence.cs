using Plimsoll.Values;

namespace Plimsoll.Calibration;

/// <summary>Why a parameter has its value.</summary>
/// <param name="Parameter">Path in the rulebook; classes and scenarios by name, as "classes.majors.spread".</param>
/// <param name="Value">The value given, as a rulebook writes it.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Rule">How the value follows, or why it is judged so; one sentence.</param>
public sealed record ParameterEvidence(string Parameter, string Value, EvidenceBasis Basis, string Rule)
{
    /// <summary>The value before this calibration; null when it had none.</summary>
    public string? Before { get; init; }

    /// <summary>What was looked at, as "BTC, ETH: daily volume"; null where nothing was.</summary>
    public string? Sample { get; init; }

    /// <summary>Number of observations; 0 where nothing was looked at.</summary>
    public int Observations { get; init; }

    /// <summary>First observation.</summary>
    public Timestamp? From { get; init; }

    /// <summary>Last observation.</summary>
    public Timestamp? To { get; init; }

    /// <summary>The estimate before rounding and bounds; null where there is none.</summary>
    public double? Estimate { get; init; }

    /// <summary>Lower end of its 95 % interval; null where none is stated.</summary>
    public double? Lower { get; init; }

    /// <summary>Upper end of its 95 % interval; null where none is stated.</summary>
    public double? Upper { get; init; }
}
