using Plimsoll.Core.Tests.Generators;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

public class GarchTests
{
    private static readonly GarchFitOptions Free = new() { MaximumPersistence = 1.5, FewestDegreesOfFreedom = 2.05, MostDegreesOfFreedom = 200.0, TargetVarianceBelow = 0 };

    public static TheoryData<int, int, int> Models
    {
        get
        {
            var models = new TheoryData<int, int, int>();
            for (int model = 0; model < 12; model++) models.Add(model % 3, model / 3 % 2, model / 6);
            return models;
        }
    }

    /// <summary>Returns of a GARCH process with α = 0.10, β = 0.85 and a variance of 1e-4·ω/0.05.</summary>
    private static double[] Simulated(int length, double omega = 0.05, double alpha = 0.10, double beta = 0.85)
    {
        var random = SplitMix.For(7, "garch");
        var returns = new double[length];
        double variance = 1e-4;
        for (int i = 0; i < length; i++)
        {
            returns[i] = Math.Sqrt(variance) * random.Normal();
            variance = (1e-4 * omega) + (alpha * returns[i] * returns[i]) + (beta * variance);
        }

        return returns;
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Evaluate_EveryModel_SlopesAgreeWithDifferencesOfTheValue(int kind, int innovation, int presample)
    {
        var model = new GarchSpecification((GarchKind)kind, (GarchInnovation)innovation, (GarchPresample)presample);
        var likelihood = new GarchLikelihood([.. Simulated(300).Select(r => 100 * r)], model);
        double[] point = model.Kind == GarchKind.Egarch ? [0.013, 0.02, -0.05, 0.2, 0.9, 6.0] : [0.013, 0.05, 0.08, model.HasGamma ? 0.05 : 0.0, 0.85, 6.0];
        GarchEvaluation at = likelihood.NewEvaluation(), moved = likelihood.NewEvaluation();
        likelihood.Evaluate(GarchParameters.From(point), at);

        foreach (int place in model.Estimated)
        {
            double start = point[place], value = 0.0;
            const double Step = 1e-6;
            for (int side = 1; side >= -1; side -= 2)
            {
                point[place] = start + (side * Step);
                likelihood.Evaluate(GarchParameters.From(point), moved);
                value += side * moved.LogLikelihood;
            }

            point[place] = start;
            Assert.Equal(value / (2 * Step), at.Gradient[place], 1e-4 * (1.0 + Math.Abs(at.Gradient[place])));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Fit_EveryModel_StopsWhereTheLikelihoodIsFlat(int kind, int innovation, int presample)
    {
        var model = new GarchSpecification((GarchKind)kind, (GarchInnovation)innovation, (GarchPresample)presample);
        double[] returns = Simulated(1500);

        GarchFit fit = GarchEstimation.Fit(returns, model, Free);

        Assert.DoesNotContain(GarchRejection.NotConverged, fit.Rejections);
        Assert.True(fit.LogLikelihood > fit.RivalLogLikelihood);
        Assert.InRange(fit.Parameters.Persistence(model.Kind), 0.85, 1.0);
        var likelihood = new GarchLikelihood(returns, model);
        GarchEvaluation at = likelihood.NewEvaluation();
        likelihood.Evaluate(fit.Parameters, at);
        if (model.HasShape) return; // ν of near-normal innovations runs to its bound, where nothing need be flat.
        var errors = new double[GarchParameters.Count];
        fit.HessianErrors.CopyTo(errors);
        foreach (int place in model.Estimated) Assert.Equal(0.0, at.Gradient[place] * errors[place], 1e-3);
    }

    [Fact]
    public void Fit_SimulatedProcess_FindsItWithinThreeErrors()
    {
        GarchFit fit = GarchEstimation.Fit(Simulated(4000), new(GarchKind.Garch, GarchInnovation.Normal));

        Assert.Empty(fit.Rejections);
        Assert.InRange(fit.Parameters.Alpha, 0.10 - (3 * fit.HessianErrors.Alpha), 0.10 + (3 * fit.HessianErrors.Alpha));
        Assert.InRange(fit.Parameters.Beta, 0.85 - (3 * fit.HessianErrors.Beta), 0.85 + (3 * fit.HessianErrors.Beta));
        Assert.Equal(4000, fit.Variances.Length);
        GarchTermStructure ahead = fit.Forecast([1, 5000]);
        Assert.Equal(fit.Next, ahead.Variances[0]);
        Assert.Equal(fit.Parameters.LongRunVariance(GarchKind.Garch), ahead.Variances[1], 1e-6 * ahead.LongRun);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1.0)]
    [InlineData(10000.0)]
    public void Fit_AnotherUnitOfReturns_ScalesMeanAndOmegaAndNothingElse(double unit)
    {
        double[] returns = Simulated(1200);
        var model = new GarchSpecification(GarchKind.Gjr, GarchInnovation.Normal);

        GarchFit fit = GarchEstimation.Fit(returns, model), scaled = GarchEstimation.Fit([.. returns.Select(r => unit * r)], model);

        Assert.Equal(fit.Parameters.Alpha, scaled.Parameters.Alpha, 1e-5);
        Assert.Equal(fit.Parameters.Beta, scaled.Parameters.Beta, 1e-5);
        Assert.Equal(1.0, scaled.Parameters.Omega / (unit * unit * fit.Parameters.Omega), 1e-4);
        Assert.Equal(fit.LogLikelihood - (returns.Length * Math.Log(unit)), scaled.LogLikelihood, 1e-6);
    }

    [Fact]
    public void Fit_ShortSeries_TakesItsLongRunVarianceFromTheSample()
    {
        double[] returns = Simulated(400);

        GarchFit fit = GarchEstimation.Fit(returns, new(GarchKind.Garch, GarchInnovation.Normal));

        double mean = returns.Average();
        Assert.True(fit.IsVarianceTargeted);
        Assert.Equal(1.0, fit.Parameters.LongRunVariance(GarchKind.Garch) / returns.Average(r => (r - mean) * (r - mean)), 1e-9);
    }

    [Fact]
    public void Fit_ExplosiveProcess_IsHeldAtTheBoundAndRejected()
    {
        GarchFit fit = GarchEstimation.Fit(Simulated(1500, 0.01, 0.22, 0.80), new(GarchKind.Garch, GarchInnovation.Normal), new() { MaximumPersistence = 0.99 });

        Assert.True(fit.IsAtBound);
        Assert.Equal(0.99, fit.Parameters.Persistence(GarchKind.Garch), 1e-12);
    }

    [Fact]
    public void Fit_ReturnsWithoutClusters_DoesNotBreak()
    {
        var random = SplitMix.For(5, "noise");
        double[] noise = [.. Enumerable.Range(0, 1100).Select(_ => 0.01 * random.Normal())];

        GarchFit fit = GarchEstimation.Fit(noise, new(GarchKind.Garch, GarchInnovation.StudentT));

        Assert.InRange(Math.Sqrt(fit.Next), 0.008, 0.012);
        Assert.InRange(fit.Parameters.DegreesOfFreedom, 2.5, 50.0);
    }

    [Fact]
    public void Fit_BadInput_IsNamed()
    {
        var model = new GarchSpecification(GarchKind.Garch, GarchInnovation.Normal);

        Assert.Contains("at least 100 returns; 20 are given", Assert.Throws<ArgumentException>(() => GarchEstimation.Fit(Simulated(20), model)).Message, StringComparison.Ordinal);
        Assert.Contains("alike", Assert.Throws<ArgumentException>(() => GarchEstimation.Fit(new double[200], model)).Message, StringComparison.Ordinal);
        double[] broken = Simulated(200);
        broken[42] = double.NaN;
        Assert.Contains("Return 42", Assert.Throws<ArgumentException>(() => GarchEstimation.Fit(broken, model)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => GarchEstimation.Fit(Simulated(200), model, new() { MaximumPersistence = 0.0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => GarchEstimation.Fit(Simulated(200), model, new() { FewestDegreesOfFreedom = 2.0 }));
    }

    [Fact]
    public void Forecast_EgarchBeyondTheNextPeriod_IsRefused()
    {
        GarchFit fit = GarchEstimation.Fit(Simulated(600), new(GarchKind.Egarch, GarchInnovation.Normal));

        Assert.True(fit.Next > 0.0);
        Assert.Throws<NotSupportedException>(() => fit.Forecast([5]));
    }

    [Fact]
    public void TermStructure_PersistenceOfOne_GrowsByOmegaForEver()
    {
        GarchTermStructure ahead = GarchTermStructure.Of(0.1, 1.0, 2.0, [3, 1]);

        Assert.Equal(double.PositiveInfinity, ahead.LongRun);
        Assert.Equal([2.2, 2.0], ahead.Variances);
        Assert.Equal(6.3, ahead.Cumulative[0], 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => GarchTermStructure.Of(0.1, 0.9, 2.0, [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GarchTermStructure.Of(-0.1, 0.9, 2.0, [1]));
    }
}
