using Plimsoll.Lab.Backtests;
using Plimsoll.Market;

namespace Plimsoll.Lab.Calibrations;

/// <summary>Walks recorded daily closes through the governor: what it would have published, when regimes would have changed, what would have been calibrated anew and why. Nothing knows of a later day.</summary>
public static class WalkForward
{
    /// <summary>Walks them.</summary>
    /// <param name="history">Bars, and indices of implied volatility where there are any.</param>
    /// <param name="options">Rules, and what else is recorded.</param>
    /// <param name="progress">Told the share that is done.</param>
    /// <exception cref="InvalidInputException">The rules contradict each other, or an asset has no bars.</exception>
    public static WalkForwardResult Run(PriceHistory history, WalkForwardOptions options, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(options);
        DailyCloses closes = DailyCloses.Of(history, options.Assets);
        int done = 0;
        // Assets do not see each other, so that their order in time does not matter.
        return new([.. closes.Assets.AsParallel().AsOrdered().Select(asset =>
        {
            WalkForwardAsset walked = new WalkForwardMarket(closes, asset, Index(history, asset.Asset), options).Run();
            progress?.Invoke((double)Interlocked.Increment(ref done) / closes.Assets.Length);
            return walked;
        })]);
    }

    private static BarSeries? Index(PriceHistory history, Currency asset) =>
        history.Series.Where(series => series.Kind == MarketKind.VolatilityIndex && series.Base == asset && series.Step <= TimeSpan.FromDays(1)).MaxBy(series => series.OpenTimes.Length);
}
