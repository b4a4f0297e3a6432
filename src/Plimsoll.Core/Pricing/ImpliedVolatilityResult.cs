namespace Plimsoll.Pricing;

/// <summary>The outcome of inverting an option price.</summary>
/// <param name="Status">Whether there is a volatility, and if not, why.</param>
/// <param name="Volatility">Annualised volatility as a fraction; NaN unless <see cref="HasVolatility"/>.</param>
public readonly record struct ImpliedVolatilityResult(ImpliedVolatilityStatus Status, double Volatility)
{
    /// <summary>True where <see cref="Volatility"/> reprices the option: found, or 0 at the intrinsic value.</summary>
    public bool HasVolatility => Status is ImpliedVolatilityStatus.Ok or ImpliedVolatilityStatus.AtIntrinsic;

    internal static ImpliedVolatilityResult Without(ImpliedVolatilityStatus status) => new(status, double.NaN);
}
