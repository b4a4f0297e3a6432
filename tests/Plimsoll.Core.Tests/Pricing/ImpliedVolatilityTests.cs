using Plimsoll.Instruments;
using Plimsoll.Pricing;

namespace Plimsoll.Core.Tests.Pricing;

public class ImpliedVolatilityTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Black_AnyStrikeTimeAndVolatility_RoundTripsToItsConditionNumber(int seed)
    {
        // Log-moneyness 1e-9 … 20, standard deviation 1e-4 … 20: prices from 1e-300 of the forward up to within 1e-15 of the maximum.
        var random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 4000; i++)
        {
            double forward = Math.Exp(20 * (random.NextDouble() - 0.5));
            double moneyness = (random.NextDouble() < 0.5 ? -1 : 1) * Math.Exp(Math.Log(1e-9) + (random.NextDouble() * Math.Log(2e10)));
            double strike = forward * Math.Exp(moneyness);
            double stdDev = i % 2 == 0
                ? Math.Sqrt(2 * Math.Abs(moneyness)) * Math.Exp(5 * (random.NextDouble() - 0.75))
                : Math.Exp(Math.Log(1e-4) + (random.NextDouble() * Math.Log(2e5)));
            double years = Math.Exp(Math.Log(1e-4) + (random.NextDouble() * Math.Log(1e5)));
            OptionSide side = random.NextDouble() < 0.5 ? OptionSide.Call : OptionSide.Put;
            double vol = stdDev / Math.Sqrt(years);
            OptionGreeks greeks = Black76.Greeks(side, forward, strike, years, vol);
            ImpliedVolatilityResult implied = ImpliedVolatility.Black(side, greeks.Value, forward, strike, years);
            if (implied.Status != ImpliedVolatilityStatus.Ok)
            {
                double intrinsic = Math.Max(0, side == OptionSide.Call ? forward - strike : strike - forward);
                double maximum = side == OptionSide.Call ? forward : strike;
                Assert.True(greeks.Value == intrinsic || greeks.Value >= maximum, $"seed {seed}, case {i}: {implied.Status}");
                continue;
            }

            double condition = greeks.Value / (vol * greeks.Vega);
            if (!(condition < 1e12) || greeks.Value < 1e-300) continue;
            found++;
            double error = Math.Abs((implied.Volatility / vol) - 1);
            Assert.True(error <= Epsilon * (8 + (4 * condition)), $"seed {seed}, case {i}: error {error:E2}, condition {condition:E2}");
        }

        Assert.True(found > 2500, $"Only {found} cases could be inverted.");
    }

    [Theory]
    [InlineData(OptionSide.Call, 100.0, 90.0, 9.999, ImpliedVolatilityStatus.BelowIntrinsic)]
    [InlineData(OptionSide.Put, 90.0, 100.0, 9.999, ImpliedVolatilityStatus.BelowIntrinsic)]
    [InlineData(OptionSide.Call, 100.0, 120.0, -1e-9, ImpliedVolatilityStatus.BelowIntrinsic)]
    [InlineData(OptionSide.Call, 100.0, 90.0, 10.0, ImpliedVolatilityStatus.AtIntrinsic)]
    [InlineData(OptionSide.Call, 100.0, 120.0, 0.0, ImpliedVolatilityStatus.AtIntrinsic)]
    [InlineData(OptionSide.Call, 100.0, 90.0, 100.0, ImpliedVolatilityStatus.AboveMaximum)]
    [InlineData(OptionSide.Put, 100.0, 90.0, 90.0, ImpliedVolatilityStatus.AboveMaximum)]
    [InlineData(OptionSide.Put, 100.0, 90.0, double.NaN, ImpliedVolatilityStatus.InvalidInput)]
    [InlineData(OptionSide.Put, 0.0, 90.0, 1.0, ImpliedVolatilityStatus.InvalidInput)]
    [InlineData(OptionSide.Put, 100.0, double.PositiveInfinity, 1.0, ImpliedVolatilityStatus.InvalidInput)]
    public void Black_OutsideTheBounds_SaysWhy(OptionSide side, double forward, double strike, double price, ImpliedVolatilityStatus status)
    {
        ImpliedVolatilityResult implied = ImpliedVolatility.Black(side, price, forward, strike, 1);

        Assert.Equal(status, implied.Status);
        Assert.Equal(status == ImpliedVolatilityStatus.AtIntrinsic, implied.HasVolatility);
        Assert.Equal(status == ImpliedVolatilityStatus.AtIntrinsic ? 0 : double.NaN, implied.Volatility);
    }

    [Fact]
    public void Black_NoTimeLeft_OnlyTheIntrinsicValueHasAVolatility()
    {
        Assert.Equal(ImpliedVolatilityStatus.NoTime, ImpliedVolatility.Black(OptionSide.Call, 11, 100, 90, 0).Status);
        Assert.Equal(ImpliedVolatilityStatus.AtIntrinsic, ImpliedVolatility.Black(OptionSide.Call, 10, 100, 90, 0).Status);
        Assert.Equal(ImpliedVolatilityStatus.InvalidInput, ImpliedVolatility.Black(OptionSide.Call, 11, 100, 90, -1).Status);
    }

    [Fact]
    public void Black_JustInsideTheBounds_IsFoundAndFinite()
    {
        ImpliedVolatilityResult low = ImpliedVolatility.Black(OptionSide.Call, double.Epsilon, 100, 110, 1);
        ImpliedVolatilityResult high = ImpliedVolatility.Black(OptionSide.Call, Math.BitDecrement(100), 100, 110, 1);

        Assert.Equal(ImpliedVolatilityStatus.Ok, low.Status);
        Assert.InRange(low.Volatility, 1e-4, 0.01);
        Assert.Equal(ImpliedVolatilityStatus.Ok, high.Status);
        Assert.InRange(high.Volatility, 10, 30);
    }

    [Fact]
    public void Inverse_CoinPrice_GivesTheVolatilityItWasMadeWith()
    {
        double coin = InverseOption.Evaluate(OptionSide.Put, 88535.09, 75000, 30 / 365.0, 0.62).CoinValue;

        Assert.Equal(0.62, ImpliedVolatility.Inverse(OptionSide.Put, coin, 88535.09, 75000, 30 / 365.0).Volatility, 13);
    }

    [Theory]
    [InlineData(-0.9037088826776851, 1.470643594284459)]
    [InlineData(-7.857637694452562, 3.7)]
    [InlineData(-1e-8, 1e-3)]
    [InlineData(-30.0, 9.0)]
    public void NormalisedBlack_CallAndComplement_AddUpToTheMaximum(double x, double s)
    {
        double complement = NormalisedBlack.ComplementParts(x, s).Value;

        Assert.Equal(Math.Exp(x / 2), NormalisedBlack.Call(x, s) + complement, 4e-15 * Math.Exp(x / 2));
        Assert.Equal(NormalisedBlack.Call(x, s), NormalisedBlack.CallParts(x, s).Value, 4e-15 * NormalisedBlack.Call(x, s));
    }
}
