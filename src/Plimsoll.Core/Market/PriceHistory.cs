using System.Collections.Immutable;
using Plimsoll.Values;

namespace Plimsoll.Market;

/// <summary>Recorded prices of the underlyings, from which scenarios and volatilities come.</summary>
/// <param name="Series">One entry a market, ordered by base, kind, quote, venue and step.</param>
/// <exception cref="ArgumentException">A close is not a number above 0.</exception>
public sealed record PriceHistory(ImmutableArray<BarSeries> Series)
{
    /// <summary>One entry a market, ordered by base, kind, quote, venue and step.</summary>
    public ImmutableArray<BarSeries> Series { get; init; } = Checked(Series);

    /// <summary>No history at all.</summary>
    public static PriceHistory Empty { get; } = new([]);

    /// <summary>
    /// The series of a coin: of those of the kind asked for, the one with most bars of at most a day; of perpetuals, those in the quote currency of the coin's
    /// spot series go first, as a basis between two quote currencies would be partly their exchange rate. Null when there is none.
    /// </summary>
    public BarSeries? Find(Currency @base, MarketKind kind)
    {
        Currency? quote = kind == MarketKind.Perpetual ? Find(@base, MarketKind.Spot)?.Quote : null;
        return Series
            .Where(series => series.Base == @base && series.Kind == kind && series.Step <= TimeSpan.FromDays(1))
            .MaxBy(series => (series.Quote == quote, series.OpenTimes.Length * series.Step.TotalHours));
    }

    // An infinite close would pass: a fall from it to the next bar is a loss of everything, which is a number.
    private static ImmutableArray<BarSeries> Checked(ImmutableArray<BarSeries> all)
    {
        foreach (BarSeries series in all)
        {
            ReadOnlySpan<double> closes = series.Close.Span;
            for (int i = 0; i < closes.Length; i++)
                if (!(closes[i] > 0 && double.IsFinite(closes[i])))
                    throw new ArgumentException(FormattableString.Invariant($"The close of {series.Base}/{series.Quote} ({series.Venue}) at {Timestamp.FromUnixSeconds(series.OpenTimes.Span[i])} is {closes[i]}; a close is a finite number above 0. Leave a bar that is not known out."), nameof(all));
        }

        return all;
    }
}
