using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Scaling;

namespace Plimsoll.Core.Tests.Scaling;

public class SizeCurveTests
{
    private static readonly SizeCurve[] Family =
    [
        SizeCurve.Default,
        new SizeCurve.Flat(1.25),
        new SizeCurve.Linear(0.5, Onset: 1),
        new SizeCurve.Tiered(Bracket.FromStarts((0, 1), (1, 1.5), (3, 4))),
        new SizeCurve.SquareRoot(2),
        new SizeCurve.Power(0.5, Scale: 3),
        new SizeCurve.Power(2),
        new SizeCurve.Exponential(0.3) { Cap = 40 },
    ];

    public static TheoryData<int> Curves => [.. Enumerable.Range(0, Family.Length)];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 1)]
    [InlineData(1, 1.4142135623730951)]
    [InlineData(2, 2)]
    [InlineData(6, 5.43656365691809)]
    public void Multiplier_OfTheDefaultCurve_IsOneThenTheSquareRootThenTheExponential(double x, double expected) =>
        Assert.Equal(expected, SizeCurve.Default.Multiplier(x), 1e-14);

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Multiplier_AtAKnotOfTheDefaultCurve_DoesNotJump(double knot) =>
        Assert.Equal(SizeCurve.Default.Multiplier(knot), SizeCurve.Default.Multiplier(Math.BitIncrement(knot)), 1e-14);

    [Fact]
    public void MarginalMultiplier_AtTheHandoverOfTheDefaultCurve_HasNoKink() =>
        Assert.Equal(SizeCurve.Default.MarginalMultiplier(2), SizeCurve.Default.MarginalMultiplier(Math.BitIncrement(2)), 1e-12);

    [Theory]
    [MemberData(nameof(Curves))]
    public void Validate_EveryFamilyWithSoundParameters_IsAdmissible(int index)
    {
        SizeCurveReport report = SizeCurveValidator.Validate(Family[index]);

        Assert.True(report.IsAdmissible, string.Join("\n", report.Problems.Select(p => p.Message)));
        Assert.Empty(report.Steps);
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void MarginalMultiplier_OfEveryFamily_IsTheSlopeOfTheMargin(int index)
    {
        SizeCurve curve = Family[index];
        foreach (double x in new[] { 0.3, 0.77, 1.7, 2.9, 5.5, 11.3 })
        {
            const double h = 1e-5;
            double slope = ((x + h) * curve.Multiplier(x + h) - (x - h) * curve.Multiplier(x - h)) / (2 * h);
            Assert.Equal(slope, curve.MarginalMultiplier(x), 1e-6 * Math.Max(1, slope));
        }
    }

    [Theory]
    [MemberData(nameof(Curves))]
    public void Charge_OfMergedPositions_IsNeverLessThanOfTheParts(int index) =>
        Prop.ForAll(ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<ushort>(), (a, b) =>
        {
            // Below 10 times-to-liquidate no curve of the family has reached its cap.
            (double x, double y) = (a / 13_107.0, b / 13_107.0);
            SizeCurve curve = Family[index];
            return curve.Charge(x + y) >= (curve.Charge(x) + curve.Charge(y)) * (1 - 1e-12) - 1e-12
                && curve.Multiplier(x + y) >= curve.Multiplier(x) * (1 - 1e-12);
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Charge_BeyondTheNotional_StopsWhereTheRequirementReachesIt()
    {
        Assert.Equal(60_000, SizeCurve.Default.Charge(100, baseRequirement: 40_000, notional: 100_000));
        Assert.Equal(0, SizeCurve.Default.Charge(100, baseRequirement: 40_000, notional: 30_000));
        Assert.Equal(40_000, SizeCurve.Default.Charge(2, baseRequirement: 40_000, notional: 100_000), 1e-9);
    }

    [Fact]
    public void Multiplier_OfAnEnormousPosition_StaysFinite()
    {
        Assert.Equal(SizeCurve.LargestMultiplier, SizeCurve.Default.Multiplier(1e9));
        Assert.Equal(40, new SizeCurve.Exponential(0.3) { Cap = 40 }.Multiplier(1e9));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.1)]
    public void Multiplier_SizeThatIsNoSize_IsRefused(double x) =>
        Assert.ThrowsAny<ArgumentException>(() => SizeCurve.Default.Multiplier(x));

    [Fact]
    public void Multiplier_CurveWithoutAValue_IsRefusedAndNotZero() =>
        Assert.ThrowsAny<ArgumentException>(() => new SizeCurve.Flat(double.NaN).Multiplier(1));
}
