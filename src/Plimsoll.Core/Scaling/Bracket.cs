using System.Collections.Immutable;

namespace Plimsoll.Scaling;

/// <summary>One row of a bracket schedule. It covers sizes above <paramref name="Lower"/> up to and including <paramref name="Upper"/>.</summary>
/// <param name="Lower">Lower end; the first bracket also covers size 0.</param>
/// <param name="Upper">Upper end, itself included; positive infinity for an open last bracket.</param>
/// <param name="Rate">What holds inside: a margin rate as a fraction, a haircut as a fraction, or a multiplier.</param>
public readonly record struct Bracket(double Lower, double Upper, double Rate)
{
    /// <summary>Brackets written as "from this size on, this rate": each ends where the next begins, the last is open.</summary>
    /// <param name="rows">The rows in rising order of size; whether they rise is for a schedule's validation to say.</param>
    public static ImmutableArray<Bracket> FromStarts(params ReadOnlySpan<(double From, double Rate)> rows)
    {
        var brackets = ImmutableArray.CreateBuilder<Bracket>(rows.Length);
        for (int k = 0; k < rows.Length; k++)
            brackets.Add(new(rows[k].From, k + 1 < rows.Length ? rows[k + 1].From : double.PositiveInfinity, rows[k].Rate));
        return brackets.MoveToImmutable();
    }
}
