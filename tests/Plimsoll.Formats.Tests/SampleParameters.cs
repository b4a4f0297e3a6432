using System.Collections.Immutable;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>A parameter record with every kind of value that rulebooks may hold.</summary>
public sealed record SampleParameters : IModelParameters
{
    public static RulebookModels Models { get; } = new(("sample", typeof(SampleParameters)));

    [Parameter("Tail probability", Unit = "fraction", Minimum = 0.0001, Maximum = 0.1)]
    public required double Tail { get; init; }

    [Parameter("Days of history", Unit = "days", Minimum = 50)]
    public required int WindowDays { get; init; }

    [Parameter("Cap", Unit = "USD", Minimum = 0)]
    public required decimal Cap { get; init; }

    [Parameter("Name of the index")]
    public required string Index { get; init; }

    [Parameter("Whether weekends count")]
    public bool? Weekends { get; init; }

    [Parameter("How sizes scale")]
    public required SampleCurve Curve { get; init; }

    [Parameter("The coin that leads")]
    public required Currency Leader { get; init; }

    [Parameter("Collateral rules")]
    public required SampleCollateral Collateral { get; init; }

    [Parameter("Points of the grid", Minimum = -1, Maximum = 1)]
    public required ImmutableArray<double> Points { get; init; }

    [Parameter("Classes")]
    public required ImmutableArray<SampleClass> Classes { get; init; }

    [Parameter("Moves by class", Unit = "fraction", Minimum = -1, Maximum = 1)]
    public ImmutableSortedDictionary<string, double>? Moves { get; init; }

    public ImmutableArray<Problem> Problems() =>
        Collateral.HaircutCap < Collateral.HaircutFloor ? [new Problem("collateral.haircutCap", $"{Collateral.HaircutCap} is below haircutFloor; write {Collateral.HaircutFloor} or more.")] : [];
}

public sealed record SampleCollateral
{
    [Parameter("Least haircut", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double HaircutFloor { get; init; }

    [Parameter("Greatest haircut", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public required double HaircutCap { get; init; }
}

public sealed record SampleClass
{
    [Parameter("Name")]
    public required string Name { get; init; }

    [Parameter("Coins")]
    public required ImmutableArray<Currency> Assets { get; init; }

    [Parameter("Least requirement", Unit = "fraction", Minimum = 0, Maximum = 1)]
    public double? MinimumRate { get; init; }
}

public enum SampleCurve
{
    Flat,
    SquareRootThenExponential,
}
