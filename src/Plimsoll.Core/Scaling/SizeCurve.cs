using System.Collections.Immutable;
using Plimsoll.Liquidity;

namespace Plimsoll.Scaling;

/// <summary>
/// How the margin of a position grows with its size: a multiplier m(x) of the base requirement, where x is the position
/// in times-to-liquidate (exposure ÷ capacity). A closed family; each case is data and may be written down wrong, so
/// <see cref="SizeCurveValidator"/> says whether one is admissible.
/// </summary>
public abstract partial record SizeCurve
{
    /// <summary>
    /// The highest multiplier of a curve that states no cap of its own. A million times the base requirement exceeds the
    /// notional of anything whose base rate is above 0.0001 %, where the charge is capped anyway; it keeps numbers finite.
    /// </summary>
    public const double LargestMultiplier = 1e6;

    private SizeCurve()
    {
    }

    /// <summary>The curve of the native model: 1 up to x = ½, √(2x) up to 2, 2·exp((x − 2)/4) above.</summary>
    public static SizeCurve Default { get; } = new SquareRootThenExponential();

    /// <summary>The multiplier never exceeds this; 1 or more.</summary>
    public double Cap { get; init; } = LargestMultiplier;

    /// <summary>Sizes at which the formula changes, rising, above 0; where a curve can break, and is checked exactly.</summary>
    public abstract ImmutableArray<double> Knots { get; }

    /// <summary>True for whole-position steps, whose margin jumps where a position grows past a boundary.</summary>
    public virtual bool IsStepped => false;

    /// <summary>m(x).</summary>
    /// <param name="timesToLiquidate">x; 0 or more.</param>
    /// <exception cref="ArgumentException">x is negative or not finite, or the curve's own numbers give none there.</exception>
    public double Multiplier(double timesToLiquidate) =>
        Require.Finite(Evaluate(Require.NotNegative(timesToLiquidate)), "multiplier");

    /// <summary>Derivative of x·m(x), from the left at a knot: the multiplier that the last unit of size pays; the cap where it binds.</summary>
    /// <inheritdoc cref="Multiplier"/>
    public double MarginalMultiplier(double timesToLiquidate) =>
        Require.Finite(EvaluateMarginal(Require.NotNegative(timesToLiquidate)), "marginal multiplier");

    /// <summary>(m(x) − 1)·x: the size charge in units of the base requirement of one time-to-liquidate.</summary>
    /// <inheritdoc cref="Multiplier"/>
    public double Charge(double timesToLiquidate) => (Multiplier(timesToLiquidate) - 1) * timesToLiquidate;

    /// <summary>(m(x) − 1)·base, as far as base and charge together do not exceed the notional.</summary>
    /// <param name="timesToLiquidate">x; 0 or more.</param>
    /// <param name="baseRequirement">Requirement of the position before its size counts; 0 or more.</param>
    /// <param name="notional">Notional of the position, in the currency of the base; 0 or more.</param>
    /// <exception cref="ArgumentException">A number is negative or not finite.</exception>
    public double Charge(double timesToLiquidate, double baseRequirement, double notional)
    {
        double charge = (Multiplier(timesToLiquidate) - 1) * Require.NotNegative(baseRequirement);
        return Math.Min(charge, Math.Max(0, Require.NotNegative(notional) - baseRequirement));
    }

    /// <summary>m(x) as the formula gives it, without a refusal: NaN where it has no value.</summary>
    internal double Evaluate(double x) => Math.Min(Formula(x), Cap);

    /// <summary>d(x·m(x))/dx as the formula gives it, without a refusal.</summary>
    internal double EvaluateMarginal(double x) => Formula(x) >= Cap ? Cap : MarginalFormula(x);

    /// <summary>m(x) before the cap.</summary>
    private protected abstract double Formula(double x);

    /// <summary>Derivative of x·m(x) before the cap.</summary>
    private protected abstract double MarginalFormula(double x);
}
