using Plimsoll.Calibration;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Calibration;

public class CalibrationRuleTests
{
    [Theory]
    [InlineData(8e9, 2000, 0.04, 5e7, "majors")]
    [InlineData(8e9, 2000, 0.04, 5e6, "large")]
    [InlineData(8e9, 1200, 0.04, 5e7, "large")]
    [InlineData(8e9, 2000, 0.09, 5e7, "large")]
    [InlineData(1e8, 2000, 0.04, null, "mid")]
    [InlineData(1e6, 2000, 0.04, null, null)]
    [InlineData(null, 1000, 0.04, null, "mid")]
    [InlineData(null, 999, 0.04, null, null)]
    [InlineData(8e9, 2000, 0.2, 5e7, null)]
    public void ClassRule_OfVolumeHistoryVolatilityAndDepth_GivesTheFirstClassThatAdmits(double? volume, int days, double volatility, double? depth, string? expected) =>
        Assert.Equal(expected, ClassRule.ClassOf(new AssetFacts(Currency.Of("XYZ"), days, volume, volatility, depth), ClassRule.Default));

    [Fact]
    public void QuantileEstimate_OfAThousandNumbers_HasTheIntervalOfItsOrderStatistics()
    {
        double[] sample = [.. Enumerable.Range(1, 1000).Select(i => (double)i)];

        QuantileEstimate five = QuantileEstimate.Of(sample, 0.05);

        // 50 ± 1.96·√47.5 = 36.5 to 63.5: the order statistics around them.
        Assert.Equal(50, five.Value);
        Assert.Equal(37, five.Lower);
        Assert.Equal(65, five.Upper);
    }

    [Fact]
    public void CrisisMove_OfBarsWithLows_GoesFromTheOpenToTheLowAndTakesTheWorstBasis()
    {
        var crisis = new CrisisWindow("test", Timestamp.Utc(2022, 5, 1), Timestamp.Utc(2022, 5, 1, 4));
        long from = crisis.From.UnixSeconds;
        BarSeries Bars(MarketKind kind, double[] open, double[] high, double[] low, double[] close) => new()
        {
            Base = Currency.Of("BTC"), Quote = Currency.Of("USDT"), Venue = "v", Kind = kind, Step = TimeSpan.FromHours(1), OpenTimes = Enumerable.Range(-1, 6).Select(i => from + (i * 3600)).ToArray(), Open = open, High = high, Low = low, Close = close,
        };
        BarSeries spot = Bars(MarketKind.Spot, [90, 100, 95, 80, 85, 90], [99, 101, 99, 85, 120, 500], [80, 94, 78, 70, 84, 1], [100, 95, 80, 85, 90, 90]);
        BarSeries perpetual = Bars(MarketKind.Perpetual, [90, 100, 95, 80, 85, 90], [99, 101, 99, 85, 120, 500], [80, 94, 78, 70, 84, 1], [100, 95, 76, 85, 90, 90]);

        CrisisMove move = CrisisMove.Of(spot, perpetual, crisis)!;

        Assert.Equal(-0.30, move.Low, 1e-12);
        Assert.Equal(0.20, move.High, 1e-12);
        Assert.Equal(Math.Log(76.0 / 80), move.Basis!.Value, 1e-12);
    }

    [Fact]
    public void CrisisMove_OfBarsThatBeginTooLate_IsNone()
    {
        var crisis = new CrisisWindow("test", Timestamp.Utc(2022, 5, 1), Timestamp.Utc(2022, 5, 3));
        var late = new BarSeries
        {
            Base = Currency.Of("BTC"), Quote = Currency.Of("USDT"), Venue = "v", Kind = MarketKind.Spot, Step = TimeSpan.FromHours(1), OpenTimes = Enumerable.Range(20, 10).Select(i => crisis.From.UnixSeconds + (i * 3600L)).ToArray(), Close = Enumerable.Repeat(1.0, 10).ToArray(),
        };

        Assert.Null(CrisisMove.Of(late, null, crisis));
    }

    [Fact]
    public void VolatilityResponse_OfChangesMadeBySlopes_FindsTheSlopes()
    {
        double[] returns = [.. Enumerable.Range(0, 600).Select(i => 0.04 * Math.Sin(i * 0.7))];
        double[] changes = [.. returns.Select((move, i) => (move < 0 ? -0.6 * move : 0.3 * move) + (i % 2 == 0 ? 0.01 : -0.01))];

        VolatilityResponse found = VolatilityResponse.Of(returns, changes)!;

        Assert.Equal(-0.6, found.Down, 0.02);
        Assert.Equal(0.3, found.Up, 0.02);
        Assert.Equal(0.01, found.Residual, 1e-3);
        Assert.Null(VolatilityResponse.Of(returns.AsSpan(0, 249), changes.AsSpan(0, 249)));
    }

    [Fact]
    public void MarkManipulation_WithDepth_TakesTheStricterBound()
    {
        MarkManipulation moved = MarkManipulation.Of(Currency.Of("BTC"), 0.10, 5e6, 1e10, 0.03, 1, 2e9);

        Assert.Equal(0.5 * 5e8 * 0.01, moved.Book!.Value.Cost, 1e-3);
        Assert.Equal(2.5e7, moved.Stricter.OpenInterestCap, 1e-3);
        Assert.True(moved.Stricter.Profit > 0);
        Assert.Equal(moved.Law, MarkManipulation.Of(Currency.Of("BTC"), 0.10, null, 1e10, 0.03, 1, 2e9).Stricter);
    }

    [Fact]
    public void StressWeights_OfAMove_KeepTheWeightedLossBelowTheCalmestShortfall()
    {
        Assert.Equal(0.08, StressWeights.Of(0.051, -0.51), 1e-12);
        Assert.Equal(1, StressWeights.Of(0.5, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StressWeights.Of(0, -0.1));
    }
}
