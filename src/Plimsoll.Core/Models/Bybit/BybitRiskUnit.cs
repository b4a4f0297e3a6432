namespace Plimsoll.Models.Bybit;

/// <summary>The parts of the margin of one risk unit (base coin) of Bybit's portfolio margin, US dollars, each 0 or more.</summary>
/// <param name="MaximumLoss">Worst loss over the grid of prices and volatilities.</param>
internal sealed record BybitRiskUnit(decimal MaximumLoss)
{
    /// <summary>futureDeltaContingency: moves of the basis.</summary>
    public decimal FutureDelta { get; init; }

    /// <summary>futureContingency: every perpetual and future.</summary>
    public decimal Futures { get; init; }

    /// <summary>optionContingency: options sold net.</summary>
    public decimal Options { get; init; }

    /// <summary>optionVegaContingency: volatility hedged across expiries.</summary>
    public decimal Vega { get; init; }

    /// <summary>usdtUsdcContingency: hedges between legs in different dollars.</summary>
    public decimal UsdtUsdc { get; init; }

    /// <summary>contingencyComponents: the sum of them.</summary>
    public decimal Contingency => FutureDelta + Futures + Options + Vega + UsdtUsdc;

    /// <summary>Maintenance margin: maximum loss + contingencies.</summary>
    public decimal Maintenance => MaximumLoss + Contingency;

    /// <summary>Initial margin: maintenance margin times a factor.</summary>
    public decimal Initial(decimal factor) => factor * Maintenance;

    /// <summary>The loss in one scenario of its parts.</summary>
    /// <param name="pnl">Profit and loss of perpetuals and futures, of options, of spot that hedges them.</param>
    public static decimal Loss(params ReadOnlySpan<decimal> pnl)
    {
        decimal sum = 0m;
        foreach (decimal one in pnl) sum += one;
        return Math.Max(0m, -sum);
    }

    /// <summary>Profit and loss of spot that hedges: its gains count and its losses do not, since it is held to cover the derivatives.</summary>
    /// <param name="coins">Coins of spot used as a hedge, signed.</param>
    /// <param name="price">Price of one coin.</param>
    /// <param name="move">Relative move of the price.</param>
    public static decimal SpotHedge(decimal coins, decimal price, decimal move) => Math.Max(0m, coins * price * move);
}
