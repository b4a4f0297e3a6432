using Plimsoll.Numerics;

namespace Plimsoll.Core.Tests.Numerics;

public class ExpectedShortfallTests
{
    private static readonly double[] TailProbabilities = [0.001, 0.01, 0.025, 0.05, 0.1, 0.29, 0.5, 0.8, 1.0];

    public static TheoryData<int, int> Vectors
    {
        get
        {
            var rows = new TheoryData<int, int>();
            foreach (int length in new[] { 1, 2, 3, 7, 8, 9, 31, 100, 250, 1000, 1003, 2560 })
            {
                for (int seed = 1; seed <= 3; seed++) rows.Add(length, seed);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Estimate_BySelection_EqualsTheSortedTwinBitForBit(int length, int seed)
    {
        foreach (double[] pnl in new[] { Pnl(length, seed), Rounded(Pnl(length, seed)), Pnl(length, seed).Order().ToArray(), Pnl(length, seed).OrderDescending().ToArray() })
        {
            foreach (double a in TailProbabilities) Assert.Equal(SortedTwin(pnl, a), Estimate(pnl, a));
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Estimate_OfTheSameScenariosInAnotherOrder_IsTheSameBitForBit(int length, int seed)
    {
        double[] pnl = Pnl(length, seed), shuffled = [.. pnl];
        new Random(seed).Shuffle(shuffled);

        foreach (double a in TailProbabilities) Assert.Equal(Estimate(pnl, a), Estimate(shuffled, a));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Estimate_ShortfallIsAtLeastTheUpperVar_AndThatAtLeastTheLower(int length, int seed)
    {
        double[] pnl = Rounded(Pnl(length, seed));
        double previous = double.PositiveInfinity;
        foreach (double a in TailProbabilities)
        {
            TailEstimate tail = Estimate(pnl, a);
            Assert.True(tail.ExpectedShortfall >= tail.UpperValueAtRisk && tail.UpperValueAtRisk >= tail.LowerValueAtRisk, $"a = {a}: {tail}");
            Assert.True(tail.ExpectedShortfall <= previous + 1e-12, $"A wider tail a = {a} raised the shortfall to {tail.ExpectedShortfall}.");
            previous = tail.ExpectedShortfall;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Of_TwoBooksTogether_NeverExceedsTheSumOfTheTwo(int length, int seed)
    {
        double[] one = Pnl(length, seed), other = Pnl(length, seed + 100);
        double[] together = [.. one.Zip(other, (x, y) => x + y)];

        foreach (double a in TailProbabilities)
            Assert.True(Of(together, a) <= Of(one, a) + Of(other, a) + 1e-12, $"a = {a}");
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Of_ALargerBookOrOneWithCash_ScalesAndShifts(int length, int seed)
    {
        double[] pnl = Pnl(length, seed);
        foreach (double a in TailProbabilities)
        {
            double shortfall = Of(pnl, a);
            Assert.Equal(4.0 * shortfall, Of([.. pnl.Select(x => 4.0 * x)], a));
            Assert.Equal(2.7 * shortfall, Of([.. pnl.Select(x => 2.7 * x)], a), 1e-12);
            Assert.Equal(shortfall - 3.0, Of([.. pnl.Select(x => x + 3.0)], a), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Of_OneMoreScenarioAsBadAsTheShortfall_NeverLowersIt(int length, int seed)
    {
        double[] pnl = Pnl(length, seed);
        foreach (double a in TailProbabilities)
        {
            double before = Of(pnl, a);
            Assert.True(Of([.. pnl, -before], a) >= before - 1e-12, $"a = {a}");
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1001)]
    public void Estimate_WithANaNAnywhere_IsNaN(int length)
    {
        for (int at = 0; at < length; at++)
        {
            double[] pnl = Pnl(length, 5);
            pnl[at] = double.NaN;
            foreach (double a in new[] { 0.01, 0.9 })
            {
                Assert.Equal(TailEstimate.Undefined, Estimate(pnl, a));
                Assert.Equal(TailEstimate.Undefined, ExpectedShortfall.Weighted(pnl, Ones(length), a));
                Assert.True(double.IsNaN(Quantile.HyndmanFan(pnl, a, 7)));
                Assert.Throws<ArgumentException>(() => TailScenarios.Select(pnl, a, new int[length], new double[length]));
            }
        }
    }

    [Fact]
    public void Of_AnUnboundedLoss_IsUnbounded_AndOneJustBeyondTheTailIsNot()
    {
        Assert.Equal(double.PositiveInfinity, Of([1.0, double.NegativeInfinity, 2.0], 0.5));
        Assert.Equal(1.0, Of([-1.0, -1.0, double.PositiveInfinity, double.PositiveInfinity], 0.5));
        Assert.Equal(1.0, ExpectedShortfall.Weighted([-1.0, -1.0, double.PositiveInfinity, double.PositiveInfinity], Ones(4), 0.5).ExpectedShortfall);
    }

    // 0.29 × 100 is 28.999999999999996 and 0.07 × 100 is 7.000000000000001 in doubles.
    [Theory]
    [InlineData(100, 0.29, 29)]
    [InlineData(100, 0.07, 7)]
    [InlineData(1000, 0.01, 10)]
    [InlineData(1000, 0.025, 25)]
    [InlineData(100_000, 0.07, 7000)]
    public void ValueAtRisk_WhereTheTailIsWhole_CountsItWhole(int scenarios, double tailProbability, int tail)
    {
        double[] pnl = [.. Enumerable.Range(1, scenarios).Select(i => (double)(i - scenarios - 1))];

        TailEstimate estimate = Estimate(pnl, tailProbability);

        Assert.Equal(scenarios - tail, estimate.LowerValueAtRisk);
        Assert.Equal(scenarios - tail + 1, estimate.UpperValueAtRisk);
        Assert.Equal(scenarios - ((tail - 1) / 2.0), estimate.ExpectedShortfall, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Weighted_WithEqualWeights_EqualsTheUnweighted(int length, int seed)
    {
        double[] pnl = Rounded(Pnl(length, seed));
        double[] weights = [.. Ones(length).Select(_ => 0.3)];
        foreach (double a in TailProbabilities)
        {
            TailEstimate plain = Estimate(pnl, a), weighted = ExpectedShortfall.Weighted(pnl, weights, a);
            Assert.Equal(plain.ExpectedShortfall, weighted.ExpectedShortfall, 1e-12);
            Assert.Equal(plain.LowerValueAtRisk, weighted.LowerValueAtRisk);
            Assert.Equal(plain.UpperValueAtRisk, weighted.UpperValueAtRisk);
        }
    }

    [Fact]
    public void Weighted_AScenarioCountedTwice_EqualsTwoOfThem()
    {
        double[] pnl = Pnl(50, 9);
        double[] weights = [.. Enumerable.Range(0, 50).Select(i => (double)(i % 3))];
        double[] repeated = [.. pnl.SelectMany((x, i) => Enumerable.Repeat(x, i % 3))];

        foreach (double a in TailProbabilities)
            Assert.Equal(Of(repeated, a), ExpectedShortfall.Weighted(pnl, weights, a).ExpectedShortfall, 1e-12);
    }

    [Fact]
    public void Weighted_WithAgeWeightsThatHardlyFall_ApproachesThePlainHistory()
    {
        double[] pnl = Pnl(250, 4);

        Assert.Equal(Of(pnl, 0.025), AgeWeighted.Estimate(pnl, 1.0, 0.025).ExpectedShortfall, 1e-12);
        Assert.Equal(Of(pnl, 0.025), AgeWeighted.Estimate(pnl, 1.0 - 1e-9, 0.025).ExpectedShortfall, 1e-5);
        Assert.Equal(1.0, Enumerable.Range(1, 250).Sum(i => AgeWeighted.Weight(i, 250, 0.98)), 1e-14);
    }

    [Fact]
    public void Estimate_GivenScratch_AllocatesNothing()
    {
        double[] pnl = Pnl(1000, 1), scratch = new double[ExpectedShortfall.ScratchLength(1000, 0.025)];
        _ = ExpectedShortfall.Estimate(pnl, 0.025, scratch);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++) _ = ExpectedShortfall.Estimate(pnl, 0.025, scratch);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(26, scratch.Length);
    }

    [Fact]
    public void Estimate_OfNothingOrOfAnImpossibleTail_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Of([], 0.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([1.0], 0.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([1.0], 99.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Of([1.0], double.NaN));
        Assert.Throws<ArgumentException>(() => ExpectedShortfall.Estimate(new double[1000], 0.01, new double[10]));
        Assert.Throws<ArgumentException>(() => ExpectedShortfall.Weighted([1.0, 2.0], [1.0], 0.1));
        Assert.Throws<ArgumentException>(() => ExpectedShortfall.Weighted([1.0, 2.0], [0.0, 0.0], 0.1));
    }

    [Fact]
    public void Quantile_OfEveryType_StaysBetweenItsNeighboursAndRises()
    {
        double[] sample = Pnl(40, 2);
        for (int type = 1; type <= 9; type++)
        {
            double previous = double.NegativeInfinity;
            for (double p = 0.0; p <= 1.0; p += 0.013)
            {
                double quantile = Quantile.HyndmanFan(sample, p, type);
                Assert.InRange(quantile, Math.Max(previous, sample.Min()), sample.Max());
                previous = quantile;
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.HyndmanFan(sample, 0.5, 10));
    }

    private static double Of(double[] pnl, double tailProbability) => ExpectedShortfall.Of(pnl, tailProbability);

    private static TailEstimate Estimate(double[] pnl, double a) =>
        ExpectedShortfall.Estimate(pnl, a, new double[ExpectedShortfall.ScratchLength(pnl.Length, a)]);

    /// <summary>The definition, written over a full sort.</summary>
    private static TailEstimate SortedTwin(double[] pnl, double a)
    {
        double[] worstFirst = [.. pnl.Order()];
        TailCount count = TailCount.Of(pnl.Length, a);
        double sum = 0.0;
        for (int i = 0; i < count.Whole; i++) sum -= worstFirst[i];
        if (count.Fraction > 0.0 && count.Whole < pnl.Length) sum -= count.Fraction * worstFirst[count.Whole];
        double lower = -worstFirst[Math.Min(count.Whole, pnl.Length - 1)];
        double upper = -worstFirst[Math.Max(0, (int)Math.Ceiling(count.Mass - 1e-9) - 1)];
        return new TailEstimate(lower, upper, count.Whole == 0 ? lower : Math.Max(sum / count.Mass, upper));
    }

    private static double[] Ones(int length) => [.. Enumerable.Repeat(1.0, length)];

    /// <summary>A heavy-tailed vector: the ratio of a normal and a root of uniforms.</summary>
    private static double[] Pnl(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ =>
            NormalDistribution.InverseCdf((random.NextDouble() + 1e-9) / (1.0 + 2e-9)) / Math.Sqrt(random.NextDouble() + 0.01))];
    }

    /// <summary>Many ties.</summary>
    private static double[] Rounded(double[] pnl) => [.. pnl.Select(x => Math.Round(x) + 0.25)];
}
