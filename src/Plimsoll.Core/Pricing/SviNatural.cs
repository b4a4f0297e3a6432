using Plimsoll.Market;

namespace Plimsoll.Pricing;

/// <summary>An SVI slice in natural form: w(k) = Δ + ω/2·(1 + ζρ(k − μ) + √((ζ(k − μ) + ρ)² + 1 − ρ²)).</summary>
/// <param name="Delta">Δ: shift of total variance.</param>
/// <param name="Mu">μ: shift along log-moneyness.</param>
/// <param name="Rho">ρ: skew, in (−1, 1).</param>
/// <param name="Omega">ω: level; at least 0.</param>
/// <param name="Zeta">ζ: sharpness; above 0.</param>
/// <remarks>J. Gatheral, A. Jacquier (2014), lemma 3.1.</remarks>
public readonly record struct SviNatural(double Delta, double Mu, double Rho, double Omega, double Zeta)
{
    /// <summary>The raw slice with the same smile.</summary>
    /// <param name="years">Years to expiry; above 0.</param>
    public SviSlice ToRaw(double years)
    {
        double complement = 1 - (Rho * Rho);
        return new SviSlice(
            a: Delta + (Omega / 2 * complement),
            b: Omega * Zeta / 2,
            rho: Rho,
            m: Mu - (Rho / Zeta),
            sigma: Math.Sqrt(complement) / Zeta,
            years: years);
    }
}
