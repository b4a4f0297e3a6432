using Plimsoll.Validation;

namespace Plimsoll.Core.Tests.Validation;

public class CoverageTests
{
    [Fact]
    public void ProportionOfFailures_NoBreachInAYear_IsJudgedAndRejectsAOnePercentModel()
    {
        TestResult test = KupiecTest.ProportionOfFailures(0, 255, 0.01);

        // −2·255·ln 0.99.
        Assert.Equal(5.125671, test.Statistic, 1e-6);
        Assert.True(test.Rejects(0.05));
    }

    [Theory]
    [InlineData(1_000_000, 10_000, 0.01)]
    [InlineData(2_000_000_000, 20_000_000, 0.01)]
    [InlineData(40, 40, 0.5)]
    [InlineData(40, 0, 0.5)]
    public void ProportionOfFailures_LongOrOneSidedSeries_IsFinite(int observations, int breaches, double tail)
    {
        TestResult test = KupiecTest.ProportionOfFailures(breaches, observations, tail);

        Assert.True(double.IsFinite(test.Statistic) && test.Statistic >= 0.0);
        Assert.InRange(test.PValue, 0.0, 1.0);
    }

    [Fact]
    public void ProportionOfFailures_BreachesAsClaimed_HasNothingAgainstTheModel() =>
        Assert.Equal(new TestResult(0.0, 1.0), KupiecTest.ProportionOfFailures(1, 2, 0.5));

    [Fact]
    public void TimeUntilFirstFailure_AtTheFirstObservation_CountsTheCalmOnesAsNone() =>
        Assert.Equal(-2.0 * Math.Log(0.01), KupiecTest.TimeUntilFirstFailure(1, 0.01).Statistic, 1e-12);

    [Fact]
    public void TimeUntilFirstFailure_OfTheMathWorksExample_IsTheDocumentedRatio()
    {
        TestResult test = KupiecTest.TimeUntilFirstFailure(58, 0.05);

        Assert.Equal(1.7354, test.Statistic, 5e-5);
        Assert.Equal(0.18773, test.PValue, 5e-6);
    }

    [Theory]
    [InlineData(50, 0.01, 0.95)]
    [InlineData(1, 0.01, 0.95)]
    [InlineData(8760, 0.005, 0.99)]
    [InlineData(30, 0.9, 0.9)]
    public void NonRejectionRegion_AnyModel_IsWhatTheTestDoesNotReject(int observations, double tail, double confidence)
    {
        (int least, int greatest) = KupiecTest.NonRejectionRegion(observations, tail, confidence)!.Value;

        for (int x = 0; x <= observations; x++)
            Assert.Equal(x >= least && x <= greatest, KupiecTest.ProportionOfFailures(x, observations, tail).PValue > 1.0 - confidence);
    }

    [Fact]
    public void NonRejectionRegion_WhereEveryNumberIsRejected_IsNone() => Assert.Null(KupiecTest.NonRejectionRegion(1, 0.5, 0.5));

    [Theory]
    [InlineData(-1, 10, 0.01)]
    [InlineData(11, 10, 0.01)]
    [InlineData(0, 0, 0.01)]
    [InlineData(1, 10, 0.0)]
    [InlineData(1, 10, double.NaN)]
    public void ProportionOfFailures_ImpossibleCounts_AreRefused(int breaches, int observations, double tail) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => KupiecTest.ProportionOfFailures(breaches, observations, tail));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 0, 0, 250)]
    [InlineData(250, 0, 0, 0)]
    [InlineData(100, 100, 100, 100)]
    public void Independence_NothingToTellApart_HasRatioZero(int n00, int n01, int n10, int n11) =>
        Assert.Equal(new TestResult(0.0, 1.0), ChristoffersenTest.Independence(n00, n01, n10, n11));

    [Fact]
    public void BreachCount_LossEqualToItsVar_IsNoBreach()
    {
        BreachCount count = BreachCount.Of([1.0, 2.0, 2.5, 3.0], [2.0, 2.0, 2.0, 2.0]);

        Assert.Equal(new BreachCount(4, 2, 3, 1, 1, 0, 1, true), count);
    }

    [Fact]
    public void BreachCount_LossThatIsNoNumber_IsRefusedAndNotCountedAsCalm() =>
        Assert.Throws<ArgumentException>(() => default(BreachCount).After(double.NaN, 1.0));

    [Fact]
    public void TrafficLight_TooFewObservations_HasNoGreenNumber() => Assert.Equal((-1, 0), TrafficLight.Boundaries(1, 0.00001));

    [Theory]
    [InlineData(250, 0.01, 4, 10)]
    [InlineData(500, 0.01, 8, 15)]
    public void TrafficLight_Boundaries_AreWhereTheZonesChange(int observations, double tail, int greenMax, int redMin)
    {
        Assert.Equal((greenMax, redMin), TrafficLight.Boundaries(observations, tail));
        Assert.Equal(TrafficLightZone.Green, TrafficLight.Of(greenMax, observations, tail).Zone);
        Assert.Equal(TrafficLightZone.Amber, TrafficLight.Of(greenMax + 1, observations, tail).Zone);
        Assert.Equal(TrafficLightZone.Amber, TrafficLight.Of(redMin - 1, observations, tail).Zone);
        Assert.Equal(TrafficLightZone.Red, TrafficLight.Of(redMin, observations, tail).Zone);
    }

    [Fact]
    public void CoverageDisclosure_WithoutABreach_HasNothingUncovered()
    {
        CoverageDisclosure disclosure = CoverageDisclosure.Of([1.0, 0.0], [1.0, -5.0]);

        Assert.Equal((1.0, 0.0, 0.0), (disclosure.Coverage, disclosure.AverageUncovered, disclosure.PeakUncovered));
    }

    [Fact]
    public void DurationTest_FewerThanTwoBreaches_HasNoAnswer()
    {
        Assert.Null(DurationTest.Of([]));
        Assert.Null(DurationTest.Of([false, true, false]));
        Assert.NotNull(DurationTest.Of([true, false, true]));
    }

    [Fact]
    public void DurationTest_ClusteredBreaches_HaveAFallingHazardAndEvenOnesARisingOne()
    {
        var clustered = new bool[400];
        var even = new bool[400];
        for (int i = 0; i < 400; i++) (clustered[i], even[i]) = (i % 100 < 4, i % 25 == 12);

        Assert.True(DurationTest.Of(clustered)!.Value is { Shape: < 1.0, PValue: < 0.01 });
        Assert.True(DurationTest.Of(even)!.Value is { Shape: > 2.0, PValue: < 0.01 });
    }

    [Fact]
    public void DynamicQuantile_SeriesWithoutABreach_CountsDependentRegressorsOnce()
    {
        double[] losses = [.. Enumerable.Range(0, 100).Select(i => Math.Sin(i))];
        double[] flat = [.. Enumerable.Repeat(2.0, 100)];

        TestResult test = DynamicQuantileTest.Of(losses, flat, 0.05, 4);

        // All hits are −a, which the constant explains: 96·a²/(a(1 − a)).
        Assert.Equal(96.0 * 0.05 / 0.95, test.Statistic, 1e-9);
    }
}
