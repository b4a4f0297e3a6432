using Plimsoll.Governance;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Lab.Tests.Backtests;
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
}
