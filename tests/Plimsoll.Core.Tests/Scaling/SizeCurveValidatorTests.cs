using Plimsoll.Scaling;

namespace Plimsoll.Core.Tests.Scaling;

public class SizeCurveValidatorTests
{
    private static SizeCurveProblem Single(SizeCurve curve, SizeCurveFault fault) =>
        Assert.Single(SizeCurveValidator.Validate(curve).Problems, p => p.Fault == fault);

    private static SizeCurveReport Validate(Func<double, double> multiplier, params double[] knots) =>
        SizeCurveValidator.Validate(multiplier, marginal: null, [.. knots], SizeCurve.LargestMultiplier, isStepped: false);

    [Fact]
    public void Validate_DiscountForTheSmallest_NamesSizeZero()
    {
        SizeCurveProblem problem = Single(new SizeCurve.Flat(0.9), SizeCurveFault.BelowOne);

        Assert.Equal((0, 0.9, 1), (problem.At, problem.Found, problem.Allowed));
    }

    [Fact]
    public void Validate_FallingLine_NamesWhereItStartsToFall()
    {
        SizeCurveProblem problem = Single(new SizeCurve.Linear(-0.1, Onset: 3), SizeCurveFault.Falling);

        Assert.Equal(3, problem.At, 1e-6);
        Assert.True(problem.Found < problem.Allowed);
    }

    [Fact]
    public void Validate_SlowExponential_NamesTheKinkAtTheHandover()
    {
        var curve = new SizeCurve.SquareRootThenExponential(Onset: 0.5, Handover: 2, Scale: 5);

        SizeCurveProblem problem = Assert.Single(SizeCurveValidator.Validate(curve).Problems);

        Assert.Equal(SizeCurveFault.NotConvex, problem.Fault);
        Assert.Equal(2, problem.At);
        Assert.Equal(2 * (1 + 2 / 5.0) - 1, problem.Found, 1e-2);
        Assert.Equal(2, problem.Allowed, 1e-2);
    }

    [Fact]
    public void Validate_KinkTooSmallToSee_IsFoundFromTheStatedSlope() =>
        Assert.Equal(2, Single(new SizeCurve.SquareRootThenExponential(Scale: 4 + 1e-9), SizeCurveFault.NotConvex).At);

    [Fact]
    public void Validate_JumpBetweenGridPoints_IsFoundExactly()
    {
        SizeCurveReport report = Validate(x => x < Math.PI ? 1 : 1.5);

        SizeCurveProblem problem = Assert.Single(report.Problems, p => p.Fault == SizeCurveFault.Jump);
        Assert.Equal(Math.PI, problem.At, 1e-15);
        Assert.Equal((1.5, 1.0), (problem.Found, problem.Allowed));
    }

    [Fact]
    public void Validate_SmallJumpAtAKnot_IsFoundOnEitherSide()
    {
        Assert.Equal(2.7, Assert.Single(Validate(x => x <= 2.7 ? 1 : 1.0001, 2.7).Problems, p => p.Fault == SizeCurveFault.Jump).At);
        Assert.Equal(2.7, Assert.Single(Validate(x => x < 2.7 ? 1 : 1.0001, 2.7).Problems, p => p.Fault == SizeCurveFault.Jump).At);
    }

    [Fact]
    public void Validate_SteepButContinuousCurves_AreNoJumps()
    {
        Assert.True(SizeCurveValidator.Validate(new SizeCurve.Power(0.1, Scale: 1e-3)).IsAdmissible);
        Assert.True(SizeCurveValidator.Validate(new SizeCurve.Exponential(50)).IsAdmissible);
        Assert.True(SizeCurveValidator.Validate(new SizeCurve.Linear(1e4, Onset: 2)).IsAdmissible);
    }

