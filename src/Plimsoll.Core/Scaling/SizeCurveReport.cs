using System.Collections.Immutable;

namespace Plimsoll.Scaling;

/// <summary>What the validation of a size curve found.</summary>
/// <param name="Problems">One problem per broken rule (bracket faults one each), by the size at which it first breaks; empty if admissible.</param>
/// <param name="Steps">Jumps of a curve of whole-position steps, which are its nature and no problem: size, multiplier up to it and beyond it.</param>
public sealed record SizeCurveReport(ImmutableArray<SizeCurveProblem> Problems, ImmutableArray<SizeStep> Steps)
{
    /// <summary>True if the curve breaks no rule.</summary>
    public bool IsAdmissible => Problems.IsEmpty;
}

/// <summary>A whole-position step.</summary>
/// <param name="At">Size at which it lies, in times-to-liquidate.</param>
/// <param name="Below">Multiplier of a position up to this size.</param>
/// <param name="Above">Multiplier of the whole position just beyond it.</param>
public readonly record struct SizeStep(double At, double Below, double Above);
