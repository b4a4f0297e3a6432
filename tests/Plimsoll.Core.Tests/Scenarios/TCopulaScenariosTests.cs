using System.Collections.Immutable;
using Plimsoll.Market;
using Plimsoll.Numerics;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Scenarios;

public class TCopulaScenariosTests
{
    // Known answers of Random123 1.09, kat_vectors, philox4x32 10.
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [InlineData(0xffffffffffffffffUL, 0xffffffffffffffffUL, 0xffffffffffffffffUL, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [InlineData(0x299f31d0a4093822UL, 0x85a308d3243f6a88UL, 0x0370734413198a2eUL, 0x94fdccebd16cfe09UL, 0x24126ea15001e420UL)]
    public void Philox_OfPublishedCounters_GivesThePublishedBits(ulong key, ulong low, ulong high, ulong first, ulong second) =>
        Assert.Equal((first, second), Philox.Bits(key, low, high));

    [Fact]
    public void Fill_InPartsOnManyThreads_GivesTheBitsOfOneThread()
    {
        TCopulaScenarios scenarios = TCopulaScenarios.Create(History(3), Parameters(2_000));
        double[][] whole = scenarios.Generate();

        var parts = new double[2_000 * 3];
        Parallel.For(0, 80, new ParallelOptions { MaxDegreeOfParallelism = 8 }, part => scenarios.Fill(part * 25, parts.AsSpan(part * 75, 75)));

        for (int s = 0; s < 2_000; s++)
            for (int f = 0; f < 3; f++) Assert.Equal(BitConverter.DoubleToInt64Bits(whole[f][s]), BitConverter.DoubleToInt64Bits(parts[(s * 3) + f]));
    }

    [Fact]
    public void Create_WithAFactorMoreAtTheEnd_LeavesTheOthersAsTheyWere()
    {
        double[][] two = TCopulaScenarios.Create(History(2), Parameters(100)).Generate();
        double[][] three = TCopulaScenarios.Create(History(3), Parameters(100)).Generate();

        for (int s = 0; s < 100; s++) Assert.Equal(two[1][s], three[1][s], 1e-12);
    }

    [Fact]
    public void Generate_ManyScenarios_KeepsMarginsRankCorrelationAndJointTails()
    {
        TCopulaScenarios scenarios = TCopulaScenarios.Create(History(2), Parameters(40_000));
        double[][] moves = scenarios.Generate();
        ImmutableArray<double[]> history = History(2);

        double tau = RankCorrelation.KendallTauB(moves[0], moves[1]);
        Assert.Equal(RankCorrelation.KendallTauB(history[0], history[1]), tau, 0.015);
        foreach (double p in new[] { 0.02, 0.2, 0.5, 0.8, 0.98 })
            Assert.Equal(Quantile.HyndmanFan(history[0], p, 7), Quantile.HyndmanFan(moves[0], p, 7), 0.006);

        double[] low = [.. moves.Select(one => Quantile.HyndmanFan(one, 0.01, 7))];
        int joint = Enumerable.Range(0, 40_000).Count(s => moves[0][s] <= low[0] && moves[1][s] <= low[1]);
        Assert.Equal(40_000 * StudentTCopula.Cdf(0.01, 0.01, scenarios.Correlation[0, 1], 4.0), joint, 60.0);
    }

    [Fact]
    public void WithCorrelation_StressedToOne_MakesEverythingFallTogether()
    {
        TCopulaScenarios scenarios = TCopulaScenarios.Create(History(2), Parameters(500));

        double[][] moves = scenarios.WithCorrelation(scenarios.Correlation.StressedToOne(1.0)).Generate();

        Assert.Equal(1.0, RankCorrelation.Spearman(moves[0], moves[1]), 1e-12);
    }

    [Fact]
    public void InverseCdf_OfAMargin_RisesAndPassesThroughTheSample()
    {
        double[] sample = History(1)[0];
        SemiParametricMargin margin = SemiParametricMargin.Fit(sample, 0.1, GpdLimits.Production with { LeastExceedances = 20 });
        double[] sorted = [.. sample.Order()];

        Assert.Equal(sorted[40], margin.InverseCdf(0.1), 1e-12);
        Assert.Equal(sorted[359], margin.InverseCdf(0.9), 1e-12);
        double before = double.NegativeInfinity;
        for (double p = 1e-9; p < 1.0; p += 1e-4)
        {
            double next = margin.InverseCdf(p);
            Assert.True(next >= before);
            before = next;
        }

        Assert.True(margin.InverseCdf(1e-6) < sorted[0]);
    }

    [Fact]
    public void Joint_WhereOneCoinMissesABar_LeavesItsTwoReturnsOut()
    {
        BarSeries Bars(string coin, Func<int, bool> there, double growth)
        {
            int[] days = [.. Enumerable.Range(0, 8).Where(there)];
            return new BarSeries
            {
                Base = Currency.Of(coin), Quote = Currency.Usd, Venue = "test", Kind = MarketKind.Spot, Step = TimeSpan.FromDays(1),
                OpenTimes = days.Select(day => day * 86_400L).ToArray(), Close = days.Select(day => 100.0 * Math.Exp(growth * day * day)).ToArray(),
            };
        }

        var history = new PriceHistory([Bars("BTC", _ => true, 0.01), Bars("ETH", day => day != 3, 0.02)]);
        ReturnPanel panel = ReturnPanel.Create(history, Currency.Of("BTC"), 24, Timestamp.Utc(1970, 2, 1));

        ImmutableArray<double[]> joint = panel.Joint([Currency.Of("BTC"), Currency.Of("ETH")]);

        double[] steps = [1, 3, 9, 11, 13]; // d² − (d − 1)² of days 1, 2, 5, 6 and 7
        Assert.Equal(steps.Length, joint[0].Length);
        for (int i = 0; i < steps.Length; i++)
        {
            Assert.Equal(0.01 * steps[i], joint[0][i], 1e-14);
            Assert.Equal(0.02 * steps[i], joint[1][i], 1e-14);
        }
    }

    [Fact]
    public void Create_OfBadInput_NamesEveryProblem()
    {
        ImmutableArray<double[]> returns = [[.. History(1)[0][..50]], new double[50], [double.NaN, 0.1]];

        InvalidInputException refusal = Assert.Throws<InvalidInputException>(
            () => TCopulaScenarios.Create(returns, new TCopulaScenarioParameters { Seed = 1, Count = 0, DegreesOfFreedom = -1 }));

        Assert.Equal(["count", "degreesOfFreedom", "returns", "returns[1]", "returns[2]", "returns[2]"], refusal.Problems.Select(problem => problem.Place));
    }

    private static TCopulaScenarioParameters Parameters(int count) => new() { Seed = 20_260_103, Count = count, DegreesOfFreedom = 4.0 };

    /// <summary>400 joint returns of coins that follow one market, drawn with Philox from t variates.</summary>
    private static ImmutableArray<double[]> History(int factors)
    {
        var history = new double[factors][];
        for (int f = 0; f < factors; f++) history[f] = new double[400];
        for (int day = 0; day < 400; day++)
        {
            double market = StudentT.InverseCdf(Philox.Uniforms(7, (ulong)day, 0).First, 4.0);
            for (int f = 0; f < factors; f++)
                history[f][day] = 0.02 * (f + 1) * (market + (0.8 * StudentT.InverseCdf(Philox.Uniforms(7, (ulong)day, 1 + (ulong)f).First, 4.0)));
        }

        return [.. history];
    }
}
