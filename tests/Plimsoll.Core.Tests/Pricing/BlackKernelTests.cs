using Plimsoll.Instruments;
using Plimsoll.Pricing;

namespace Plimsoll.Core.Tests.Pricing;

public class BlackKernelTests
{
    [Theory]
    [InlineData(OptionSide.Call, 1)]
    [InlineData(OptionSide.Put, 2)]
    public void Reprice_AnyForwardAndVolatility_AgreesWithTheSlowFormula(OptionSide side, int seed)
    {
        const int N = 4099;
        var random = new Random(seed);
        foreach (double strike in (double[])[1e-4, 0.8, 2500, 60_000, 250_000])
        {
            double[] forwards = [.. Enumerable.Range(0, N).Select(_ => strike * Math.Exp((random.NextDouble() - 0.5) * 12 * random.NextDouble()))];
            double[] stdDevs = [.. Enumerable.Range(0, N).Select(i => i % 50 == 0 ? 0 : Math.Exp(Math.Log(1e-4) + (random.NextDouble() * Math.Log(5e4))))];
            var values = new double[N];
            var deltas = new double[N];

            BlackKernel.Reprice(side, forwards, stdDevs, strike, values, deltas);

            for (int i = 0; i < N; i++)
            {
                OptionGreeks slow = Black76.Greeks(side, forwards[i], strike, 1, stdDevs[i]);
                double scale = Math.Max(forwards[i], strike);
                Assert.True(Math.Abs(values[i] - slow.Value) <= 1e-15 * scale, $"seed {seed}, {i}: F {forwards[i]:R} K {strike} s {stdDevs[i]:R} error {(values[i] - slow.Value) / scale:E2}");
                Assert.Equal(slow.Delta, deltas[i], 2e-15 + (2e-16 / Math.Max(stdDevs[i], 1e-12)));
            }
        }
    }

    [Theory]
    [InlineData(OptionSide.Call)]
    [InlineData(OptionSide.Put)]
    public void Reprice_TheSameElementAnywhere_HasTheSameBits(OptionSide side)
    {
        double[] forwards = [.. Enumerable.Range(0, 37).Select(i => 40_000 + (1_111.1 * i))];
        double[] stdDevs = [.. Enumerable.Range(0, 37).Select(i => 0.01 * i)];
        var whole = new double[37];
        BlackKernel.Reprice(side, forwards, stdDevs, 60_000, whole);

        for (int from = 0; from < 37; from++)
        {
            for (int length = 1; from + length <= 37; length++)
            {
                var part = new double[length];
                var deltas = new double[length];
                BlackKernel.Reprice(side, forwards.AsSpan(from, length), stdDevs.AsSpan(from, length), 60_000, part, deltas);
                Assert.Equal(whole[from..(from + length)], part);
            }
        }
    }

    [Fact]
    public void Reprice_LimitsAndMissingNumbers_AreLimitsAndNotANumber()
    {
        double[] forwards = [0, 100, 100, 120, double.NaN, 100, -1, 100];
        double[] stdDevs = [0.5, 0, 0.5, 0, 0.5, double.NaN, 0.5, -0.1];
        var calls = new double[8];
        var puts = new double[8];

        BlackKernel.Reprice(OptionSide.Call, forwards, stdDevs, 100, calls);
        BlackKernel.Reprice(OptionSide.Put, forwards, stdDevs, 100, puts);

        Assert.Equal(0, calls[0]);
        Assert.Equal(100, puts[0]);
        Assert.Equal(0, calls[1]);
        Assert.Equal(0, puts[1]);
        Assert.Equal(20, calls[3]);
        Assert.Equal(0, puts[3]);
        Assert.All(calls[4..], value => Assert.True(double.IsNaN(value)));
        Assert.All(puts[4..], value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void Reprice_UnequalSpans_AreRefused() =>
        Assert.Throws<ArgumentException>(() => BlackKernel.Reprice(OptionSide.Call, new double[3], new double[2], 100, new double[3]));

    [Fact]
    public void Reprice_AllocatesNothing()
    {
        double[] forwards = new double[129], stdDevs = new double[129], values = new double[129], deltas = new double[129];
        BlackKernel.Reprice(OptionSide.Call, forwards, stdDevs, 100, values, deltas);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++) BlackKernel.Reprice(OptionSide.Put, forwards, stdDevs, 100, values, deltas);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
