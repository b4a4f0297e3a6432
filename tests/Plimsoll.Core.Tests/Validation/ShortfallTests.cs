using Plimsoll.Numerics;
using Plimsoll.Validation;

namespace Plimsoll.Core.Tests.Validation;

public class ShortfallTests
{
    [Fact]
    public void ShortfallCount_WithoutABreach_HasNoZ1AndTheBestZ2()
    {
        ShortfallCount count = ShortfallCount.Of([0.5, -1.0], [1.0, 1.0], [2.0, 2.0]);

        Assert.Null(count.Z1);
        Assert.Equal(1.0, count.Z2(0.025));
        Assert.Equal(0.5, count.MinimumBias(0.025));
    }

    [Fact]
    public void ShortfallCount_OneBreach_IsCountedByHand()
    {
        ShortfallCount count = ShortfallCount.Of([3.0, 0.0], [1.0, 1.0], [2.0, 2.0]);

        Assert.Equal(-0.5, count.Z1);
        Assert.Equal(1.0 - (1.5 / (2.0 * 0.25)), count.Z2(0.25));
        Assert.Equal(((0.5 - (1.0 / 0.25)) + 0.5) / 2.0, count.MinimumBias(0.25));
        Assert.Equal((3.0, 2.0), (count.ObservedSeverity, count.ExpectedSeverity));
    }

    [Fact]
    public void Summary_OfAConstantScaleModel_GivesZ2FromSeverities()
    {
        // MathWorks' esbacktest example: 57 breaches of 1,966 at 97.5 %, severities 1.1928 expected and 1.4221 seen, Z2 −0.38265.
        double ratio = ShortfallSummary.Of(new ShortfallCount { Observations = 1966, Breaches = 57 }, 0.025).Ratio;

        Assert.Equal(1.1928, ShortfallSummary.NormalSeverity(0.025), 5e-5);
        Assert.Equal(-0.38265, 1.0 - (ratio * 1.4221 / ShortfallSummary.NormalSeverity(0.025)), 1e-4);
    }

    [Theory]
    [InlineData(1.0, 2.0, 1.5)]
    [InlineData(1.0, -2.0, -1.0)]
    [InlineData(double.NaN, 1.0, 2.0)]
    [InlineData(1.0, 1.0, double.PositiveInfinity)]
    public void ShortfallCount_ImpossibleForecasts_AreRefused(double loss, double var, double shortfall) =>
        Assert.Throws<ArgumentException>(() => default(ShortfallCount).After(loss, var, shortfall));

    [Fact]
    public void ShortfallLaw_OfThePublishedExample_GivesItsCriticalValuesAndPValues()
    {
        // MathWorks simulates its tables and interpolates p-values between their levels, hence the tolerances.
        var normal = new ShortfallLaw(1966, 0.025, double.PositiveInfinity);
        var fat = new ShortfallLaw(1966, 0.025, 3.0);

        Assert.Equal(-0.34639, normal.CriticalValue(ShortfallStatistic.Z2, 0.01), 1e-3);
        Assert.Equal(-0.42986, fat.CriticalValue(ShortfallStatistic.Z2, 0.01), 1e-3);
        Assert.Equal(0.0054099, normal.Probability(ShortfallStatistic.Z2, -0.38265), 3e-4);
        Assert.Equal(0.018566, fat.Probability(ShortfallStatistic.Z2, -0.38265), 2e-3);
    }

    [Theory]
    [InlineData(ShortfallStatistic.Z1)]
    [InlineData(ShortfallStatistic.Z2)]
    [InlineData(ShortfallStatistic.MinimumBias)]
    public void ShortfallLaw_AgainstSimulation_HasTheShareOfTrueSeriesBelowTheCriticalValue(ShortfallStatistic statistic)
    {
        const int Observations = 100, Paths = 20_000;
        const double Tail = 0.05, Freedom = 5.0;
        ParametricRisk risk = ParametricRisk.StudentT(1.0 - Tail, Freedom, standardised: false);
        double critical = new ShortfallLaw(Observations, Tail, Freedom).CriticalValue(statistic, 0.05);
        var random = new CounterRandom(20261120);
        int valued = 0, below = 0;
        for (ulong path = 0; path < Paths; path++)
        {
            ShortfallCount count = default;
            for (ulong t = 0; t < Observations; t++)
            {
                double u = random.Uniform(path, t);
                // Only the tail matters: other losses are any number below VaR.
                double loss = u < Tail ? -StudentT.InverseCdf(u, Freedom) : 0.0;
                count = count.After(loss, risk.ValueAtRisk, risk.ExpectedShortfall);
            }

            double? value = statistic switch
            {
                ShortfallStatistic.Z1 => count.Z1,
                ShortfallStatistic.Z2 => count.Z2(Tail),
                _ => count.MinimumBias(Tail),
            };
            if (value is null) continue;
            valued++;
            if (value <= critical) below++;
        }

        // Four standard errors of 20,000 paths.
        Assert.Equal(0.05, (double)below / valued, 0.0062);
    }

    [Fact]
    public void ShortfallLaw_Probability_RisesFromNoneToThatOfABreach()
    {
        var law = new ShortfallLaw(50, 0.01, 4.0);
        double before = 0.0;
        for (double z = -20.0; z < 1.0; z += 0.05)
        {
            double now = law.Probability(ShortfallStatistic.Z2, z);
            Assert.True(now >= before - 1e-9, $"P(Z2 ≤ {z}) = {now} after {before}.");
            before = now;
        }

        Assert.InRange(before, 0.38, 1.0 - Math.Pow(0.99, 50) + 1e-9);
        Assert.Equal(1.0, law.Probability(ShortfallStatistic.Z2, 1.0), 1e-6);
    }

