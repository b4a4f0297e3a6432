using System.Globalization;
using Plimsoll.Models.Native;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>A requirement's parts in one line, for the message of a broken law.</summary>
internal static class RequirementText
{
    /// <summary>The parts.</summary>
    public static string Of(Requirement of) => string.Create(CultureInfo.InvariantCulture,
        $"market {of.Initial.Total:R} (without orders {of.InitialWithoutOrders.Total:R}, {of.Initial.Dynamics}) size {of.Exposures.Sum(e => e.Size):R} cost {of.Exposures.Sum(e => e.Cost):R} sector {of.Sectors.Sum(s => s.Amount):R} ")
        + string.Create(CultureInfo.InvariantCulture, $"minimum {of.Minimums.Sum(m => m.Initial):R} uncertainty {of.Uncertainty.Initial:R} wrong way {of.WrongWay.Initial:R} crowding {of.Crowding.Sum():R} ")
        + string.Create(CultureInfo.InvariantCulture, $"haircut {of.Haircut:R} realise {of.CostToRealise:R} capped {of.CappedInitial:R} hedges {string.Join(",", of.Hedges)} ")
        + string.Join(" ", of.Exposures.Select(e => string.Create(CultureInfo.InvariantCulture, $"[{e.Underlying} N {e.Notional:G6} gross {e.Gross:G6} base {e.Base:G6} size {e.Size:G6} cost {e.Cost:G6} of {e.FullCost:G6} crowded {e.CrowdingFraction:G4} x {e.TimesToLiquidate:G4}]")));
}
