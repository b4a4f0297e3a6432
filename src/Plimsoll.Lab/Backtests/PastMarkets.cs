using System.Collections.Frozen;
using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Lab.Backtests;

/// <summary>The market as it stood at each close: marks of that close, history up to it, nothing later.</summary>
/// <remarks>
/// USDT counts as one US dollar. Open interest, books and implied volatilities are not in a folder of bars: open interest is given as nought, so that a charge for crowding, which is
/// no forecast of loss, does not pass for coverage; the rest is missing and the rules fall back as they say.
/// </remarks>
internal sealed class PastMarkets
{
    private static readonly Currency Tether = Currency.Of("USDT");

    private readonly DailyCloses closes;
    private readonly (long[] Opens, double[] Close, double[] Realised, int[] Count)[] spots;
    private readonly (long[] Opens, double[] Close, double[] Realised, int[] Count)[] perpetuals;

    public PastMarkets(DailyCloses closes)
    {
        this.closes = closes;
        spots = [.. closes.Assets.Select(asset => Rows(asset.Spot, asset.SpotRealised))];
        perpetuals = [.. closes.Assets.Select(asset => Rows(asset.Perpetual, asset.PerpetualRealised))];
        Symbols = [.. closes.Assets.Select(asset => InstrumentSymbol.Perpetual(asset.Asset, Tether, Tether))];
    }

    /// <summary>The perpetual of each asset.</summary>
    public ImmutableArray<InstrumentSymbol> Symbols { get; }

    /// <summary>The market at a day's close.</summary>
    /// <param name="day">The day.</param>
    /// <param name="only">Assets that are wanted; null for all.</param>
    public MarketSnapshot At(int day, IReadOnlySet<int>? only = null)
    {
        Timestamp now = closes.At(day);
        var indices = new Dictionary<(Currency, Currency), IndexPrice> { [(Tether, Currency.Usd)] = new(1m, now, null) };
        var instruments = new Dictionary<InstrumentSymbol, InstrumentMarket>();
        var series = ImmutableArray.CreateBuilder<BarSeries>();
        for (int a = 0; a < closes.Assets.Length; a++)
        {
            if (only is not null && !only.Contains(a)) continue;
            AssetCloses asset = closes.Assets[a];
            Add(series, asset.Asset, MarketKind.Spot, spots[a], day);
            Add(series, asset.Asset, MarketKind.Perpetual, perpetuals[a], day);
            if (double.IsNaN(asset.Coin[day])) continue;
            indices[(asset.Asset, Currency.Usd)] = new IndexPrice((decimal)asset.Coin[day], now, null);
            instruments[Symbols[a]] = new InstrumentMarket
            {
                Instrument = Instrument.Of(Symbols[a]), Time = now, MarkPrice = (decimal)asset.Mark(day), OpenInterest = 0m,
                Volume24h = double.IsNaN(asset.Volume[day]) ? null : (decimal)(asset.Volume[day] / asset.Mark(day)),
            };
        }

        return new MarketSnapshot
        {
            AsOf = now, ValuationTime = now, Indices = indices.ToFrozenDictionary(), Instruments = instruments.ToFrozenDictionary(), History = new PriceHistory(series.ToImmutable()),
        };
    }

    private static void Add(ImmutableArray<BarSeries>.Builder series, Currency asset, MarketKind kind, (long[] Opens, double[] Close, double[] Realised, int[] Count) rows, int day)
    {
        int count = rows.Count[day];
        if (count == 0) return;
        series.Add(new BarSeries
        {
            Base = asset, Quote = Tether, Venue = "joined", Kind = kind, Step = TimeSpan.FromDays(1), OpenTimes = rows.Opens.AsMemory(0, count), Close = rows.Close.AsMemory(0, count), RealisedVariance = rows.Realised.AsMemory(0, count),
        });
    }

    private (long[], double[], double[], int[]) Rows(double[] levels, double[] realised)
    {
        var (opens, values, inside, count) = (new List<long>(), new List<double>(), new List<double>(), new int[levels.Length]);
        for (int d = 0; d < levels.Length; d++)
        {
            if (!double.IsNaN(levels[d]))
            {
                opens.Add(closes.At(d).UnixSeconds - 86_400);
                values.Add(levels[d]);
                inside.Add(d < realised.Length ? realised[d] : double.NaN);
            }

            count[d] = opens.Count;
        }

        return ([.. opens], [.. values], [.. inside], count);
    }
}
