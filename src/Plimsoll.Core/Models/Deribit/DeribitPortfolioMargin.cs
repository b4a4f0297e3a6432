namespace Plimsoll.Models.Deribit;

/// <summary>What Deribit's portfolio margin asks of one settlement currency: the risk matrix, and for new positions what orders and a market maker's protection reserve besides.</summary>
/// <param name="Matrix">The risk matrix of the positions held.</param>
/// <param name="OpenOrders">Margin of open orders, settlement currency.</param>
/// <param name="Protection">Margin reserved for a market maker's protection.</param>
/// <param name="Spot">Margin of spot orders.</param>
/// <param name="Parameters">The parameters.</param>
internal sealed record DeribitPortfolioMargin(RiskMatrix Matrix, decimal OpenOrders, decimal Protection, decimal Spot, DeribitPortfolioParameters Parameters)
{
    /// <summary>Initial margin before it is rounded.</summary>
    public decimal Unrounded => Matrix.Margin + OpenOrders + Protection + Spot;

    /// <summary>Initial margin, rounded half up.</summary>
    public decimal Initial => decimal.Round(Unrounded, Parameters.Decimals, MidpointRounding.AwayFromZero);

    /// <summary>Maintenance margin, a part of the risk matrix alone and not rounded.</summary>
    public decimal Maintenance => (decimal)Parameters.MaintenanceFactor * Matrix.Margin;
}
