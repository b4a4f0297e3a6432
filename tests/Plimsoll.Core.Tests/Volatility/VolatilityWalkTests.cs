using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

public class VolatilityWalkTests
{
    private const int N = 330;

    public static TheoryData<VolatilityMethod> Methods => [.. Enum.GetValues<VolatilityMethod>()];

    /// <summary>A stump on ln RV and one on volume, valid from day 200.</summary>
    private static TreeSchedule Trees()
    {
        RegressionTree stump = new([1, -1, -1], [2, -1, -1], [0, 0, 0], [-7.0f, -0.3f, 0.3f], [true, false, false]);
        RegressionTree volume = new([1, -1, -1], [2, -1, -1], [TreeFeatures.Names.IndexOf("ln volume ratio 22"), 0, 0], [0.0f, -0.1f, 0.1f], [true, false, false]);
        BoostedTrees trees = BoostedTrees.Of(-7.0f, TreeFeatures.Names.Length, [stump, volume]);
        return new([new(200, 1, trees, 1.2), new(200, 7, trees, 1.2), new(260, 1, trees, 1.0), new(260, 7, trees, 1.0)]);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Of_AnotherFuture_ChangesNoForecastMadeBeforeIt(VolatilityMethod method)
    {
        const int turn = 300;
        DailyHistory before = DailyHistory.Of(Days.Hourly(N), Days.Index(N, day => 0.5 + (0.001 * day))), after = DailyHistory.Of(Days.Hourly(N, turn, 3.0), Days.Index(N, day => day >= turn ? 2.0 : 0.5 + (0.001 * day)));

        double[][] one = VolatilityWalk.Of(before, method, 280, [1, 7], Trees()), other = VolatilityWalk.Of(after, method, 280, [1, 7], Trees());

        for (int h = 0; h < 2; h++)
        {
            Assert.Equal(N - 280 + 1, one[h].Length);
            Assert.All(one[h], value => Assert.True(value > 0.0));
            Assert.Equal(one[h][..(turn - 280 + 1)], other[h][..(turn - 280 + 1)]);
            Assert.NotEqual(one[h][^1], other[h][^1]);
        }
    }

    [Theory]
    [InlineData(VolatilityMethod.Ewma)]
    [InlineData(VolatilityMethod.EwmaRealised)]
    [InlineData(VolatilityMethod.HarQ)]
    [InlineData(VolatilityMethod.LogHarX)]
    [InlineData(VolatilityMethod.ImpliedBlend)]
    [InlineData(VolatilityMethod.Blend)]
    public void At_EveryDay_IsTheForecastOfTheWalk(VolatilityMethod method)
    {
        DailyHistory history = DailyHistory.Of(Days.Hourly(N), Days.Index(N, _ => 0.7));
        double[] walk = VolatilityWalk.Of(history, method, 320, [7], Trees())[0];

        for (int i = 0; i < walk.Length; i++) Assert.Equal(walk[i], VolatilityWalk.At(history, method, 320 + i, 7, Trees()), 1e-15);
    }

    [Fact]
    public void Of_ClosesAlone_GiveTheRealisedVariancesOfTheBars()
    {
        DailyHistory ranges = DailyHistory.Of(Days.Hourly(120)), closes = DailyHistory.Of(Days.Hourly(120, hasRanges: false));

        for (int i = 1; i < 120; i++) Assert.Equal(ranges.DailyVariances[i], closes.DailyVariances[i], 1e-15);
        Assert.Equal(ranges.DailyReturns.ToArray(), closes.DailyReturns.ToArray());
    }

    [Fact]
    public void Of_MethodWithoutWhatItNeeds_HasNoForecast()
    {
        DailyHistory history = DailyHistory.Of(Days.Hourly(150));

        foreach (VolatilityMethod method in (VolatilityMethod[])[VolatilityMethod.LogHarImplied, VolatilityMethod.ImpliedOverlay, VolatilityMethod.Trees, VolatilityMethod.Blend])
            Assert.All(VolatilityWalk.Of(history, method, 145, [1])[0], value => Assert.Equal(double.NaN, value));
        Assert.Equal(double.NaN, VolatilityWalk.At(history, VolatilityMethod.LogHar, 80, 1));
    }

    [Fact]
    public void LogHarX_CalmWeekends_AreForecast()
    {
        // Days.Start is a Monday; two of seven days move half as much.
        var bars = Days.Hourly(N);
        double[] close = bars.Close.ToArray(), quiet = new double[close.Length];
        double price = 100.0;
        for (int i = 0; i < close.Length; i++) quiet[i] = price *= Math.Exp(Math.Log(close[i] / (i > 0 ? close[i - 1] : 100.0)) * (i / 24 % 7 >= 5 ? 0.5 : 1.0));
        var series = Days.Hourly(N, hasRanges: false);
        DailyHistory history = DailyHistory.Of(new() { Base = series.Base, Quote = series.Quote, Venue = "made", Kind = series.Kind, Step = series.Step, OpenTimes = series.OpenTimes, Close = quiet });

        double weekend = VolatilityWalk.At(history, VolatilityMethod.LogHarX, 320 - (320 % 7) + 5, 1), weekday = VolatilityWalk.At(history, VolatilityMethod.LogHarX, 320 - (320 % 7) + 4, 1);

        Assert.InRange(weekend / weekday, 0.15, 0.5);
    }

    [Fact]
    public void Learnt_FarFromTheChampion_IsHeldToItsBounds()
    {
        Assert.Equal(0.85 * 0.85, LearntMultiplier.Bounded(1.0, 0.1), 1e-15);
        Assert.Equal(1.35 * 1.35, LearntMultiplier.Bounded(1.0, 9.0), 1e-15);
        Assert.Equal(1.1, LearntMultiplier.Bounded(1.0, 1.1), 1e-15);
        Assert.Equal(double.NaN, LearntMultiplier.Bounded(1.0, double.NaN));
    }

    [Fact]
    public void Overlay_ImpliedVariance_CountsUpwardsOnlyAndByHorizon()
    {
        DailyHistory history = DailyHistory.Of(Days.Hourly(N), Days.Index(N, _ => 1.2));
        ImpliedOverlay overlay = ImpliedOverlay.Default;
        double premium = overlay.Premium(history, N), implied = 1.2 * 1.2 / 365.0;

        Assert.InRange(premium, 0.6, 1.0);
        Assert.Equal([0.25, 0.375, 0.5, 0.5], ((int[])[1, 4, 7, 30]).Select(overlay.Weight));
        double low = 0.1 * implied, high = 10.0 * implied;
        Assert.Equal((0.75 * low) + (0.25 * premium * implied), overlay.Over(history, N, low, 1, upwardOnly: true), 1e-15);
        Assert.Equal(high, overlay.Over(history, N, high, 1, upwardOnly: true));
        Assert.True(overlay.Over(history, N, high, 1, upwardOnly: false) < high);
        DailyHistory silent = DailyHistory.Of(Days.Hourly(N), Days.Index(N - 3, _ => 1.2));
        Assert.Equal(low, overlay.Over(silent, N, low, 1, upwardOnly: true));
    }
}
