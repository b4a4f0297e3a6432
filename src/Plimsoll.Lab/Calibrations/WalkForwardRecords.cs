using Plimsoll.Calibration;
using Plimsoll.Market;

namespace Plimsoll.Lab.Calibrations;

/// <summary>What a data folder holds beside prices, as the walk reads it.</summary>
public static class WalkForwardRecords
{
    /// <summary>Depth of the thinner side in USD at the price known at its time (USDT counts as one), and open interest in coins, so that a fall of the price is no fall of open interest. Of several venues the first in ordinal order.</summary>
    public static ImmutableArray<WalkForwardSeries> Of(MarketRecords records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var series = ImmutableArray.CreateBuilder<WalkForwardSeries>();
        foreach (DepthHistory depth in records.Depth.DistinctBy(history => history.Asset))
        {
            BarSeries? bars = records.Prices.Find(depth.Asset, MarketKind.Perpetual) ?? records.Prices.Find(depth.Asset, MarketKind.Spot);
            if (bars is null) continue;
            (long[] times, double[] thin) = AssetRecord.Priced(depth, bars);
            if (times.Length > 0) series.Add(new(depth.Asset, WalkForwardKind.Depth, times, thin));
        }

        foreach (OpenInterestHistory interest in records.OpenInterest.DistinctBy(history => history.Asset))
            if (interest.Times.Length > 0)
                series.Add(new(interest.Asset, WalkForwardKind.OpenInterest, interest.Times, interest.Coins));
        return series.ToImmutable();
    }
}
