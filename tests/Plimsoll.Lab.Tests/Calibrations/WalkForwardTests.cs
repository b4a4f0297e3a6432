using Plimsoll.Lab.Calibrations;
using Plimsoll.Lab.Tests.Backtests;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Lab.Tests.Calibrations;

public class WalkForwardTests
{
    private static readonly WalkForwardOptions Btc = new() { Assets = [Currency.Of("BTC")] };
    private static readonly Lazy<WalkForwardResult> Real = new(() => WalkForward.Run(Bars.Real, Btc));

    [Fact]
    public void Run_AnotherFuture_ChangesNothingBefore()
    {
        Timestamp cut = Timestamp.Utc(2021, 3, 1);
        WalkForwardAsset real = Real.Value.Assets[0], other = WalkForward.Run(Bars.WithAnotherFuture(Bars.Real, cut), Btc).Assets[0];

        Assert.Equal(real.Days.Where(day => day.Time <= cut), other.Days.Where(day => day.Time <= cut));
        Assert.Equal(real.Events.Where(one => one.Time <= cut), other.Events.Where(one => one.Time <= cut));
        Assert.Contains(real.Events, one => one.Time <= cut && one.Kind == "set");
        Assert.NotEqual(real.Days.Where(day => day.Time > cut), other.Days.Where(day => day.Time > cut));
    }

    [Fact]
    public void Run_MarchOf2020_TellsTheCrisisOnItsDayAndLetsExistingPositionsHaveNotice()
    {
        WalkForwardAsset btc = Real.Value.Assets[0];
        WalkForwardDay before = btc.Days.Single(day => day.Time == Timestamp.Utc(2020, 3, 12)), after = btc.Days.Single(day => day.Time == Timestamp.Utc(2020, 3, 13));

        Assert.Equal(Regime.Elevated, before.Regime);
        Assert.Equal(Regime.Crisis, after.Regime);
        Assert.Equal(1.5, after.NewFactor);
        Assert.True(after.ExistingFactor < after.NewFactor, "Four hours of notice have not been seen to pass.");
        Assert.True(after.Published > 1.5 * before.Published);
    }

    [Fact]
    public void Run_Twice_GivesTheSameBytes()
    {
        WalkForwardResult again = WalkForward.Run(Bars.Real, Btc);

        Assert.Equal(Real.Value.DaysCsv(), again.DaysCsv());
        Assert.Equal(Real.Value.EventsTable(), again.EventsTable());
    }

    [Fact]
    public void Run_EverySetOfTheLedger_IsOfItsTimeAndWithinItsBoundsOrApproved()
    {
        WalkForwardAsset btc = Real.Value.Assets[0];

        Assert.True(btc.Ledger.Sets.Length > 2);
        Assert.All(btc.Ledger.Sets.Skip(1), set => Assert.NotEqual("", set.Reason));
        Assert.All(btc.Days, day => Assert.True(day.Published is null || day.Published > 0));
        Assert.Equal(btc.Ledger.Sets.Length - 1, btc.Events.Count(one => one.Kind == "set" || (one.Kind == "decision" && one.Text.Contains("approved", StringComparison.Ordinal))));
    }

