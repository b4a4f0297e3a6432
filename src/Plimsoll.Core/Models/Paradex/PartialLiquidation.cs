namespace Plimsoll.Models.Paradex;

/// <summary>What an account looks like after a share of all its positions went to the insurance fund at mark.</summary>
/// <param name="Share">Share of every position.</param>
/// <param name="MaintenanceMargin">Maintenance margin left.</param>
/// <param name="Penalty">Penalty paid to the insurance fund: share × fee × maintenance margin.</param>
/// <param name="AccountValue">Account value left.</param>
internal readonly record struct PartialLiquidation(decimal Share, decimal MaintenanceMargin, decimal Penalty, decimal AccountValue)
{
    /// <summary>Maintenance margin / account value; null where nothing is left of the account.</summary>
    public decimal? MarginRatio => AccountValue > 0m ? MaintenanceMargin / AccountValue : null;

    /// <summary>The liquidation of a share.</summary>
    /// <param name="maintenanceMargin">Maintenance margin of the account.</param>
    /// <param name="accountValue">Account value.</param>
    /// <param name="share">Share of every position, in [0, 1].</param>
    /// <param name="fee">Liquidation fee, part of the maintenance margin.</param>
    public static PartialLiquidation Of(decimal maintenanceMargin, decimal accountValue, decimal share, decimal fee)
    {
        decimal penalty = share * fee * maintenanceMargin;
        return new(share, maintenanceMargin * (1m - share), penalty, accountValue - penalty);
    }

    /// <summary>The smallest share, a multiple of a step, that brings the margin ratio below a target; all of it where none does.</summary>
    /// <param name="maintenanceMargin">Maintenance margin of the account.</param>
    /// <param name="accountValue">Account value.</param>
    /// <param name="fee">Liquidation fee, part of the maintenance margin.</param>
    /// <param name="step">Step of the share.</param>
    /// <param name="target">Margin ratio to get below.</param>
    public static PartialLiquidation Smallest(decimal maintenanceMargin, decimal accountValue, decimal fee, decimal step, decimal target)
    {
        for (decimal share = step; share < 1m; share += step)
            if (Of(maintenanceMargin, accountValue, share, fee) is { MarginRatio: { } ratio } one && ratio < target)
                return one;
        return Of(maintenanceMargin, accountValue, 1m, fee);
    }
}
