using Plimsoll.Values;

namespace Plimsoll.Governance.Changes;

/// <summary>Sums over the accounts that both rules answer.</summary>
/// <param name="InitialBefore">Initial margin before.</param>
/// <param name="InitialAfter">Initial margin after.</param>
/// <param name="MaintenanceBefore">Maintenance margin before.</param>
/// <param name="MaintenanceAfter">Maintenance margin after.</param>
/// <param name="EquityBefore">Equity before.</param>
/// <param name="EquityAfter">Equity after.</param>
public sealed record ImpactTotals(Money InitialBefore, Money InitialAfter, Money MaintenanceBefore, Money MaintenanceAfter, Money EquityBefore, Money EquityAfter);

/// <summary>One percentile of the relative changes of initial margin over accounts.</summary>
/// <param name="Percentile">In (0, 1]; 0.5 is the median.</param>
/// <param name="Change">The least change that at least so great a share of accounts does not exceed; a fraction.</param>
public sealed record ImpactPercentile(double Percentile, double Change);

/// <summary>Initial margin of the positions of one asset class, as the statements' contributions give it.</summary>
/// <param name="AssetClass">The class.</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public sealed record AssetClassImpact(string AssetClass, Money Before, Money After);
