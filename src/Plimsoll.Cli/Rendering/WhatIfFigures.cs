using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli.Rendering;

/// <summary>The figures that a what-if sets side by side, in their order.</summary>
internal static class WhatIfFigures
{
    /// <summary>Name, before, after and difference of each figure.</summary>
    public static IEnumerable<(string Name, Money Before, Money After, Money Difference)> Of(MarginStatement before, MarginStatement after, MarginDifference difference)
    {
        yield return ("collateral value", before.CollateralValue, after.CollateralValue, difference.CollateralValue);
        yield return ("unrealised P&L", before.UnrealisedPnl, after.UnrealisedPnl, difference.UnrealisedPnl);
        yield return ("option value", before.OptionValue, after.OptionValue, difference.OptionValue);
        yield return ("net asset value", before.Nav, after.Nav, difference.Nav);
        yield return ("haircut", before.Haircut, after.Haircut, difference.Haircut);
        yield return ("cost to realise gains", before.CostToRealiseGains, after.CostToRealiseGains, difference.CostToRealiseGains);
        yield return ("equity", before.Equity, after.Equity, difference.Equity);
        yield return ("initial margin", before.InitialMargin, after.InitialMargin, difference.InitialMargin);
        yield return ("maintenance margin", before.MaintenanceMargin, after.MaintenanceMargin, difference.MaintenanceMargin);
        yield return ("excess", before.Excess, after.Excess, difference.Excess);
        yield return ("withdrawable", before.Withdrawable, after.Withdrawable, difference.Withdrawable);
    }
}
