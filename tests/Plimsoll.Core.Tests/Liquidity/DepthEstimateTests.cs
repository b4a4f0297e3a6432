using Plimsoll.Liquidity;

namespace Plimsoll.Core.Tests.Liquidity;

public class DepthEstimateTests
{
    private const long Step = 8 * 3600;

    [Fact]
    public void DepthProfile_OfAPowerCurve_FindsItsScaleAndExponent()
    {
        double[] distances = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02];
        double[] depths = [.. distances.Select(x => 3e9 * Math.Pow(x, 1.3))];

        DepthProfile profile = DepthProfile.Fit(distances, depths)!.Value;

        Assert.Equal(3e9, profile.Scale, 1.0);
        Assert.Equal(1.3, profile.Exponent, 1e-9);
        Assert.Equal(depths[4], profile.Within(0.01), 1e-3);
        Assert.Equal(0.01 * 1.3 / 2.3, profile.MeanCost(depths[4]), 1e-9);
    }

    [Fact]
    public void DepthProfile_OfDepthThatDoesNotRise_IsNone()
    {
        Assert.Null(DepthProfile.Fit([0.001, 0.002, 0.005], [100, 100, 100]));
        Assert.Null(DepthProfile.Fit([0.001, 0.002, 0.005], [0, 0, 100]));
    }

    [Fact]
    public void DepthMemory_OfAnAutoregression_FindsItsHalfLife()
    {
        const double Half = 40;
        (long[] times, double[] depths) = Autoregression(Math.Pow(0.5, 8 / Half), 12_000, noise: 0);

        DepthMemory memory = DepthMemory.Of(times, depths, 8)!.Value;

        Assert.InRange(memory.HalfLifeHours, 30, 50);
        Assert.InRange(memory.Lasting, 0.85, 1);
        Assert.InRange(memory.DayTail, 0.01, 0.9);
    }

    [Fact]
    public void DepthMemory_WithNoiseThatIsGoneAtOnce_SaysHowMuchLasts()
    {
        (long[] times, double[] depths) = Autoregression(Math.Pow(0.5, 8.0 / 40), 12_000, noise: 1);

        DepthMemory memory = DepthMemory.Of(times, depths, 8)!.Value;

        Assert.InRange(memory.HalfLifeHours, 25, 60);
        Assert.InRange(memory.Lasting, 0.3, 0.75);
    }

    [Fact]
    public void DepthMemory_OfAShortSeries_IsNone()
    {
        (long[] times, double[] depths) = Autoregression(0.8, 500, noise: 0);

        Assert.Null(DepthMemory.Of(times, depths, 8));
    }

    [Fact]
    public void DepthRefill_WhereHalfOfEachFallComesBack_SaysHalfAndItsBound()
    {
        var depths = new List<double>();
        for (int i = 0; i < 20; i++) depths.AddRange([100, 100, 100, 100, 100, 100, 50, 75]);
        long[] times = [.. Enumerable.Range(0, depths.Count).Select(i => i * Step)];

        DepthRefill refill = DepthRefill.Of(times, depths.ToArray(), 8)!.Value;

        Assert.Equal(20, refill.Falls);
        Assert.Equal(0.5, refill.Recovered, 1e-12);
        Assert.Equal(8, refill.HalfLifeAtMostHours, 1e-9);
    }

    [Fact]
    public void DepthElasticity_WhereDepthIsVolatilityToAPower_FindsThePower()
    {
        double[] sigmas = [.. Enumerable.Range(0, 400).Select(i => 0.03 * Math.Exp(0.5 * Math.Sin(i / 9.0)))];
        double[] depths = [.. sigmas.Select((sigma, i) => i == 50 ? double.NaN : 1e6 * Math.Pow(sigma, -0.7))];

        DepthElasticity found = DepthElasticity.Of(depths, sigmas)!.Value;

        Assert.Equal(0.7, found.Exponent, 1e-9);
        Assert.Equal(391, found.Observations);
    }

    [Fact]
    public void BookImpact_OfTheLawsOwnSlippage_IsItsCoefficient() => Assert.Equal(0.8, BookImpact.ImpliedCoefficient(SquareRootImpact.Peak(0.8, 0.03, 1e6, 1e9), 0.03, 1e6, 1e9), 1e-12);

    // A deterministic stand-in for normal draws: the sum of twelve low-discrepancy numbers would be correlated, a hash is not.
    private static (long[] Times, double[] Depths) Autoregression(double memory, int records, double noise)
    {
        double state = 0;
        ulong seed = 88172645463325252;
        double Draw()
        {
            double sum = 0;
            for (int i = 0; i < 12; i++)
            {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                sum += (seed >> 11) / (double)(1UL << 53);
            }

            return sum - 6;
        }

        var depths = new double[records];
        for (int i = 0; i < records; i++)
        {
            state = (memory * state) + (Math.Sqrt(1 - (memory * memory)) * Draw());
            depths[i] = 1e6 * Math.Exp(0.3 * (state + (noise * Draw())));
        }

        return ([.. Enumerable.Range(0, records).Select(i => i * Step)], depths);
    }
}
