using Plimsoll.Market;

namespace Plimsoll.Core.Tests.Generators;

/// <summary>Smiles of SSVI form with rising total variance at the money: the ones that a random market's options are priced on.</summary>
/// <remarks>w(k) = θ/2·(1 + ρφk + √((φk + ρ)² + 1 − ρ²)), φ = η/√θ; J. Gatheral, A. Jacquier, Quantitative Finance 14 (2014) 59–71.</remarks>
internal sealed class RandomSmile(double level, double slope, double skew, double curvature, IReadOnlyList<double> expiries)
{
    /// <summary>One slice for each expiry.</summary>
    public VolatilitySurface Surface { get; } = new([.. expiries.Order().Select(years => Slice(level, slope, skew, curvature, years))]);

    public double Volatility(double years, double logMoneyness) => Slice(level, slope, skew, curvature, years).Volatility(logMoneyness);

    // Volatility runs from the level towards level·(1 + slope) as time goes on; |slope| < ⅓ keeps total variance rising.
    private static SviSlice Slice(double level, double slope, double skew, double curvature, double years)
    {
        double atTheMoney = level * (1 + (slope * (1 - Math.Exp(-4 * years))));
        double theta = atTheMoney * atTheMoney * years, phi = curvature / Math.Sqrt(theta), root = Math.Sqrt(1 - (skew * skew));
        return new SviSlice(theta / 2 * root * root, theta * phi / 2, skew, -skew / phi, root / phi, years);
    }
}