    [Fact]
    public void Run_ThinDepth_RaisesTheRegimeOnceRecordedAndBoundsNothingBefore()
    {
        long[] times = [.. Enumerable.Range(0, 200).Select(day => Timestamp.Utc(2020, 10, 1).UnixSeconds + (day * 86_400L))];
        // A tenth of the usual from day 100 to 109, and no record at all from day 130 to 139.
        bool IsThin(int day) => day is >= 100 and < 110;
        int[] there = [.. Enumerable.Range(0, 200).Where(day => day is < 130 or >= 140)];
        var thin = new WalkForwardSeries(Currency.Of("BTC"), WalkForwardKind.Depth, there.Select(day => times[day]).ToArray(), there.Select(day => IsThin(day) ? 10.0 : 100).ToArray());
        WalkForwardAsset plain = Real.Value.Assets[0], with = WalkForward.Run(Bars.Real, Btc with { Recorded = [thin] }).Assets[0];
        WalkForwardDay On(WalkForwardAsset asset, int day) => asset.Days.Single(one => one.Time.UnixSeconds == times[day]);

        // Thirty days make it usual; before, a market with a record to come is governed like one without.
        Timestamp first = Timestamp.FromUnixSeconds(times[30]);
        Assert.Equal(plain.Days.Where(day => day.Time < first), with.Days.Where(day => day.Time < first));
        Assert.Equal(first, with.Events.Single(one => one.Kind == "watch").Time);
        Assert.True(On(plain, 100).Regime < Regime.Crisis);
        Assert.Equal(Regime.Crisis, On(with, 100).Regime);
        Assert.Equal(1.5, On(with, 100).NewFactor);
        Assert.Contains(with.Events, one => one is { Kind: "regime", Cause: "depth ratio" } && one.Time.UnixSeconds == times[100]);
        Assert.True(On(with, 115).Regime < Regime.Crisis, "Depth came back five days ago.");
    }

    [Fact]
    public void Run_OpenInterestThatDoubles_CallsForARecalibration()
    {
        long[] times = [.. Enumerable.Range(0, 300).Select(day => Timestamp.Utc(2020, 9, 1).UnixSeconds + (day * 86_400L))];
        var interest = new WalkForwardSeries(Currency.Of("BTC"), WalkForwardKind.OpenInterest, times, times.Select((_, day) => day < 150 ? 100.0 : 200).ToArray());
        WalkForwardAsset with = WalkForward.Run(Bars.Real, Btc with { Recorded = [interest] }).Assets[0];

        // With a half-life of five days half of the way is gone on the sixth day, the first of which counts.
        Assert.DoesNotContain(Real.Value.Assets[0].Events, one => one.Cause.Contains("open interest", StringComparison.Ordinal));
        Assert.Contains(with.Events, one => one.Cause.Contains("open interest", StringComparison.Ordinal) && one.Time.UnixSeconds >= times[150] && one.Time.UnixSeconds <= times[165]);
    }

    [Fact]
    public void Run_AssetWithAGrowingRecord_RisesClassByClassWithItsDays()
    {
        WalkForwardAsset btc = Real.Value.Assets[0];
        WalkForwardEvent mid = btc.Events.First(one => one.Kind == "class");

        Assert.Equal("small", btc.Days[0].Class);
        Assert.StartsWith("small to mid", mid.Text, StringComparison.Ordinal);
        Assert.Contains("history", mid.Cause, StringComparison.Ordinal);
        // 250 days of returns, held for 30 days.
        Assert.Equal(Timestamp.Utc(2020, 1, 1) + TimeSpan.FromDays(1 + 250 + 30), mid.Time);
    }

    [Fact]
    public void Summary_OfAWalk_CountsItsDaysAndEvents()
    {
        WalkForwardAsset btc = Real.Value.Assets[0];
        WalkForwardSummary figures = WalkForwardSummary.Of(btc);

        Assert.Equal(1, figures.Shares.Sum(), 12);
        Assert.Equal(btc.Events.Count(one => one.Kind == "regime"), figures.Transitions);
        Assert.Equal(btc.Days.Max(day => day.Estimate), figures.Raw.Peak);
        Assert.True(figures.Published.Rise1 <= figures.Raw.Rise1 && figures.Published.Mean >= figures.Raw.Mean);
        WalkForwardAsset late = new WalkForwardResult([btc]).Since(Timestamp.Utc(2021, 1, 1)).Assets[0];
        Assert.Equal(Timestamp.Utc(2021, 1, 1), late.Days[0].Time);
        Assert.Equal(btc.Days[^1], late.Days[^1]);
        WalkForwardCrisis march = Assert.Single(WalkForwardCrisis.Of(Real.Value), one => one.Crisis == "2020-03-12");
        Assert.Equal(Timestamp.Utc(2020, 3, 12), march.Before.Time);
        Assert.Equal(Timestamp.Utc(2020, 3, 13), march.Worst.Time);
    }
}
