using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;

namespace Plimsoll.Core.Tests.Pricing;

public class SurfaceFitTests
{
    private static readonly double[] Strikes = [60, 70, 80, 90, 95, 100, 105, 110, 120, 130, 150, 180];

    [Fact]
    public void Fit_RealQuotes_LiesInsideBidAndAsk_WithoutArbitrage()
    {
        var fit = SurfaceFit.Fit(EthQuotes.Quotes);

        Assert.Equal(4, fit.Expiries.Length);
        Assert.All(fit.Expiries, expiry =>
        {
            Assert.Equal(SliceOrigin.Fitted, expiry.Origin);
            Assert.True(expiry.RootMeanSquareError < 0.01, $"{expiry.Years * 365:F0} d: {expiry.RootMeanSquareError}");
            Assert.True(expiry.QuotesInsideSpread >= 0.95 * expiry.QuotesWithSpread, $"{expiry.Years * 365:F0} d: {expiry.QuotesInsideSpread} inside");
            Assert.True(expiry.LowestG >= 0);
        });
        AssertNoArbitrage(fit.Surface!);
    }

    [Fact]
    public void Fit_SameQuotesInAnotherOrder_GivesTheSameBits()
    {
        OptionQuote[] quotes = EthQuotes.Quotes;
        OptionQuote[] reversed = [.. quotes.Reverse()];

        Assert.Equal(SurfaceFit.Fit(quotes).Surface!.Slices.ToArray(), SurfaceFit.Fit(reversed).Surface!.Slices.ToArray());
    }

    [Fact]
    public void Fit_SmileWithNegativeDensity_IsRepairedAndSaysSo()
    {
        // Axel Vogt's parameters, Gatheral and Jacquier (2014) example 3.1: g falls to −0.033.
        var vogt = new SviSlice(-0.041, 0.1331, 0.306, 0.3586, 0.4153, 1);
        double[] k = [.. Enumerable.Range(-15, 31).Select(i => i / 10.0)];

        ExpiryFit fit = SviFit.Fit(1, k.Select(x => Quote(100 * Math.Exp(x), 1, vogt.Volatility(x))));

        Assert.True(fit.ButterflyRepaired);
        Assert.False(fit.CalendarRepaired);
        Assert.True(fit.LowestG >= 0, $"g falls to {fit.LowestG}");
        Assert.True(fit.RootMeanSquareError < 0.01, $"error {fit.RootMeanSquareError}");
    }

    [Fact]
    public void Fit_LaterExpiryQuotedBelowTheEarlier_IsLiftedAndSaysSo()
    {
        // 30 days at 80 % hold more variance than 45 days at 60 %.
        OptionQuote[] quotes =
        [
            .. Strikes.Select(strike => Quote(strike, 30 / 365.0, 0.8 + (0.3 * Math.Pow(Math.Log(strike / 100), 2)))),
            .. Strikes.Select(strike => Quote(strike, 45 / 365.0, 0.6 + (0.3 * Math.Pow(Math.Log(strike / 100), 2)))),
        ];

        var fit = SurfaceFit.Fit(quotes);

        Assert.True(fit.Expiries[1].CalendarRepaired);
        Assert.True(fit.Expiries[1].MaximumError > 0.03);
        AssertNoArbitrage(fit.Surface!);
    }

    [Fact]
    public void Fit_FewerThanFiveStrikes_IsFlatAtTheNearestStrikeAndSaysWhy()
    {
        ExpiryFit fit = SviFit.Fit(0.1, [Quote(90, 0.1, 0.7), Quote(99, 0.1, 0.61), Quote(120, 0.1, 0.66), Quote(140, 0.1, double.NaN)]);

        Assert.Equal(SliceOrigin.TooFewQuotes, fit.Origin);
        Assert.Equal(3, fit.QuotesUsed);
        Assert.Equal(0.61, fit.Slice!.Volatility(0), 12);
        Assert.Equal(0.61, fit.Slice.Volatility(0.4), 12);
    }

    [Fact]
    public void Fit_NoVolatilityAtAll_HasNoSlice()
    {
        var fit = SurfaceFit.Fit([Quote(90, 0.1, double.NaN), Quote(90, -0.1, 0.5)]);

        Assert.Null(fit.Surface);
        Assert.Equal(SliceOrigin.None, Assert.Single(fit.Expiries).Origin);
    }

    [Fact]
    public void Calibrate_NoiselessSmile_RecoversItsParameters()
    {
        var truth = new SviSlice(0.012, 0.12, -0.25, 0.03, 0.18, 0.25);
        double[] k = [.. Enumerable.Range(-6, 13).Select(i => i / 10.0)];
        double[] w = [.. k.Select(truth.TotalVariance)];

        SviSlice fitted = SviCalibration.Fit(k, w, [.. k.Select(_ => 1.0)], 0.25);

        double rmse = Math.Sqrt(k.Zip(w, (x, y) => Math.Pow(fitted.TotalVariance(x) - y, 2)).Average());
        Assert.True(rmse < 1e-9, $"rmse {rmse}");
        Assert.Equal(truth.Sigma, fitted.Sigma, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_NoisyQuotesOfAnyLevel_IsFreeOfArbitrage(int seed)
    {
        var random = new Random(seed);
        var quotes = new List<OptionQuote>();
        foreach (double days in (double[])[0.3, 1, 2, 9, 30, 90, 300])
        {
            double level = 0.3 + random.NextDouble();
            foreach (double strike in Strikes)
                if (random.NextDouble() < 0.8) quotes.Add(Quote(strike, days / 365, level * (0.8 + (0.4 * random.NextDouble()))));
        }

        AssertNoArbitrage(SurfaceFit.Fit([.. quotes]).Surface!);
    }

    private static OptionQuote Quote(double strike, double years, double vol) =>
        new(strike >= 100 ? OptionSide.Call : OptionSide.Put, strike, years, 100, vol);

    private static void AssertNoArbitrage(VolatilitySurface surface)
    {
        SviSlice? before = null;
        foreach (SviSlice slice in surface.Slices)
        {
            Assert.InRange(slice.LeftSlope, 0, 2);
            Assert.InRange(slice.RightSlope, 0, 2);
            for (int i = -300; i <= 300; i++)
            {
                double k = i / 100.0;
                Assert.True(slice.DurrlemanG(k) >= 0, $"g({k}) is {slice.DurrlemanG(k)} at {slice.Years * 365:F1} d");
                if (before is not null)
                    Assert.True(slice.TotalVariance(k) >= before.TotalVariance(k) * (1 - 1e-6), $"variance falls at {k} to {slice.Years * 365:F1} d");
            }

            before = slice;
        }
    }
}
