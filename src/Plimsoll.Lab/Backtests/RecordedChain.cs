using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Lab.Backtests;

/// <summary>Options of recorded chains: the first snapshot of a day, valued at the first of the next where the two are about a day apart.</summary>
internal sealed class RecordedChain : IOptionChain
{
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(20), Longest = TimeSpan.FromHours(28);

    private readonly Currency coin;
    private readonly Dictionary<int, MarketSnapshot> byDay = [];

    public RecordedChain(DailyCloses closes, int asset, ImmutableArray<MarketSnapshot> chains)
    {
        (Asset, coin) = (asset, closes.Assets[asset].Asset);
        foreach (MarketSnapshot chain in chains.OrderBy(chain => chain.AsOf))
            if (chain.Indices.ContainsKey((coin, Currency.Usd)) && chain.Instruments.Keys.Any(symbol => symbol.Base == coin) && closes.DayAt(chain.AsOf) is >= 0 and var day && closes.At(day) + TimeSpan.FromDays(1) > chain.AsOf)
                byDay.TryAdd(day, chain);
    }

    /// <inheritdoc/>
    public int Asset { get; }

    /// <summary>Whether any day has prices on the day after too.</summary>
    public bool IsEmpty => !byDay.Keys.Any(day => TimeOf(day) is not null);

    /// <inheritdoc/>
    public Timestamp? TimeOf(int day) => byDay.TryGetValue(day, out MarketSnapshot? now) && byDay.TryGetValue(day + 1, out MarketSnapshot? next) && next.AsOf - now.AsOf is var gap && gap >= Shortest && gap <= Longest ? now.AsOf : null;

    /// <inheritdoc/>
    public double Spot(int day) => (double)byDay[day].Indices[(coin, Currency.Usd)].Price;

    /// <inheritdoc/>
    public IReadOnlyList<InstrumentMarket> Listed(int day) => [.. byDay[day].Instruments.Values.Where(IsPriced).OrderBy(option => option.Instrument.Symbol)];

    /// <inheritdoc/>
    public InstrumentMarket? Nearest(int day, int tenor, double deviations, OptionSide side)
    {
        Timestamp now = byDay[day].AsOf;
        // An expiry two days off at least, and not half or twice the tenor: "a month" is none of a week.
        InstrumentMarket[] listed = [.. byDay[day].Instruments.Values.Where(option => IsPriced(option) && option.Instrument.Symbol.Side == side && byDay[day + 1].Instruments.TryGetValue(option.Instrument.Symbol, out InstrumentMarket? next) && next.MarkPrice is not null)];
        double[] years = [.. listed.Select(option => option.Instrument.YearsFrom(now)).Where(span => span * 365 >= 2 && span * 365 >= 0.5 * tenor && span * 365 <= 2 * tenor).Distinct().Order()];
        if (years.Length == 0) return null;
        double nearest = years.MinBy(span => Math.Abs(Math.Log(span * 365 / tenor)));
        InstrumentMarket[] expiry = [.. listed.Where(option => option.Instrument.YearsFrom(now) == nearest)];
        double forward = (double)expiry[0].Forward!.Value, level = expiry.MinBy(option => Math.Abs(Math.Log((double)option.Instrument.Symbol.Strike!.Value / forward)))!.MarkVolatility!.Value;
        return expiry.OrderBy(option => option.Instrument.Symbol).MinBy(option => Math.Abs((Math.Log((double)option.Instrument.Symbol.Strike!.Value / forward) / (level * Math.Sqrt(nearest))) - deviations));
    }

    /// <inheritdoc/>
    public double ValueNext(int day, InstrumentMarket option) => byDay[day + 1].Instruments.TryGetValue(option.Instrument.Symbol, out InstrumentMarket? next) && next.MarkPrice is { } mark ? (double)mark * Spot(day + 1) : double.NaN;

    private static bool IsPriced(InstrumentMarket option) => option is { MarkPrice: not null, MarkVolatility: > 0, Forward: not null };
}
