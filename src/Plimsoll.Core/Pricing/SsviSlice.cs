using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>One slice of a surface SVI: w(k) = θ/2·(1 + ρφk + √((φk + ρ)² + 1 − ρ²)).</summary>
/// <param name="Theta">θ: at-the-money total variance; above 0.</param>
/// <param name="Rho">ρ: skew, in (−1, 1).</param>
/// <param name="Phi">φ: sharpness of the smile; above 0.</param>
/// <remarks>J. Gatheral, A. Jacquier (2014), section 4.</remarks>
public readonly record struct SsviSlice(double Theta, double Rho, double Phi)
{
    /// <summary>θφ(1 + |ρ|): below 4 is the first condition for no butterfly arbitrage (theorem 4.2).</summary>
    public double ButterflyWing => Theta * Phi * (1 + Math.Abs(Rho));

    /// <summary>θφ²(1 + |ρ|): at most 4 is the second condition for no butterfly arbitrage (theorem 4.2).</summary>
    public double ButterflyCurvature => Theta * Phi * Phi * (1 + Math.Abs(Rho));

    /// <summary>True where theorem 4.2 rules butterfly arbitrage out; false does not prove that there is one.</summary>
    public bool IsButterflyFree => ButterflyWing < 4 && ButterflyCurvature <= 4;

    /// <summary>A slice with the power-law sharpness φ = η·θ^{−γ}·(1 + θ)^{γ−1}.</summary>
    /// <param name="theta">At-the-money total variance; above 0.</param>
    /// <param name="rho">Skew.</param>
    /// <param name="eta">η; above 0. η(1 + |ρ|) ≤ 2 keeps every slice free of butterfly arbitrage.</param>
    /// <param name="gamma">γ, in (0, ½] for the whole surface to be free of it.</param>
    public static SsviSlice PowerLaw(double theta, double rho, double eta, double gamma) =>
        new(theta, rho, PowerLawPhi(theta, eta, gamma));

    /// <summary>Total variance at a log-moneyness.</summary>
    /// <param name="k">ln(K/F).</param>
    public double TotalVariance(double k)
    {
        double shifted = (Phi * k) + Rho;
        return Theta / 2 * (1 + (Rho * Phi * k) + Math.Sqrt((shifted * shifted) + 1 - (Rho * Rho)));
    }

    /// <summary>The raw slice with the same smile.</summary>
    /// <param name="years">Years to expiry; above 0.</param>
    public SviSlice ToRaw(double years) => new SviNatural(0, 0, Rho, Theta, Phi).ToRaw(years);

    /// <summary>
    /// True where a power-law surface of constant ρ has no calendar arbitrage at this θ: 0 ≤ ∂(θφ)/∂θ ≤ (1 + √(1 − ρ²))·φ/ρ² (theorem 4.1),
    /// θ itself rising with time.
    /// </summary>
    /// <param name="gamma">γ of the power law.</param>
    public bool IsCalendarFreeForPowerLaw(double gamma)
    {
        // ln φ = ln η − γ ln θ + (γ − 1) ln(1 + θ), so ∂(θφ)/∂θ = φ·(1 − γ − (1 − γ)·θ/(1 + θ)) = φ·(1 − γ)/(1 + θ).
        double slope = (1 - gamma) / (1 + Theta);
        return slope >= 0 && slope * Rho * Rho <= 1 + Math.Sqrt(1 - (Rho * Rho));
    }

    internal static double PowerLawPhi(double theta, double eta, double gamma) =>
        eta * Math.Pow(theta, -gamma) * Math.Pow(1 + theta, gamma - 1);
}
