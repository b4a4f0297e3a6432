using System.Collections.Immutable;
using Plimsoll.Liquidity;

namespace Plimsoll.Scaling;

/// <summary>
/// An analytic curve written out as marginal brackets, so that a client can check a margin by hand. The margin of the
/// brackets is never below that of the curve: chords of a convex function lie above it.
/// </summary>
/// <param name="Schedule">The brackets, from 0 to the size asked for; beyond it the last rate goes on.</param>
/// <param name="LargestRelativeError">Most by which the brackets' margin exceeds the curve's, as a fraction of the curve's.</param>
public sealed record CompiledBrackets(TierSchedule Schedule, double LargestRelativeError)
{
    /// <summary>Writes out the multiplier of a size curve; the rates are marginal multipliers.</summary>
    /// <param name="curve">An admissible curve without whole-position steps.</param>
    /// <param name="upTo">Size, in times-to-liquidate, up to which the brackets follow the curve; above 0 and below the curve's cap.</param>
    /// <param name="tolerance">Largest relative error allowed, within [1e-6, 1]; 0.005 is 0.5 %.</param>
    /// <exception cref="ArgumentException">The curve is not admissible or is capped before <paramref name="upTo"/>, or a number is out of range.</exception>
    public static CompiledBrackets Compile(SizeCurve curve, double upTo, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(curve);
        Require.Positive(upTo);
        SizeCurveReport report = SizeCurveValidator.Validate(curve);
        if (!report.IsAdmissible || curve.IsStepped)
        {
            string reason = curve.IsStepped ? "Whole-position steps have no marginal brackets." : report.Problems[0].Message;
            throw new ArgumentException($"Only a continuous, admissible curve can be written as marginal brackets. {reason}", nameof(curve));
        }

        RefuseCapped(curve.Evaluate(0), curve.Evaluate(upTo), curve.Cap, upTo);
        return Compile(x => x * curve.Multiplier(x), curve.Multiplier(0), curve.Knots, upTo, tolerance);
    }

    /// <summary>Writes out a power curve; the rates are marginal margin rates.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="upTo">Size up to which the brackets follow the curve; above 0 and below the size at which its cap binds.</param>
    /// <param name="tolerance">Largest relative error allowed, within [1e-6, 1]; 0.005 is 0.5 %.</param>
    /// <exception cref="ArgumentException">The curve's base rate is 0, its cap binds before <paramref name="upTo"/>, or a number is out of range.</exception>
    public static CompiledBrackets Compile(PowerSizeCurve curve, double upTo, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(curve);
        RefuseCapped(curve.Rate(0), curve.Rate(Require.Positive(upTo)), curve.Cap, upTo);
        return Compile(curve.Margin, Require.Positive(curve.Rate(0), nameof(curve.BaseRate)), [], upTo, tolerance);
    }

    // Where a cap starts to bind the margin stops being convex, and brackets of rising rates cannot follow it.
    private static void RefuseCapped(double first, double last, double cap, double upTo)
    {
        if (last >= cap && first < cap)
            throw new ArgumentException($"The cap {cap:R} binds before {upTo:R}; compile up to the size at which it begins to.", nameof(upTo));
    }

    private static CompiledBrackets Compile(
        Func<double, double> margin, double rateAtZero, ImmutableArray<double> knots, double upTo, double tolerance)
    {
        const int most = 10_000;
        Require.Within(tolerance, 1e-6, 1);
        var brackets = ImmutableArray.CreateBuilder<Bracket>();
        double largest = 0;
        for (double lower = 0; lower < upTo;)
        {
            if (brackets.Count == most)
                throw new ArgumentException($"The curve needs more than {most} brackets; allow a larger error or a smaller size.", nameof(tolerance));
            double limit = knots.Where(knot => knot > lower && knot < upTo).DefaultIfEmpty(upTo).Min();
            double upper = Farthest(margin, rateAtZero, lower, limit, tolerance);
            double rate = Slope(margin, lower, upper);
            // Equal slopes (a straight piece up to a knot) come out apart by a rounding.
            if (brackets.Count > 0)
                rate = Math.Max(rate, brackets[^1].Rate);
            largest = Math.Max(largest, Error(margin, rateAtZero, lower, upper));
            brackets.Add(new(lower, upper, rate));
            lower = upper;
        }

        return new(TierSchedule.Create(brackets.ToImmutable()), largest);
    }

    // The error of a chord grows with its length, so the farthest end within the tolerance is found by halving.
    private static double Farthest(Func<double, double> margin, double rateAtZero, double lower, double limit, double tolerance)
    {
        if (Error(margin, rateAtZero, lower, limit) <= tolerance)
            return limit;
        double good = lower, bad = limit;
        for (int i = 0; i < 60; i++)
        {
            double middle = 0.5 * (good + bad);
            if (Error(margin, rateAtZero, lower, middle) <= tolerance)
                good = middle;
            else
                bad = middle;
        }

        // Three digits are easier to check by hand; a shorter chord only errs less.
        double unit = good > 0 ? Math.Pow(10, Math.Floor(Math.Log10(good)) - 2) : 1;
        double rounded = Math.Floor(good / unit) * unit;
        if (rounded > lower)
            return rounded;
        return good > lower
            ? good
            : throw new ArgumentException($"No bracket from {lower} on stays within the error; allow a larger one.", nameof(tolerance));
    }

    // Chord over convex curve is quasi-concave, so its one maximum is found by ternary search.
    private static double Error(Func<double, double> margin, double rateAtZero, double lower, double upper)
    {
        double slope = Slope(margin, lower, upper), start = margin(lower);
        // From 0 both margins vanish; their ratio is that of the rates and is largest at 0.
        if (lower == 0)
            return slope / rateAtZero - 1;

        double low = lower, high = upper;
        for (int i = 0; i < 60; i++)
        {
            double third = (high - low) / 3;
            if (Ratio(low + third) < Ratio(high - third))
                low += third;
            else
                high -= third;
        }

        return Math.Max(0, Ratio(0.5 * (low + high)) - 1);

        double Ratio(double x) => (start + slope * (x - lower)) / margin(x);
    }

    private static double Slope(Func<double, double> margin, double lower, double upper) =>
        (margin(upper) - margin(lower)) / (upper - lower);
}
