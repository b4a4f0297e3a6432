using System.Collections.Immutable;

namespace Plimsoll.Scaling;

/// <summary>
/// Proves a size curve admissible, numerically: finite, at least 1 for the smallest position, never falling, continuous
/// (whole-position steps excepted and listed), with a charge (m − 1)·x that is convex below the cap. The proof runs over a
/// dense fixed grid that holds every knot with its neighbours; jumps are hunted down by bisection to adjacent numbers.
/// </summary>
public static class SizeCurveValidator
{
    // Rounding of a handful of floating operations; a rule broken by less than this is not broken by anybody.
    private const double Rounding = 1e-12;

    // A rise within two grid points that is worth bisecting, and one that is a jump when left between adjacent numbers.
    private const double Suspicious = 1e-3;
    private const double Jump = 1e-6;

    /// <summary>Checks every rule and reports each broken one with the first size at which it breaks.</summary>
    /// <param name="curve">The curve, as it was written down.</param>
    public static SizeCurveReport Validate(SizeCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ImmutableArray<Bracket>? brackets = curve switch
        {
            SizeCurve.Tiered tiered => tiered.Brackets,
            SizeCurve.WholePositionSteps steps => steps.Brackets,
            _ => null,
        };
        IEnumerable<SizeCurveProblem> table = brackets is { } rows
            ? TierSchedule.FindProblems(rows, double.PositiveInfinity).Select(found => new SizeCurveProblem(
                SizeCurveFault.Brackets,
                found.Index < rows.Length && !rows.IsDefaultOrEmpty ? rows[found.Index].Lower : 0,
                found.Found,
                found.Allowed,
                $"brackets{found.Problem}"))
            : [];
        SizeCurveReport numeric = Validate(curve.Evaluate, curve.EvaluateMarginal, curve.Knots, curve.Cap, curve.IsStepped);
        return numeric with { Problems = [.. table.Concat(numeric.Problems).OrderBy(p => p.At).ThenBy(p => p.Fault)] };
    }

    /// <summary>The numeric rules alone, for any function.</summary>
    internal static SizeCurveReport Validate(
        Func<double, double> multiplier, Func<double, double>? marginal, ImmutableArray<double> knots, double cap, bool isStepped)
    {
        double[] grid = Grid(knots, withNeighbours: true);
        double[] values = [.. grid.Select(multiplier)];
        var problems = ImmutableArray.CreateBuilder<SizeCurveProblem>();

        int bad = double.IsFinite(cap) ? Array.FindIndex(values, value => !double.IsFinite(value)) : 0;
        if (bad >= 0)
        {
            double found = double.IsFinite(cap) ? values[bad] : cap;
            problems.Add(Describe(SizeCurveFault.NotFinite, grid[bad], found, 1, $"the multiplier or its cap is {found:R}; every parameter must be finite and every scale above 0"));
            return new(problems.ToImmutable(), []);
        }

        if (values[0] < 1)
            problems.Add(Describe(SizeCurveFault.BelowOne, 0, values[0], 1, $"the multiplier is {values[0]:R}; it must be 1 or more"));

        int fall = FirstFall(values);
        if (fall >= 0)
        {
            problems.Add(Describe(
                SizeCurveFault.Falling, FallsAt(multiplier, grid, values, fall, knots), values[fall + 1], values[fall], $"the multiplier falls from {values[fall]:R} to {values[fall + 1]:R} just beyond; it must never fall"));
        }

        ImmutableArray<SizeStep> jumps = Jumps(multiplier, grid, values, knots, all: isStepped);
        if (!isStepped && jumps is [var jump, ..])
        {
            problems.Add(Describe(
                SizeCurveFault.Jump, jump.At, jump.Above, jump.Below, $"the multiplier jumps from {jump.Below:R} to {jump.Above:R}; join the pieces, or name the curve one of whole-position steps"));
        }

        if (!isStepped && FirstConcavity(multiplier, marginal, knots, cap) is { } concave)
            problems.Add(concave);

        return new([.. problems.OrderBy(p => p.At).ThenBy(p => p.Fault)], isStepped ? jumps : []);
    }

    private static int FirstFall(double[] values)
    {
        for (int i = 0; i + 1 < values.Length; i++)
        {
            if (values[i + 1] < values[i] - Rounding * Math.Abs(values[i]))
                return i;
        }

        return -1;
    }

    // The first size in the interval whose multiplier is lower than at its beginning; a knot takes the blame for its neighbourhood.
    private static double FallsAt(Func<double, double> multiplier, double[] grid, double[] values, int i, ImmutableArray<double> knots)
    {
        (double low, double high) = (grid[i], grid[i + 1]);
        for (double middle = low + 0.5 * (high - low); middle > low && middle < high; middle = low + 0.5 * (high - low))
        {
            if (multiplier(middle) < values[i] - Rounding * Math.Abs(values[i]))
                high = middle;
            else
                low = middle;
        }

        foreach (double knot in knots)
        {
            if (Math.Abs(knot - high) <= 1e-8 * knot)
                return knot;
        }

        return high;
    }

