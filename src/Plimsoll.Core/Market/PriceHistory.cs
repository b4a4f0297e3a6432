using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>Recorded prices of the underlyings, from which scenarios and volatilities come.</summary>
/// <param name="Series">One entry a market, ordered by base, kind, quote, venue and step.</param>
public sealed record PriceHistory(ImmutableArray<BarSeries> Series)
{
    /// <summary>No history at all.</summary>
    public static PriceHistory Empty { get; } = new([]);

    /// <summary>The series of a coin: of those of the kind asked for, the one with most bars of at most a day; null when there is none.</summary>
    public BarSeries? Find(Currency @base, MarketKind kind) => Series
        .Where(series => series.Base == @base && series.Kind == kind && series.Step <= TimeSpan.FromDays(1))
        .MaxBy(series => series.OpenTimes.Length * series.Step.TotalHours);
}
