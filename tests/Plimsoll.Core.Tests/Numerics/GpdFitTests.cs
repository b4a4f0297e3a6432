using System.Text.Json.Nodes;
using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class GpdFitTests
{
    // mpmath, 30 digits: the root of the two likelihood equations.
    [Theory]
    [InlineData(-0.3, -0.31365529783312, 2.0247056551937, 278.35380734007)]
    [InlineData(0.0, -0.010467693611927, 2.0174433583922778, 338.27267040191902)]
    [InlineData(0.3, 0.29169484749029, 2.0121040074198, 398.1751583880701)]
    public void MaximumLikelihood_OfQuantilesOfAKnownTail_AgreesWithThirtyDigits(double drawn, double shape, double scale, double negativeLogLikelihood)
    {
        GpdFit fit = GpdFit.MaximumLikelihood(Quantiles(drawn), 5.0);

        Assert.Equal(shape, fit.Tail.Shape, 1e-11);
        Assert.Equal(scale, fit.Tail.Scale, 1e-11);
        Assert.Equal(negativeLogLikelihood, fit.NegativeLogLikelihood, 1e-10);
        Assert.False(fit.ShapeHeld);
    }

    // McNeil (1997); McNeil, Frey and Embrechts, "Quantitative Risk Management", Danish fire losses over 10 million kroner.
    [Fact]
    public void MaximumLikelihood_OfDanishFires_GivesThePublishedDigits()
    {
        GpdFit fit = GpdFit.MaximumLikelihood(Danish, 10.0);

        Assert.Equal(109, fit.Tail.Exceedances);
        Assert.Equal(2167, fit.Tail.Observations);
        Assert.Equal(0.497, fit.Tail.Shape, 0.0005);
        Assert.Equal(0.136, fit.ShapeError, 0.0005);
        Assert.Equal(6.975, fit.Tail.Scale, 0.0006);
        Assert.Equal(1.113, fit.ScaleError, 0.0006);
        Assert.Equal(27.29, fit.Tail.ValueAtRisk(0.99), 0.005);
        Assert.Equal(58.24, fit.Tail.ExpectedShortfall(0.99), 0.005);
        Assert.Equal(94.3, fit.Tail.ValueAtRisk(0.999), 0.05);
        Assert.Equal(191.5, fit.Tail.ExpectedShortfall(0.999), 0.05);
    }

    [Fact]
    public void MaximumLikelihood_WithProductionCaps_HoldsTheShapeAndRefitsTheScale()
    {
        GpdFit free = GpdFit.MaximumLikelihood(Danish, 5.0);
        GpdFit capped = GpdFit.MaximumLikelihood(Danish, 5.0, GpdLimits.Production);

        Assert.True(free.Tail.Shape > 0.6);
        Assert.True(capped.ShapeHeld);
        Assert.Equal(0.5, capped.Tail.Shape);
        Assert.True(capped.NegativeLogLikelihood > free.NegativeLogLikelihood);
        double[] excesses = GpdFit.Excesses(Danish, 5.0, 3);
        Assert.Equal(0.0, GpdLikelihood.Derivatives(excesses, 0.5, capped.Tail.Scale).ByScale, 1e-9);
        Assert.Throws<ArgumentException>(() => GpdFit.MaximumLikelihood(Danish, 20.0, GpdLimits.Production));
    }

    [Fact]
    public void MaximumLikelihood_OfLossesInAnotherUnit_ScalesWithIt()
    {
        GpdFit kroner = GpdFit.MaximumLikelihood(Danish, 10.0);
        GpdFit small = GpdFit.MaximumLikelihood([.. Danish.Select(loss => loss * 1e-4)], 10.0 * 1e-4);

        Assert.Equal(kroner.Tail.Shape, small.Tail.Shape, 1e-8);
        Assert.Equal(kroner.Tail.Scale, small.Tail.Scale * 1e4, 1e-7);
        Assert.Equal(kroner.ShapeError, small.ShapeError, 1e-8);
    }

    [Fact]
    public void MaximumLikelihood_OfATailThatEndsAbruptly_IsHeldWhereItIsStillRegular()
    {
        GpdFit fit = GpdFit.MaximumLikelihood([.. Enumerable.Range(1, 300).Select(i => i / 300.0)], 0.5);

        Assert.True(fit.ShapeHeld);
        Assert.Equal(-0.5, fit.Tail.Shape);
        Assert.True(double.IsNaN(fit.ShapeError));
    }

    [Fact]
    public void Derivatives_NearAndFarFromZeroShape_AgreeWithDifferences()
    {
        double[] excesses = [0.1, 0.7, 1.4, 2.2, 5.1];
        foreach (double shape in new[] { -0.15, -1e-3, 0.0, 1e-6, 0.03, 0.06, 0.6 })
        {
            (double gx, double gb, double hxx, double hxb, double hbb) = GpdLikelihood.Derivatives(excesses, shape, 1.7);
            double step = 1e-5;
            Assert.Equal((GpdLikelihood.Log(excesses, shape + step, 1.7) - GpdLikelihood.Log(excesses, shape - step, 1.7)) / (2 * step), gx, 1e-6);
            Assert.Equal((GpdLikelihood.Log(excesses, shape, 1.7 + step) - GpdLikelihood.Log(excesses, shape, 1.7 - step)) / (2 * step), gb, 1e-6);
            (double xUp, double bUp, _, _, _) = GpdLikelihood.Derivatives(excesses, shape + step, 1.7);
            (double xDown, double bDown, _, _, _) = GpdLikelihood.Derivatives(excesses, shape - step, 1.7);
            Assert.Equal((xUp - xDown) / (2 * step), hxx, 1e-6);
            Assert.Equal((bUp - bDown) / (2 * step), hxb, 1e-6);
            double up = GpdLikelihood.Derivatives(excesses, shape, 1.7 + step).ByScale, down = GpdLikelihood.Derivatives(excesses, shape, 1.7 - step).ByScale;
            Assert.Equal((up - down) / (2 * step), hbb, 1e-6);
        }
    }

    [Fact]
    public void ShapeInterval_OfDanishFires_HoldsTheEstimateAndLeansUpwards()
    {
        double shape = GpdFit.MaximumLikelihood(Danish, 10.0).Tail.Shape;

        (double low, double high) = GpdFit.ShapeInterval(Danish, 10.0, 0.95);

        Assert.InRange(low, 0.2, shape);
        Assert.True(high - shape > shape - low);
    }

    [Fact]
    public void ValueAtRisk_AsTheShapeGoesToZero_MeetsTheExponentialLimit()
    {
        var zero = new GpdTail(0.04, 0.0, 0.015, 75, 1500);
        foreach (double shape in new[] { -1e-12, 1e-15, 1e-12 })
        {
            GpdTail near = zero with { Shape = shape };
            Assert.Equal(zero.ValueAtRisk(0.995), near.ValueAtRisk(0.995), 1e-12);
            Assert.Equal(zero.ExpectedShortfall(0.995), near.ExpectedShortfall(0.995), 1e-12);
        }
    }

    [Fact]
    public void ExpectedShortfall_OfATailWithoutMean_IsInfinite() =>
        Assert.Equal(double.PositiveInfinity, new GpdTail(1.0, 1.0, 2.0, 50, 1000).ExpectedShortfall(0.99));

    [Fact]
    public void ValueAtRisk_InTheBodyOfTheDistribution_IsRefusedWithTheFirstLevelAllowed()
    {
        var tail = new GpdTail(1.0, 0.2, 2.0, 50, 1000);

        Assert.Contains("0.95", Assert.Throws<ArgumentOutOfRangeException>(() => tail.ValueAtRisk(0.9)).Message, StringComparison.Ordinal);
        Assert.Equal(1.0, tail.ValueAtRisk(0.95), 1e-12);
        Assert.Equal(0.01, tail.Survival(tail.ValueAtRisk(0.99)), 1e-15);
    }

    [Fact]
    public void Estimate_OfAParetoSample_FindsItsIndex()
    {
        double[] losses = [.. Enumerable.Range(1, 2000).Select(i => Math.Pow((i - 0.5) / 2000, -1.0 / 3.0))];

        Assert.Equal(3.0, HillEstimator.Estimate(losses, 200).TailIndex, 0.03);
        Assert.Throws<ArgumentException>(() => HillEstimator.Estimate([3.0, 2.0, -1.0], 2));
    }

    [Fact]
    public void MeanExcess_BeyondTheWorstLoss_IsUnknown()
    {
        Assert.Equal(1.5, MeanExcess.At([1.0, 2.0, 3.0], 1.0));
        Assert.True(double.IsNaN(MeanExcess.At([1.0, 2.0, 3.0], 3.0)));
    }

    private static double[] Quantiles(double shape) =>
        [.. Enumerable.Range(1, 200).Select(i => 1.0 - ((i - 0.5) / 200)).Select(s => 5.0 + (2.0 * (shape == 0.0 ? -Math.Log(s) : (Math.Pow(s, -shape) - 1.0) / shape)))];

    private static readonly double[] Danish = ReadDanish();

    private static double[] ReadDanish()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
        JsonNode data = JsonNode.Parse(File.ReadAllText(Path.Combine(folder!.FullName, "tests", "Vectors", "data_danish.json")))!;
        return [.. data["values"]!.AsArray().Select(value => (double)value!)];
    }
}
