using Plimsoll.Market;

namespace Plimsoll.Core.Tests.Market;

public class VolatilitySurfaceTests
{
    private static readonly SviSlice Near = new(0.002, 0.03, -0.3, 0.01, 0.05, 7 / 365.0);
    private static readonly SviSlice Far = new(0.012, 0.12, -0.25, 0.03, 0.18, 0.25);
    private static readonly VolatilitySurface Surface = new([Near, Far]);

    [Theory]
    [InlineData(-0.4)]
    [InlineData(0.0)]
    [InlineData(0.7)]
    public void TotalVariance_BetweenExpiries_IsLinearInTime(double k)
    {
        double middle = (Near.Years + Far.Years) / 2;

        Assert.Equal((Near.TotalVariance(k) + Far.TotalVariance(k)) / 2, Surface.TotalVariance(k, middle), 15);
        Assert.Equal(Near.Volatility(k), Surface.Volatility(k, Near.Years), 14);
        Assert.Equal(Far.Volatility(k), Surface.Volatility(k, Far.Years), 14);
    }

    [Fact]
    public void Volatility_OutsideTheExpiries_IsHeldFlat()
    {
        Assert.Equal(Near.Volatility(0.1), Surface.Volatility(0.1, 1 / 365.0), 14);
        Assert.Equal(Far.Volatility(0.1), Surface.Volatility(0.1, 3), 14);
        Assert.Throws<ArgumentOutOfRangeException>(() => Surface.Volatility(0, 0));
    }

    [Fact]
    public void Slice_OfAnExpiry_IsThatSliceOrNone()
    {
        Assert.Same(Near, Surface.Slice(7 / 365.0));
        Assert.Same(Far, Surface.Slice(0.25));
        Assert.Null(Surface.Slice(8 / 365.0));
        Assert.Null(Surface.Slice(0.001));
    }

    [Fact]
    public void Constructor_SlicesOutOfOrder_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new VolatilitySurface([Far, Near]));
        Assert.Throws<ArgumentException>(() => new VolatilitySurface([Far, Far]));
        Assert.Throws<ArgumentException>(() => new VolatilitySurface([]));
    }

    [Theory]
    [InlineData(-1.0, 0.1, 0.0, 0.1)]
    [InlineData(0.1, -0.1, 0.0, 0.1)]
    [InlineData(0.1, 0.1, 1.0, 0.1)]
    [InlineData(0.1, 0.1, 0.0, 0.0)]
    [InlineData(double.NaN, 0.1, 0.0, 0.1)]
    public void Slice_ImpossibleParameters_AreRefused(double a, double b, double rho, double sigma) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SviSlice(a, b, rho, 0, sigma, 1));

    [Fact]
    public void Derivatives_AreSlopesOfTotalVariance()
    {
        const double H = 1e-4;
        (double w, double w1, double w2) = Far.Derivatives(0.2);

        Assert.Equal(Far.TotalVariance(0.2), w);
        Assert.Equal((Far.TotalVariance(0.2 + H) - Far.TotalVariance(0.2 - H)) / (2 * H), w1, 1e-8);
        Assert.Equal((Far.TotalVariance(0.2 + H) - (2 * w) + Far.TotalVariance(0.2 - H)) / (H * H), w2, 1e-6);
    }
}