    [Fact]
    public void Validate_FlatteningCurve_NamesTheFirstConcavePoint()
    {
        SizeCurveReport report = Validate(x => x <= 4 ? 1 + x : 5, 4);

        SizeCurveProblem problem = Assert.Single(report.Problems);
        Assert.Equal((SizeCurveFault.NotConvex, 4.0), (problem.Fault, problem.At));
    }

    [Fact]
    public void Validate_SeveralFaults_ReportsThemAllInOrderOfSize()
    {
        SizeCurveReport report = Validate(x => x < 1 ? 0.5 + x : x < 2 ? 3 : 2, 1, 2);

        Assert.Equal(
            [SizeCurveFault.BelowOne, SizeCurveFault.Jump, SizeCurveFault.Falling],
            report.Problems.Where(p => p.Fault != SizeCurveFault.NotConvex).Select(p => p.Fault));
        Assert.Equal([0, 1, 2], report.Problems.Where(p => p.Fault != SizeCurveFault.NotConvex).Select(p => p.At));
    }

    [Fact]
    public void Validate_WholePositionSteps_AreListedAndAdmitted()
    {
        SizeCurveReport report = SizeCurveValidator.Validate(new SizeCurve.WholePositionSteps(Bracket.FromStarts((0, 1), (1, 1.5), (3, 4))));

        Assert.True(report.IsAdmissible);
        Assert.Equal([new SizeStep(1, 1, 1.5), new SizeStep(3, 1.5, 4)], report.Steps.AsEnumerable());
    }

    [Fact]
    public void Validate_StepsThatFall_AreRefusedAtTheirBoundary()
    {
        var curve = new SizeCurve.WholePositionSteps(Bracket.FromStarts((0, 2), (3, 1.5)));

        SizeCurveReport report = SizeCurveValidator.Validate(curve);

        Assert.Equal([SizeCurveFault.Brackets, SizeCurveFault.Falling], report.Problems.Select(p => p.Fault));
        Assert.All(report.Problems, p => Assert.Equal((3, 1.5, 2), (p.At, p.Found, p.Allowed)));
    }

    [Fact]
    public void Validate_BracketsWithAGap_NamesTheRow()
    {
        var curve = new SizeCurve.Tiered([new(0, 1, 1), new(2, 5, 2)]);

        SizeCurveProblem problem = Single(curve, SizeCurveFault.Brackets);

        Assert.Equal((2, 2, 1), (problem.At, problem.Found, problem.Allowed));
        Assert.Contains("brackets[1].lower", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MarginalBracketsThatFall_AreNotConvexFromThere() =>
        Assert.Equal(3, Single(new SizeCurve.Tiered(Bracket.FromStarts((0, 1), (1, 2), (3, 1.5))), SizeCurveFault.NotConvex).At, 1e-9);

    [Fact]
    public void Validate_CapBelowOne_IsADiscount() => Single(new SizeCurve.Linear(1) { Cap = 0.5 }, SizeCurveFault.BelowOne);

    [Fact]
    public void Validate_CurveAtItsCap_NeedNotBeConvexThere() =>
        Assert.True(SizeCurveValidator.Validate(new SizeCurve.Linear(1) { Cap = 3 }).IsAdmissible);

    public static TheoryData<SizeCurve> CurvesWithoutValue =>
    [
        new SizeCurve.Flat(double.NaN),
        new SizeCurve.Linear(double.PositiveInfinity),
        new SizeCurve.Power(0.5, Scale: 0),
        new SizeCurve.Power(-1),
        new SizeCurve.SquareRoot(-1),
        new SizeCurve.Exponential(double.NaN),
        new SizeCurve.Flat(2) { Cap = double.PositiveInfinity },
        new SizeCurve.Tiered([]),
    ];

    [Theory]
    [MemberData(nameof(CurvesWithoutValue))]
    public void Validate_ParametersThatGiveNoNumber_AreRefused(SizeCurve curve) =>
        Assert.False(SizeCurveValidator.Validate(curve).IsAdmissible);
}