    [Fact]
    public void Z3_OfTheExpectedOrder_IsNearZeroAndFallsWithDeeperLosses()
    {
        double[] even = [.. Enumerable.Range(1, 1000).Select(i => (i - 0.5) / 1000.0)];
        double[] deeper = [.. even.Select(u => u * u)];

        Assert.Equal(0.0, EmpiricalShortfallTest.Z3(even, 0.025, double.PositiveInfinity), 0.01);
        Assert.True(EmpiricalShortfallTest.Z3(deeper, 0.025, double.PositiveInfinity) < -0.3);
        Assert.Equal(
            EmpiricalShortfallTest.Z3(deeper, 0.025, 5.0),
            EmpiricalShortfallTest.Z3(deeper, 0.025, (t, u) => (1.0 + t) * StudentT.InverseCdf(u, 5.0)),
            1e-10);
    }

    [Fact]
    public void Z3_PValue_IsTheSameForTheSameSeedAndUniformUnderATrueModel()
    {
        double p = EmpiricalShortfallTest.PValue(-0.2, 250, 0.025, 5.0, 2000, 7);

        Assert.Equal(p, EmpiricalShortfallTest.PValue(-0.2, 250, 0.025, 5.0, 2000, 7));
        Assert.InRange(p, 0.05, 0.35);
        Assert.Equal(1.0, EmpiricalShortfallTest.PValue(1.0, 250, 0.025, 5.0, 100, 7));
    }

    [Fact]
    public void McNeilFrey_FewerThanTwoBreaches_HasNoAnswer()
    {
        Assert.Null(McNeilFreyTest.Of([3.0, 0.0], [1.0, 1.0], [2.0, 2.0]));
        Assert.Null(McNeilFreyTest.Of([3.0, 3.0], [1.0, 1.0], [2.0, 2.0]));
    }

    [Fact]
    public void TailTransforms_ExactLaw_HasTheMeanOfItsFormulaAndTheMassOfNoBreach()
    {
        // ∫ P(Sum > x) dx is the mean.
        double mean = 0.0;
        for (double x = 0.0005; x < 20.0; x += 0.001) mean += 0.001 * (1.0 - TailTransforms.Probability(250, 0.01, x));

        Assert.Equal(1.25, mean, 1e-4);
        Assert.Equal(Math.Pow(0.99, 250), TailTransforms.Probability(250, 0.01, 0.0), 1e-12);
        Assert.Equal(0.0, TailTransforms.Probability(250, 0.01, -1e-9));
    }

    [Fact]
    public void EBacktest_ThirtyCalmDaysAndOneDisaster_AlarmsWhenItHappensAndStaysAlarmed()
    {
        EBacktest test = EBacktest.Start(0.01, 0.5);
        for (int i = 0; i < 3; i++) test = test.After(0.0, 1.0, 1.2);
        Assert.Equal(0.125, test.Wealth, 1e-15);
        Assert.Equal(TrafficLightZone.Green, test.Zone);

        test = test.After(2.0, 1.0, 1.2);

        // e = 1/(0.01·0.2) = 500.
        Assert.Equal(0.125 * 250.5, test.Wealth, 1e-11);
        Assert.Equal(TrafficLightZone.Amber, test.Zone);
        Assert.Equal(TrafficLightZone.Amber, test.After(0.0, 1.0, 1.2).Zone);
    }

    [Fact]
    public void EBacktest_AllOnOneBet_LosesAllOnACalmDayAndNeverWinsItBack()
    {
        EBacktest test = EBacktest.Start(0.01, 1.0).After(0.0, 1.0, 1.2).After(1.0, 0.5, 0.5);

        Assert.Equal(0.0, test.Wealth);
        Assert.Equal(double.PositiveInfinity, EBacktest.Value(1.0, 0.5, 0.5, 0.01));
    }

    [Fact]
    public void ConditionalCalibration_WithoutABreach_HasNoWaldTestOfASingularCovariance()
    {
        double[] flat = [1.0, 1.0, 1.0, 1.0];

        var test = ConditionalCalibration.Of([0.0, 0.1, 0.2, 0.3], flat, [1.2, 1.2, 1.2, 1.2], flat, 0.025, true);

        Assert.Null(test.TwoSidedSimple);
        Assert.InRange(test.OneSidedSimple, 0.0, 1.0);
    }

    [Fact]
    public void Z3_OfEquallyLikelyScenarios_IsThatOfTheirQuantileFunction()
    {
        // Days with 400 and 500 scenarios of different scale; the plain twin asks the quantile at every node.
        float[][] worst = [.. Enumerable.Range(0, 300).Select(t => Enumerable.Range(0, t % 2 == 0 ? 400 : 500).Select(i => (float)((1 + (t % 3)) / Math.Sqrt(i + 1.0))).ToArray())];
        double[] transforms = [.. Enumerable.Range(0, 300).Select(t => ((t * 173 % 300) + 0.3) / 300)];
        int[] scenarios = [.. worst.Select(day => day.Length)];

        double plain = EmpiricalShortfallTest.Z3(transforms, 0.025, (t, u) => -worst[t][(int)(u * worst[t].Length)]);
        double? quick = EmpiricalShortfallTest.Z3(transforms, 0.025, scenarios, t => worst[t]);
        Assert.Equal(plain, quick!.Value, 9);
        Assert.Null(EmpiricalShortfallTest.Z3(transforms, 0.025, scenarios, _ => new float[30]));
    }
}
