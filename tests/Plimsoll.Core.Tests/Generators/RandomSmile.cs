using Plimsoll.Core.Tests.Reference;

namespace Plimsoll.Core.Tests.Generators;

/// <summary>A surface of SSVI form with rising total variance at the money: the one that a random market's options were priced on.</summary>
/// <remarks>w(k) = θ/2·(1 + ρφk + √((φk + ρ)² + 1 − ρ²)), φ = η/√θ; J. Gatheral, A. Jacquier, Quantitative Finance 14 (2014) 59–71.</remarks>
internal sealed class RandomSmile(double level, double slope, double skew, double curvature, IReadOnlyList<double> expiries) : IReferenceSurface
{
    /// <summary>Only the listed expiries have a slice.</summary>
    public double? VolatilityAt(double years, double logMoneyness) => expiries.Contains(years) ? Volatility(years, logMoneyness) : null;

    public double Volatility(double years, double k)
    {
        // Volatility runs from the level towards level·(1 + slope) as time goes on; |slope| < ⅓ keeps total variance rising.
        double atTheMoney = level * (1 + (slope * (1 - Math.Exp(-4 * years))));
        double theta = atTheMoney * atTheMoney * years;
        double phi = curvature / Math.Sqrt(theta);
        double shifted = (phi * k) + skew;
        double w = theta / 2 * (1 + (skew * phi * k) + Math.Sqrt((shifted * shifted) + 1 - (skew * skew)));
        return Math.Sqrt(w / years);
    }
}
