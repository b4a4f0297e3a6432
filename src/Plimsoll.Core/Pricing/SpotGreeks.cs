namespace Plimsoll.Pricing;

/// <summary>Value and sensitivities of one European option to its spot, under Black–Scholes with a continuous yield.</summary>
/// <param name="Value">Value today, in the spot's unit.</param>
/// <param name="Delta">∂V/∂S.</param>
/// <param name="Gamma">∂²V/∂S².</param>
/// <param name="Vega">∂V/∂σ per unit of volatility.</param>
/// <param name="Theta">∂V/∂t per year of calendar time at a fixed spot.</param>
/// <param name="Rho">∂V/∂r per unit of rate at a fixed spot.</param>
public readonly record struct SpotGreeks(double Value, double Delta, double Gamma, double Vega, double Theta, double Rho);
