using Plimsoll.Instruments;
using Plimsoll.Pricing;

namespace Plimsoll.Core.Tests.Pricing;

public class Black76Tests
{
    [Theory]
    [InlineData(OptionSide.Call, 100.0, 90.0, 10.0)]
    [InlineData(OptionSide.Call, 90.0, 100.0, 0.0)]
    [InlineData(OptionSide.Put, 90.0, 100.0, 10.0)]
    [InlineData(OptionSide.Put, 100.0, 100.0, 0.0)]
    public void Value_NoTimeOrNoVolatility_IsIntrinsic(OptionSide side, double forward, double strike, double intrinsic)
    {
        Assert.Equal(intrinsic, Black76.Value(side, forward, strike, 0, 0.8));
        Assert.Equal(intrinsic, Black76.Value(side, forward, strike, -0.01, 0.8));
        Assert.Equal(intrinsic, Black76.Value(side, forward, strike, 1, 0));
    }

    [Theory]
    [InlineData(0.0, 100.0)]
    [InlineData(100.0, -1.0)]
    [InlineData(double.NaN, 100.0)]
    public void Value_ImpossibleForwardOrStrike_IsNotANumber(double forward, double strike) =>
        Assert.True(double.IsNaN(Black76.Value(OptionSide.Call, forward, strike, 1, 0.5)));

    [Fact]
    public void Value_FarOutOfTheMoney_KeepsItsRelativeAccuracy()
    {
        // mpmath, 60 digits: F=60000, K=240000, σ=0.6, T=7/365.
        double value = Black76.Value(OptionSide.Call, 60000, 240000, 7.0 / 365, 0.6);

        Assert.Equal(FarCall, value, 1e-12 * FarCall);
    }

    // ln(F/K)/(σ√T) is 16.7: the rounding of σ√T alone moves the value by 3e-14.
    private const double FarCall = 5.075050890429807e-60;

    [Theory]
    [InlineData(OptionSide.Call, 54000.0, 0.6)]
    [InlineData(OptionSide.Put, 54000.0, 0.6)]
    [InlineData(OptionSide.Call, 60000.0, 0.1)]
    [InlineData(OptionSide.Put, 90000.0, 1.4)]
    public void Greeks_EverySensitivity_IsTheSlopeOfTheValue(OptionSide side, double strike, double vol)
    {
        const double Forward = 60000, Years = 0.25, Rate = 0.05;
        double discountFactor = Math.Exp(-Rate * Years);
        OptionGreeks greeks = Black76.Greeks(side, Forward, strike, Years, vol, discountFactor, Rate);

        double Value(double forward = Forward, double k = double.NaN, double years = Years, double sigma = double.NaN, double rate = Rate) =>
            Black76.Value(side, forward, double.IsNaN(k) ? strike : k, years, double.IsNaN(sigma) ? vol : sigma, Math.Exp(-rate * years));
        OptionGreeks At(double forward = Forward, double sigma = double.NaN) =>
            Black76.Greeks(side, forward, strike, Years, double.IsNaN(sigma) ? vol : sigma, discountFactor, Rate);

        AssertSlope(greeks.Delta, h => Value(forward: Forward + h), 6);
        AssertSlope(greeks.Gamma, h => At(forward: Forward + h).Delta, 6);
        AssertSlope(greeks.Vega, h => Value(sigma: vol + h), 1e-4);
        AssertSlope(greeks.Vanna, h => At(sigma: vol + h).Delta, 1e-4);
        AssertSlope(greeks.Volga, h => At(sigma: vol + h).Vega, 1e-4);
        AssertSlope(-greeks.Theta, h => Value(years: Years + h), 1e-5);
        AssertSlope(greeks.Rho, h => Value(rate: Rate + h), 1e-4);
        AssertSlope(greeks.DualDelta, h => Value(k: strike + h), 6);
    }

    [Theory]
    [InlineData(OptionSide.Call, 90.0, 1.0)]
    [InlineData(OptionSide.Call, 110.0, 0.0)]
    [InlineData(OptionSide.Put, 110.0, -1.0)]
    [InlineData(OptionSide.Call, 100.0, 0.5)]
    public void Greeks_NoTime_AreFiniteAndThoseOfThePayOff(OptionSide side, double strike, double delta)
    {
        OptionGreeks greeks = Black76.Greeks(side, 100, strike, 0, 0.5, 1, 0.03);

        Assert.Equal(delta, greeks.Delta);
        Assert.Equal(-delta, greeks.DualDelta);
        Assert.Equal(0, greeks.Gamma);
        Assert.Equal(0, greeks.Vega);
        Assert.Equal(0.03 * greeks.Value, greeks.Theta);
    }

    [Fact]
    public void InverseOption_CoinSlopes_AreThoseOfTheCoinValue()
    {
        const double H = 6;
        InverseOption Of(double forward) => InverseOption.Evaluate(OptionSide.Put, forward, 50000, 0.1, 0.8);
        InverseOption option = Of(60000);

        Assert.Equal(option.CoinDelta, (Of(60000 + H).CoinValue - Of(60000 - H).CoinValue) / (2 * H), 1e-7 * Math.Abs(option.CoinDelta));
        Assert.Equal(option.CoinGamma, (Of(60000 + H).CoinDelta - Of(60000 - H).CoinDelta) / (2 * H), 1e-6 * option.CoinGamma);
    }

    [Fact]
    public void InversePerpetual_LongIntoZero_LosesWithoutBound()
    {
        Assert.Equal(-0.05, InversePerpetual.PnlCoin(10_000, 50_000, 40_000), 15);
        Assert.True(InversePerpetual.PnlCoin(10_000, 50_000, 1) < -9_999);
    }

    private static void AssertSlope(double expected, Func<double, double> value, double step)
    {
        // Richardson's extrapolation of two central differences: the error is of fourth order in the step.
        double Central(double h) => (value(h) - value(-h)) / (2 * h);
        double slope = ((4 * Central(step / 2)) - Central(step)) / 3;
        Assert.Equal(expected, slope, (2e-7 * Math.Abs(expected)) + 1e-12);
    }
}
