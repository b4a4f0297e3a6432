namespace Plimsoll.Models.Binance;

/// <summary>Where an account stands under Binance's portfolio margin.</summary>
internal enum UnifiedStanding
{
    /// <summary>Trades freely.</summary>
    Free,

    /// <summary>Is reminded to add funds or to reduce.</summary>
    Reminded,

    /// <summary>Only orders that reduce are taken.</summary>
    ReduceOnly,

    /// <summary>Is liquidated.</summary>
    Liquidation,

    /// <summary>Owes more than it has margin for: a claim for the loss.</summary>
    Claim,
}

/// <summary>The parts of Binance's unified maintenance margin ratio: uniMMR = Σ adjusted equity / Σ maintenance margin, in US dollars.</summary>
internal static class UnifiedMargin
{
    /// <summary>What a net asset counts for: min(X·price·rate, X·price), so that a rate never makes a debt smaller.</summary>
    /// <param name="amount">X = margin asset − margin loan + futures wallet + unrealised profit and loss, in the asset.</param>
    /// <param name="price">Index price of the asset in USD.</param>
    /// <param name="rate">Collateral rate, fraction.</param>
    public static decimal Counted(decimal amount, decimal price, decimal rate) => Math.Min(amount * price * rate, amount * price);

    /// <summary>Unrealised profit and loss of a USD-margined position, in its quote currency.</summary>
    /// <param name="size">Signed coins.</param>
    /// <param name="entry">Entry price.</param>
    /// <param name="mark">Mark price.</param>
    public static decimal LinearPnl(decimal size, decimal entry, decimal mark) => size * (mark - entry);

    /// <summary>Maintenance margin of a loan, in what is borrowed.</summary>
    /// <param name="loan">Units borrowed, 0 or more.</param>
    /// <param name="rate">Rate of the leverage chosen: 10 % at 3x, 8 % at 5x, 5 % at 10x.</param>
    public static decimal LoanMaintenance(decimal loan, decimal rate) => loan * rate;

    /// <summary>The ratio; null where nothing is needed.</summary>
    /// <param name="adjustedEquity">Σ counted assets less what open orders would lose, USD.</param>
    /// <param name="maintenance">Σ maintenance margin, USD.</param>
    public static decimal? Ratio(decimal adjustedEquity, decimal maintenance) => maintenance == 0m ? null : adjustedEquity / maintenance;

    /// <summary>Where a ratio stands; nothing needed is free.</summary>
    /// <param name="ratio">The ratio.</param>
    /// <param name="reminder">Ratio at and below which the account is reminded, 1.5.</param>
    /// <param name="reduceOnly">Ratio at and below which only reducing orders are taken, 1.2.</param>
    /// <param name="liquidation">Ratio at and below which it is liquidated, 1.05.</param>
    public static UnifiedStanding Standing(decimal? ratio, decimal reminder, decimal reduceOnly, decimal liquidation) => ratio switch
    {
        null => UnifiedStanding.Free,
        <= 1m => UnifiedStanding.Claim,
        var at when at <= liquidation => UnifiedStanding.Liquidation,
        var at when at <= reduceOnly => UnifiedStanding.ReduceOnly,
        var at when at <= reminder => UnifiedStanding.Reminded,
        _ => UnifiedStanding.Free,
    };
}
