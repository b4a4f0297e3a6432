namespace Plimsoll.Pricing;

/// <summary>Value and sensitivities of one European option under Black-76, discounted, per unit of the underlying.</summary>
/// <param name="Value">Value today, in the forward's unit.</param>
/// <param name="Delta">∂V/∂F, discounted.</param>
/// <param name="Gamma">∂²V/∂F²; 0 at zero total variance, where the pay-off has a kink.</param>
/// <param name="Vega">∂V/∂σ per unit of volatility (1.00, not one point).</param>
/// <param name="Theta">∂V/∂t per year of calendar time at a fixed forward: −D·F·φ(d₁)·σ/(2√T) + r·V.</param>
/// <param name="Rho">∂V/∂r per unit of rate at a fixed forward: −T·V.</param>
/// <param name="Vanna">∂²V/∂F∂σ = −D·φ(d₁)·d₂/σ.</param>
/// <param name="Volga">∂²V/∂σ² = vega·d₁·d₂/σ.</param>
/// <param name="DualDelta">∂V/∂K, discounted: −D·N(d₂) for a call.</param>
public readonly record struct OptionGreeks(
    double Value,
    double Delta,
    double Gamma,
    double Vega,
    double Theta,
    double Rho,
    double Vanna,
    double Volga,
    double DualDelta);
