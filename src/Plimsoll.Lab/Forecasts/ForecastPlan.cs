using Plimsoll.Formats;
using Plimsoll.Market;
using Plimsoll.Volatility;

namespace Plimsoll.Lab.Forecasts;

/// <summary>What to put to the test.</summary>
/// <param name="Markets">One series a coin.</param>
/// <param name="Methods">Forecasters, in order; the first is the champion to begin with.</param>
/// <param name="Horizons">Days ahead, each at least 1.</param>
/// <param name="Index">An index of implied volatility for the coin it is of; null for none.</param>
/// <param name="From">First day scored; null for the first with enough days before it.</param>
/// <param name="Reference">What the others are tested against beside the best.</param>
public sealed record ForecastPlan(
    ImmutableArray<BarSeries> Markets, ImmutableArray<VolatilityMethod> Methods, ImmutableArray<int> Horizons, BarSeries? Index = null, Timestamp? From = null, VolatilityMethod Reference = VolatilityMethod.LogHar)
{
    // Below five minutes bounces between bid and ask count as variance.
    private static readonly TimeSpan Finest = TimeSpan.FromMinutes(5);

    /// <summary>Days before the first forecast that is scored.</summary>
    internal const int LearningDays = 500;

    /// <summary>Fewest days scored.</summary>
    internal const int FewestScored = 90;

    /// <summary>For each coin its longest series of bars between 5 minutes and 12 hours, else of days; coins whose series are too short to be scored are left out, as are pegs.</summary>
    /// <param name="history">The series.</param>
    /// <param name="only">The coins wanted; null for every one but pegs.</param>
    /// <exception cref="InvalidInputException">A coin asked for has no series that is long enough, or no coin has.</exception>
    public static ImmutableArray<BarSeries> MarketsOf(PriceHistory history, IReadOnlyCollection<Currency>? only)
    {
        ArgumentNullException.ThrowIfNull(history);
        var markets = ImmutableArray.CreateBuilder<BarSeries>();
        foreach (IGrouping<Currency, BarSeries> coin in history.Series.Where(IsUsable).GroupBy(series => series.Base))
        {
            if (only is null ? Backtests.DailyCloses.IsPeg(coin.Key) : !only.Contains(coin.Key)) continue;
            BarSeries? longest = coin.Where(series => Days(series) >= LearningDays + FewestScored).OrderBy(series => series.Step < TimeSpan.FromDays(1) ? 0 : 1).ThenByDescending(Days).FirstOrDefault();
            if (longest is not null) markets.Add(longest);
        }

        Problem[] missing = [.. (only ?? []).Except(markets.Select(series => series.Base)).Order().Select(asset => new Problem("--assets", $"{asset} has no series of {LearningDays + FewestScored} days or more; leave it out."))];
        if (missing.Length > 0) throw new InvalidInputException(missing);
        return markets.Count > 0 ? markets.ToImmutable() : throw new InvalidInputException([new Problem("--data", $"no series of the folder has {LearningDays + FewestScored} days or more of bars of 5 minutes to a day.")]);
    }

    private static bool IsUsable(BarSeries series) => series.Kind != MarketKind.VolatilityIndex && series.Step >= Finest && TimeSpan.FromDays(1).Ticks % series.Step.Ticks == 0
        && (series.Step < TimeSpan.FromDays(1) || series.High.Length == series.Close.Length);

    private static double Days(BarSeries series) => series.OpenTimes.Length * series.Step.TotalDays;
}
