using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Scaling;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Scaling;

public class TierScheduleTests
{
    private static readonly TierSchedule Schedule = TierSchedule.Create(Bracket.FromStarts((0, 0.004), (50_000, 0.005), (250_000, 0.01), (1_000_000, 0.025)));

    [Fact]
    public void Margin_AnyNotional_IsNotionalTimesRateLessTheDeduction() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), notional =>
        {
            double rate = Schedule.MarginalRate(notional);
            int k = Schedule.Brackets.Select(b => b.Rate).ToList().IndexOf(rate);
            return Math.Abs(Schedule.Margin(notional) - (notional * rate - Schedule.Deductions[k])) <= 1e-6;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Margin_OfMergedPositions_IsNeverLessThanOfTheParts() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), ArbMap.Default.ArbFor<uint>(), (a, b) =>
            Schedule.Margin((double)a + b) >= Schedule.Margin(a) + Schedule.Margin(b) - 1e-6).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Margin_BeyondAClosedLastBracket_GoesOnAtItsRate() =>
        Assert.Equal(100 * 0.1 + 50 * 0.2, TierSchedule.Create([new(0, 100, 0.1), new(100, 120, 0.2)]).Margin(150), 1e-12);

    [Fact]
    public void AverageRate_NoPosition_IsZero() => Assert.Equal((0, 0), (Schedule.Margin(0), Schedule.AverageRate(0)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void Margin_NotionalThatIsNoSize_IsRefused(double notional)
    {
        Assert.ThrowsAny<ArgumentException>(() => Schedule.Margin(notional));
        Assert.ThrowsAny<ArgumentException>(() => Schedule.AverageRate(notional));
    }

    [Fact]
    public void WholePositionJumps_OfTheSameRates_AreTheCliffs() =>
        Assert.Equal([50.0, 1250.0, 15_000.0], Schedule.WholePositionJumps().Select(jump => Math.Round(jump.Jump, 9)));

    [Fact]
    public void Create_SeveralMistakes_ListsEachWithItsPlace()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => TierSchedule.Create([new(5, 10, 0.1), new(12, 20, 0.05), new(20, 20, double.NaN)]));

        Assert.Equal(["[0].lower", "[1].lower", "[1].rate", "[2].upper", "[2].rate"], refusal.Problems.Select(p => p.Place));
    }

    [Fact]
    public void Create_NoBracket_IsRefused() => Assert.Throws<InvalidInputException>(() => TierSchedule.Create([]));

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.0005)]
    public void Compile_DefaultCurve_StaysAboveItWithinTheStatedError(double tolerance)
    {
        CompiledBrackets compiled = CompiledBrackets.Compile(SizeCurve.Default, upTo: 20, tolerance);

        double worst = 0;
        for (double x = 0.01; x <= 20; x += 0.0037)
        {
            double exact = x * SizeCurve.Default.Multiplier(x);
            double error = compiled.Schedule.Margin(x) / exact - 1;
            Assert.True(error >= -1e-12);
            worst = Math.Max(worst, error);
        }

        Assert.True(worst <= compiled.LargestRelativeError + 1e-12);
        Assert.True(compiled.LargestRelativeError <= tolerance);
        Assert.Equal(0.5, compiled.Schedule.Brackets[0].Upper);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.001)]
    public void Compile_ItsBracketsAsACurve_AreAdmissibleThemselves(double tolerance)
    {
        var brackets = CompiledBrackets.Compile(SizeCurve.Default, upTo: 20, tolerance).Schedule.Brackets;

        SizeCurveReport report = SizeCurveValidator.Validate(new SizeCurve.Tiered(brackets));

        Assert.True(report.IsAdmissible, string.Join("\n", report.Problems.Select(p => p.Message)));
    }

    [Fact]
    public void Compile_PowerCurve_StaysAboveItWithinTheStatedError()
    {
        var curve = new PowerSizeCurve(0.01, 5e7, 0.5, 1);

        CompiledBrackets compiled = CompiledBrackets.Compile(curve, upTo: 1e9, tolerance: 0.005);

        for (double size = 1e3; size <= 1e9; size *= 1.1)
            Assert.InRange(compiled.Schedule.Margin(size) / curve.Margin(size) - 1, -1e-12, compiled.LargestRelativeError + 1e-12);
        Assert.InRange(compiled.Schedule.Brackets.Length, 2, 60);
    }

    [Fact]
    public void Compile_BeyondTheCap_IsRefused() =>
        Assert.Throws<ArgumentException>(() => CompiledBrackets.Compile(new SizeCurve.Linear(1) { Cap = 3 }, upTo: 10, tolerance: 0.005));

    [Fact]
    public void Compile_WholePositionSteps_AreRefused() => Assert.Throws<ArgumentException>(
        () => CompiledBrackets.Compile(new SizeCurve.WholePositionSteps(Bracket.FromStarts((0, 1), (1, 2))), 10, 0.005));

    [Fact]
    public void MarginalRate_OfAPowerCurve_IsTheSlopeOfItsMarginAndTheCapBeyond()
    {
        var curve = new PowerSizeCurve(0.01, 1e6, 1.5, 0.5);
        const double h = 1;

        Assert.Equal((curve.Margin(2e6 + h) - curve.Margin(2e6 - h)) / (2 * h), curve.MarginalRate(2e6), 1e-9);
        Assert.Equal(0.5, curve.MarginalRate(1e9));
        Assert.Equal(0.01, curve.Rate(0));
    }
}