    private static ImmutableArray<SizeStep> Jumps(
        Func<double, double> multiplier, double[] grid, double[] values, ImmutableArray<double> knots, bool all)
    {
        var found = ImmutableArray.CreateBuilder<SizeStep>();
        var knotSet = knots.ToHashSet();
        for (int i = 0; i + 1 < grid.Length; i++)
        {
            // Next to a knot the neighbours are a billionth apart, so that a much smaller rise is already suspicious.
            double worthwhile = knotSet.Contains(grid[i]) || knotSet.Contains(grid[i + 1]) ? Jump : Suspicious;
            if (Math.Abs(values[i + 1] - values[i]) <= worthwhile * Math.Max(1, Math.Abs(values[i])))
                continue;
            (double low, double high, double below, double above) = (grid[i], grid[i + 1], values[i], values[i + 1]);
            for (double middle = low + 0.5 * (high - low); middle > low && middle < high; middle = low + 0.5 * (high - low))
            {
                double value = multiplier(middle);
                if (Math.Abs(value - below) >= Math.Abs(above - value))
                    (high, above) = (middle, value);
                else
                    (low, below) = (middle, value);
            }

            if (Math.Abs(above - below) <= Jump * Math.Max(1, Math.Abs(below)))
                continue;
            found.Add(new(knotSet.Contains(low) ? low : high, below, above));
            if (!all)
                break;
        }

        return found.ToImmutable();
    }

    // Neighbours a billionth apart would drown a kink in rounding, so chords are taken over the plain grid and the
    // one-sided slopes at the knots over the stated derivative.
    private static SizeCurveProblem? FirstConcavity(
        Func<double, double> multiplier, Func<double, double>? marginal, ImmutableArray<double> knots, double cap)
    {
        double[] grid = Grid(knots, withNeighbours: false);
        double[] charge = [.. grid.Select(x => (multiplier(x) - 1) * x)];
        SizeCurveProblem? byChord = null;
        for (int i = 1; i + 1 < grid.Length && multiplier(grid[i + 1]) < cap; i++)
        {
            double share = (grid[i] - grid[i - 1]) / (grid[i + 1] - grid[i - 1]);
            double chord = charge[i - 1] + share * (charge[i + 1] - charge[i - 1]);
            if (charge[i] <= chord + Rounding * (1e-2 * grid[i] + Math.Abs(chord)))
                continue;
            double before = (charge[i] - charge[i - 1]) / (grid[i] - grid[i - 1]), after = (charge[i + 1] - charge[i]) / (grid[i + 1] - grid[i]);
            byChord = Concave(grid[i], after, before);
            break;
        }

        if (marginal is null)
            return byChord;
        foreach (double knot in knots)
        {
            if (byChord is not null && byChord.At <= knot)
                break;
            double right = Math.BitIncrement(knot);
            if (multiplier(right) >= cap)
                break;
            double before = marginal(knot) - 1, after = marginal(right) - 1;
            if (after < before - Rounding * (1 + Math.Abs(before)))
                return Concave(knot, after, before);
        }

        return byChord;
    }

    private static SizeCurveProblem Concave(double at, double after, double before) => Describe(
        SizeCurveFault.NotConvex, at, after, before, $"the charge (m − 1)·x grows by {before:R} per unit of size below and by {after:R} above; its growth must not slow down below the cap");

    private static SizeCurveProblem Describe(SizeCurveFault fault, double at, double found, double allowed, FormattableString what) =>
        new(fault, at, found, allowed, FormattableString.Invariant($"At x = {at:R} times-to-liquidate {FormattableString.Invariant(what)}."));

    // Fixed points: geometric for the small and the huge, uniform where positions really are, and every knot.
    private static double[] Grid(ImmutableArray<double> knots, bool withNeighbours)
    {
        const int geometric = 4096;
        const double smallest = 1e-6;
        double last = knots.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        double end = Math.Max(64, 4 * last);
        double ratio = Math.Pow(end / smallest, 1.0 / geometric);
        var points = new SortedSet<double> { 0, end };
        for (double x = smallest; x < end; x *= ratio)
            points.Add(x);
        for (int i = 1; i < 4096; i++)
            points.Add(i / 256.0);
        foreach (double knot in knots.Where(double.IsFinite))
        {
            points.Add(knot);
            if (withNeighbours)
            {
                points.Add(knot * (1 - 1e-9));
                points.Add(knot * (1 + 1e-9));
            }
        }

        return [.. points];
    }
}
