using Plimsoll.Calibration;
using Plimsoll.Market;

namespace Plimsoll.Lab.Calibrations;

/// <summary>What governance did to one asset in a crisis: from the close before it to <see cref="DaysAfter"/> days on.</summary>
/// <param name="Crisis">Its name.</param>
/// <param name="Asset">The coin.</param>
/// <param name="Before">The last close before it.</param>
/// <param name="Worst">The first day of the worst regime.</param>
/// <param name="CalmAgain">The first calm day after that; null where none came within the days walked.</param>
/// <param name="PeakEstimate">Greatest estimate; NaN without one.</param>
/// <param name="PeakPublished">Greatest published.</param>
public sealed record WalkForwardCrisis(string Crisis, Currency Asset, WalkForwardDay Before, WalkForwardDay Worst, Timestamp? CalmAgain, double PeakEstimate, double PeakPublished)
{
    /// <summary>Days from the first of the crisis that are looked at.</summary>
    public const int DaysAfter = 14;

    /// <summary>Of every crisis whose days, and the close before it, were walked.</summary>
    public static ImmutableArray<WalkForwardCrisis> Of(WalkForwardResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. from crisis in CrisisWindow.Known from asset in result.Assets let met = Of(crisis, asset) where met is not null select met];
    }

    private static WalkForwardCrisis? Of(CrisisWindow crisis, WalkForwardAsset asset)
    {
        // The close at 00:00 of the first day is the one before it.
        WalkForwardDay? before = asset.Days.FirstOrDefault(day => day.Time == crisis.From);
        WalkForwardDay[] during = [.. asset.Days.Where(day => day.Time > crisis.From && day.Time - crisis.From <= TimeSpan.FromDays(DaysAfter))];
        if (before is null || during.Length == 0) return null;
        WalkForwardDay worst = during.MaxBy(day => day.Regime)!;
        Timestamp? calm = worst.Regime == Regime.Calm ? null : asset.Days.FirstOrDefault(day => day.Time > worst.Time && day.Regime == Regime.Calm)?.Time;
        return new(crisis.Name, asset.Asset, before, worst, calm, during.Select(day => day.Estimate ?? double.NaN).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max(), during.Max(day => day.Published ?? double.NaN));
    }
}
