using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>What the readers of venue dumps share: numbers under several names, percentages, epochs, and indices taken from the latest item.</summary>
internal static class DumpNumbers
{
    /// <summary>The first of several members that is there.</summary>
    public static decimal? First(ObjectReader reader, NumberRule rule, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (reader.Node.Has(name))
                return reader.Number(name, rule);
        return null;
    }

    /// <summary>A price of a quote; venues write 0 where there is none.</summary>
    public static decimal? Quote(ObjectReader reader, params ReadOnlySpan<string> names) =>
        First(reader, NumberRule.OptionPrice, names) is > 0m and var price ? price : null;

    /// <summary>An implied volatility in per cent as a fraction; venues write 0 where there is none.</summary>
    public static double? Percent(string text, Place at, ProblemList problems)
    {
        if (ObjectReader.Number(text, at, PercentVolatility, problems) is not { } percent || percent == 0m) return null;
        return (double)(percent / 100m);
    }

    private static readonly NumberRule PercentVolatility =
        new("an annualised volatility in per cent, as 62", "an annualised volatility lies between 0 and 5000 per cent", 0m, 5000m);

    /// <summary>A time in milliseconds or microseconds since 1970.</summary>
    public static Timestamp? Epoch(string text, long microsecondsPerUnit, Place at, ProblemList problems)
    {
        // 2000 to 2200: anything else is another unit.
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long epoch)
            && epoch <= 7_258_118_400_000_000 / microsecondsPerUnit && epoch >= 946_684_800_000_000 / microsecondsPerUnit)
            return Timestamp.FromUnixMicroseconds(epoch * microsecondsPerUnit);
        problems.Add(at, $"'{text}' is no time in {(microsecondsPerUnit == 1 ? "microseconds" : "milliseconds")} since 1970; write one, as {1_719_561_600_000_000 / microsecondsPerUnit} for 2024-06-28T08:00:00Z.");
        return null;
    }

    /// <summary>The mark price, or else the mid of a two-sided quote that is not crossed and not above what the instrument can be worth.</summary>
    public static decimal? MarkOrMid(InstrumentSymbol symbol, decimal? mark, decimal? bid, decimal? ask, decimal? forward) => mark
        ?? (bid is { } low && ask is { } high && low <= high
            && (symbol.Kind != InstrumentKind.Option || !((low + high) / 2m > InstrumentRules.Highest(symbol, forward)?.Price))
            ? (low + high) / 2m : null);
}

/// <summary>Index prices that a dump repeats item by item: the one of the latest item counts.</summary>
internal sealed class DumpIndices
{
    private readonly Dictionary<(Currency Base, Currency Quote), (Place At, IndexPrice Price)> latest = [];

    /// <summary>One more; an older one, or one of the same time further up, is replaced.</summary>
    public void Add(Place at, (Currency Base, Currency Quote) pair, decimal price, Timestamp time)
    {
        if (!latest.TryGetValue(pair, out var held) || time >= held.Price.Time) latest[pair] = (at, new IndexPrice(price, time, null));
    }

    /// <summary>Puts what was found into the market.</summary>
    public void AddTo(MarketDraft draft)
    {
        foreach (((Currency Base, Currency Quote) pair, (Place at, IndexPrice price)) in latest.OrderBy(entry => entry.Key.Base)
            .ThenBy(entry => entry.Key.Quote)) draft.Add(at, pair, price);
    }
}
