namespace Plimsoll.Core.Tests.Reference;

/// <summary>The fitted smiles of one underlying, the one thing the reference takes from the product.</summary>
internal interface IReferenceSurface
{
    /// <summary>Annualised volatility at ln(K/F) of the fitted slice of an expiry, years from the valuation; null when the expiry has no slice.</summary>
    double? VolatilityAt(double years, double logMoneyness);
}
