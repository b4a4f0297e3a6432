using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Volatility;

public class VolatilityLadderTests
{
    private const int N = 330;
    private static readonly DailyHistory History = DailyHistory.Of(Days.Hourly(N));
    private static readonly Timestamp End = History.EndOf(N);

    private static SigmaRequest Request => new() { History = History, At = End, StressedSigma = 0.08 };

    private static TreeSchedule Constant(float ln)
    {
        BoostedTrees trees = BoostedTrees.Of(ln, TreeFeatures.Names.Length, []);
        return new([new(200, 1, trees, 1.0)]);
    }

    [Fact]
    public void Of_EverythingThere_IsTheBlendWithinItsBoundsAndSaysSo()
    {
        double champion = VolatilityWalk.At(History, VolatilityMethod.LogHar, N, 1);

        SigmaForecast wild = VolatilityLadder.Of(Request with { Trees = Constant(2.0f) });

        Assert.Equal(FallbackRung.Blend, wild.Rung);
        Assert.Empty(wild.Refused);
        Assert.Equal(1.35 * Math.Sqrt(champion * wild.ReturnScale), wild.Sigma, 1e-12);
        Assert.Equal(SigmaHoldReason.GreatestMultiplier, Assert.Single(wild.Holds).Reason);
    }

    [Fact]
    public void Of_RungAfterRungTakenAway_StepsDownWithEveryReason()
    {
        SigmaForecast logHar = VolatilityLadder.Of(Request);
        SigmaForecast ewma = VolatilityLadder.Of(Request with { Demoted = [FallbackRung.LogHar] });
        SigmaForecast lastGood = VolatilityLadder.Of(Request with { At = End + TimeSpan.FromDays(3), LastGood = 0.5, LastGoodAt = End });
        SigmaForecast stressed = VolatilityLadder.Of(Request with { History = History.Until(0) });

        Assert.Equal((FallbackRung.LogHar, (FallbackRung.Blend, RungRefusal.NoTrees)), (logHar.Rung, logHar.Refused.Single()));
        Assert.Equal(FallbackRung.Ewma, ewma.Rung);
        Assert.Equal((FallbackRung.LogHar, RungRefusal.Demoted), ewma.Refused[1]);
        Assert.Equal(Math.Sqrt(VolatilityWalk.At(History, VolatilityMethod.Ewma, N, 1)), ewma.Sigma, 1e-15);
        Assert.Equal(1.15 * 0.5, lastGood.Sigma, 1e-15);
        Assert.False(lastGood.IsGood);
        Assert.All(lastGood.Refused, step => Assert.Equal(RungRefusal.Stale, step.Reason));
        Assert.Equal((FallbackRung.Stressed, 0.08), (stressed.Rung, stressed.Sigma));
        Assert.Equal((FallbackRung.LastGood, RungRefusal.NothingKnown), stressed.Refused[^1]);
    }

    [Fact]
    public void Of_StaleWithoutALastGood_RaisesTheEwma() =>
        Assert.Equal(1.15 * Math.Sqrt(VolatilityWalk.At(History, VolatilityMethod.Ewma, N, 1)), VolatilityLadder.Of(Request with { At = End + TimeSpan.FromDays(9) }).Sigma, 1e-12);

    [Fact]
    public void Of_LaterDays_AreNotLookedAt()
    {
        Timestamp then = History.EndOf(300);

        Assert.Equal(VolatilityLadder.Of(Request with { At = then }).Sigma, VolatilityLadder.Of(Request with { At = then, History = History.Until(300) }).Sigma);
        Assert.Equal(299, History.KnownAt(Timestamp.FromUnixSeconds(then.UnixSeconds - 1)));
    }

    [Fact]
    public void Of_OutsideTheCorridor_IsHeldAndSaysSo()
    {
        SigmaForecast low = VolatilityLadder.Of(Request with { Corridor = new(3.0, 5.0, "test") }), high = VolatilityLadder.Of(Request with { Corridor = new(0.01, 0.1, "test") });

        Assert.Equal(3.0 / Math.Sqrt(365.0), low.Sigma, 1e-15);
        Assert.Equal(SigmaHoldReason.Floor, low.Holds.Single().Reason);
        Assert.Equal(0.1 / Math.Sqrt(365.0), high.Sigma, 1e-15);
        Assert.Equal(SigmaHoldReason.Cap, high.Holds.Single().Reason);
    }

    [Fact]
    public void Of_RiseAndFallSinceTheLastGood_AreLimited()
    {
        SigmaRules rules = SigmaRules.Default with { LeastFallPerDay = 0.98 };

        SigmaForecast rise = VolatilityLadder.Of(Request with { LastGood = 0.001, LastGoodAt = Timestamp.FromUnixSeconds(End.UnixSeconds - 7200) }, rules);
        SigmaForecast fall = VolatilityLadder.Of(Request with { LastGood = 1.0, LastGoodAt = Timestamp.FromUnixSeconds(End.UnixSeconds - 86_400) }, rules);

        Assert.Equal(0.001 * 1.5 * 1.5, rise.Sigma, 1e-15);
        Assert.Equal(SigmaHoldReason.MaximumRise, rise.Holds.Single().Reason);
        Assert.Equal(0.98, fall.Sigma, 1e-15);
        Assert.True(VolatilityLadder.Of(Request with { LastGood = 1.0, LastGoodAt = End }).Sigma < 0.5);
    }

    [Fact]
    public void Of_ImpliedAboveTheForecast_LiftsIt()
    {
        DailyHistory history = DailyHistory.Of(Days.Hourly(N), Days.Index(N, day => day == N - 1 ? 3.0 : 0.6));

        SigmaForecast lifted = VolatilityLadder.Of(Request with { History = history });

        Assert.Equal(SigmaHoldReason.Implied, lifted.Holds.Single().Reason);
        Assert.True(lifted.Sigma > VolatilityLadder.Of(Request).Sigma);
    }

    [Fact]
    public void Of_FeatureThatTrainingHadIsMissing_LeavesTheTreesOut()
    {
        var bars = Days.Hourly(N);
        double[] volume = bars.Volume.ToArray();
        volume[^1] = double.NaN;
        DailyHistory gap = DailyHistory.Of(new() { Base = bars.Base, Quote = bars.Quote, Venue = bars.Venue, Kind = bars.Kind, Step = bars.Step, OpenTimes = bars.OpenTimes, Open = bars.Open, High = bars.High, Low = bars.Low, Close = bars.Close, Volume = volume });

        SigmaForecast forecast = VolatilityLadder.Of(Request with { History = gap, Trees = Constant(-7.0f) });

        Assert.Equal((FallbackRung.Blend, RungRefusal.FeatureMissing), forecast.Refused.Single());
    }

    [Fact]
    public void Of_NumberOutOfRange_IsNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VolatilityLadder.Of(Request with { StressedSigma = 0.0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolatilityLadder.Of(Request with { LastGood = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolatilityLadder.Of(Request with { LastGood = 0.1, LastGoodAt = End + TimeSpan.FromDays(1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => VolatilityLadder.Of(Request, SigmaRules.Default with { LeastFallPerDay = 1.1 }));
    }
}
