using System.Collections.Immutable;

namespace Plimsoll.Scaling;

// The curves that are one formula or a few joined ones.
public abstract partial record SizeCurve
{
    /// <summary>m = level, whatever the size.</summary>
    /// <param name="Level">The multiplier; 1 or more.</param>
    public sealed record Flat(double Level = 1) : SizeCurve
    {
        /// <inheritdoc/>
        public override ImmutableArray<double> Knots => [];

        private protected override double Formula(double x) => Level;

        private protected override double MarginalFormula(double x) => Level;
    }

    /// <summary>m = 1 + slope·max(0, x − onset).</summary>
    /// <param name="Slope">Rise of the multiplier per time-to-liquidate; 0 or more.</param>
    /// <param name="Onset">Size up to which nothing is added; 0 or more.</param>
    public sealed record Linear(double Slope, double Onset = 0) : SizeCurve
    {
        /// <inheritdoc/>
        public override ImmutableArray<double> Knots => Onset > 0 ? [Onset] : [];

        private protected override double Formula(double x) => 1 + Slope * Math.Max(0, x - Onset);

        private protected override double MarginalFormula(double x) => x <= Onset ? 1 : 1 + Slope * (2 * x - Onset);
    }

    /// <summary>m = √(1 + rate·x): the growth that the square-root law of impact asks for, without its steep start.</summary>
    /// <param name="Rate">Growth of the squared multiplier per time-to-liquidate; 0 or more.</param>
    public sealed record SquareRoot(double Rate) : SizeCurve
    {
        /// <inheritdoc/>
        public override ImmutableArray<double> Knots => [];

        private protected override double Formula(double x) => Math.Sqrt(1 + Rate * x);

        private protected override double MarginalFormula(double x) => (1 + 1.5 * Rate * x) / Math.Sqrt(1 + Rate * x);
    }

    /// <summary>m = 1 + (x / scale)^exponent.</summary>
    /// <param name="Exponent">Power of the size; above 0.</param>
    /// <param name="Scale">Size at which the multiplier is 2; above 0.</param>
    public sealed record Power(double Exponent, double Scale = 1) : SizeCurve
    {
        /// <inheritdoc/>
        public override ImmutableArray<double> Knots => [];

        private protected override double Formula(double x) => 1 + Math.Pow(x / Scale, Exponent);

        private protected override double MarginalFormula(double x) => 1 + (1 + Exponent) * Math.Pow(x / Scale, Exponent);
    }

    /// <summary>m = exp(rate·x). It outgrows any margin beyond a few times 1/rate: use it with a cap.</summary>
    /// <param name="Rate">Relative growth per time-to-liquidate; 0 or more.</param>
    public sealed record Exponential(double Rate) : SizeCurve
    {
        /// <inheritdoc/>
        public override ImmutableArray<double> Knots => [];

        private protected override double Formula(double x) => Math.Exp(Rate * x);

        private protected override double MarginalFormula(double x) => Math.Exp(Rate * x) * (1 + Rate * x);
    }

    /// <summary>
    /// m = 1 up to the onset, √(x / onset) up to the handover, and exponential from there on. The charge stays convex
    /// where scale ≤ 2·handover; the default meets this with equality, so that its margin has no kink at the handover.
    /// </summary>
    /// <param name="Onset">Size up to which nothing is added, in times-to-liquidate; above 0.</param>
    /// <param name="Handover">Size at which the exponential takes over; not below the onset.</param>
    /// <param name="Scale">Size over which the exponential grows by a factor e; above 0.</param>
    public sealed record SquareRootThenExponential(double Onset = 0.5, double Handover = 2, double Scale = 4) : SizeCurve
    {
        /// <inheritdoc/>
        public override ImmutableArray<double> Knots =>
            Handover > Onset ? [Onset, Handover] : Handover > 0 && Handover < Onset ? [Handover, Onset] : [Onset];

        private protected override double Formula(double x) =>
            x <= Onset ? 1 : x <= Handover ? Math.Sqrt(x / Onset) : AtHandover * Math.Exp((x - Handover) / Scale);

        private protected override double MarginalFormula(double x) =>
            x <= Onset ? 1
            : x <= Handover ? 1.5 * Math.Sqrt(x / Onset)
            : AtHandover * Math.Exp((x - Handover) / Scale) * (1 + x / Scale);

        private double AtHandover => Math.Sqrt(Handover / Onset);
    }
}
