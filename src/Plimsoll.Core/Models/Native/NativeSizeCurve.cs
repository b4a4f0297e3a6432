using System.Collections.Immutable;
using Plimsoll.Scaling;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>The size curve that parameters describe.</summary>
internal static class NativeSizeCurve
{
    /// <summary>The curve.</summary>
    public static SizeCurve Of(SizeParameters size) => size.Curve switch
    {
        SizeCurveKind.SquareRootThenExponential => new SizeCurve.SquareRootThenExponential(),
        SizeCurveKind.Flat => new SizeCurve.Flat(),
        SizeCurveKind.Linear => new SizeCurve.Linear(size.CurveScale ?? 1),
        SizeCurveKind.Sqrt => new SizeCurve.SquareRoot(size.CurveScale ?? 1),
        SizeCurveKind.Power => new SizeCurve.Power(size.CurveScale ?? 1),
        SizeCurveKind.Exponential => new SizeCurve.Exponential(size.CurveScale ?? 1),
        _ => new SizeCurve.Tiered(Bracket.FromStarts([.. (size.CurveBrackets ?? []).Select(bracket => (bracket.From, bracket.Multiplier))])),
    };

    /// <summary>Why the curve is not admissible: every reason, each with the first point where it shows.</summary>
    public static ImmutableArray<Problem> Problems(SizeParameters size)
    {
        if (size.Curve == SizeCurveKind.Tiered)
        {
            if (size.CurveBrackets is not { Length: > 0 } brackets) return [new("size.curveBrackets", "a tiered curve needs brackets; write at least one, from 0.")];
            if (brackets[0].From != 0) return [new("size.curveBrackets[0].from", $"the first bracket starts at {brackets[0].From}; write 0, where every position starts.")];
            for (int i = 1; i < brackets.Length; i++)
                if (brackets[i].From <= brackets[i - 1].From)
                    return [new($"size.curveBrackets[{i}].from", $"{brackets[i].From} is not above the bracket before it, {brackets[i - 1].From}; write rising starts.")];
        }

        if (size.Curve is SizeCurveKind.Linear or SizeCurveKind.Sqrt or SizeCurveKind.Power or SizeCurveKind.Exponential && size.CurveScale is not > 0)
            return [new("size.curveScale", $"the curve needs a scale above 0; found {size.CurveScale?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}, write 1 for instance.")];
        return [.. SizeCurveValidator.Validate(Of(size)).Problems.Select(problem => problem.AsProblem("size.curve"))];
    }
}
