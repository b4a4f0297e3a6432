using Plimsoll.Lab.Backtests;

namespace Plimsoll.Lab.Tests.Backtests;

public class IntervalsTests
{
    // Bisection of the exact binomial sum to 50 digits; the first is 1 − 0.025^(1/1000).
    [Theory]
    [InlineData(0, 1000, 0.003682083897)]
    [InlineData(2, 1000, 0.007205838911)]
    [InlineData(10, 1000, 0.018313243055)]
    public void BinomialUpper_KnownCases_AgreeWithClopperAndPearson(int events, int trials, double upper) => Assert.Equal(upper, Intervals.BinomialUpper(events, trials), 11);

    [Fact]
    public void ByDate_EventsOnOneDate_CountAsOne()
    {
        double[] trials = [.. Enumerable.Repeat(10.0, 500)], spread = new double[500], heaped = new double[500];
        for (int i = 0; i < 50; i++) spread[i * 10] = 1;
        for (int i = 0; i < 5; i++) heaped[100 + i] = 10;

        (double lower, double upper) = Intervals.ByDate(spread, trials);
        (double heapedLower, double heapedUpper) = Intervals.ByDate(heaped, trials);

        Assert.InRange(0.01, lower, upper);
        Assert.InRange(0.01, heapedLower, heapedUpper);
        Assert.True(heapedUpper - heapedLower > 3 * (upper - lower));
    }
}
