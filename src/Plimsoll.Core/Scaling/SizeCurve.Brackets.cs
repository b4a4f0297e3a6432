using System.Collections.Immutable;

namespace Plimsoll.Scaling;

// The curves that are tables.
public abstract partial record SizeCurve
{
    /// <summary>
    /// Marginal brackets: each slice of the size at the multiplier of its own bracket; m is their average. Beyond the
    /// last bracket its multiplier goes on.
    /// </summary>
    /// <param name="Brackets">From 0 up, without gaps, multipliers of 1 or more that never fall.</param>
    public sealed record Tiered(ImmutableArray<Bracket> Brackets) : SizeCurve
    {
        /// <inheritdoc/>
        public override ImmutableArray<double> Knots => Boundaries(Brackets);

        private protected override double Formula(double x)
        {
            if (x <= 0 || Brackets.IsDefaultOrEmpty)
                return RateAt(Brackets, 0);
            double sum = 0;
            for (int k = 0; k < Brackets.Length; k++)
            {
                (double lower, double upper, double rate) = Brackets[k];
                double end = k == Brackets.Length - 1 ? x : Math.Min(x, upper);
                if (end > lower)
                    sum += (end - lower) * rate;
            }

            return sum / x;
        }

        private protected override double MarginalFormula(double x) => RateAt(Brackets, x);
    }

    /// <summary>
    /// Whole-position steps: the multiplier of the bracket that the size ends in holds for all of it, so the margin jumps
    /// at every boundary. Only for venues whose own rules say so.
    /// </summary>
    /// <param name="Brackets">From 0 up, without gaps, multipliers of 1 or more that never fall.</param>
    public sealed record WholePositionSteps(ImmutableArray<Bracket> Brackets) : SizeCurve
    {
        /// <inheritdoc/>
        public override ImmutableArray<double> Knots => Boundaries(Brackets);

        /// <inheritdoc/>
        public override bool IsStepped => true;

        private protected override double Formula(double x) => RateAt(Brackets, x);

        private protected override double MarginalFormula(double x) => RateAt(Brackets, x);
    }

    private static double RateAt(ImmutableArray<Bracket> brackets, double x)
    {
        if (brackets.IsDefaultOrEmpty)
            return double.NaN;
        int k = 0;
        while (k < brackets.Length - 1 && x > brackets[k].Upper)
            k++;
        return brackets[k].Rate;
    }

    private static ImmutableArray<double> Boundaries(ImmutableArray<Bracket> brackets) => brackets.IsDefaultOrEmpty
        ? []
        : [.. brackets.Skip(1).Select(b => b.Lower).Where(x => double.IsFinite(x) && x > 0).Order().Distinct()];
}
