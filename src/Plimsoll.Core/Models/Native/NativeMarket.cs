using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Models.Native;

/// <summary>One market seen with one set of parameters: prices, surfaces, liquidity, and per margin period the scenarios and the risk of each instrument. Made when first asked for.</summary>
internal sealed class NativeMarket
{
    private readonly ConcurrentDictionary<Currency, LiquidityView> liquidity = new();
    private readonly ConcurrentDictionary<double, HorizonRisk> horizons = new();
    private readonly NativeMarket? origin;
    private readonly ConcurrentDictionary<Currency, InstrumentSymbol[]> futures = new();
    private readonly Lock building = new();

    public NativeMarket(NativeParameters parameters, MarketSnapshot market, SmileBook? smiles = null)
    {
        (Parameters, Snapshot, Now) = (parameters, market, market.ValuationTime);
        Universe =
        [
            .. market.Instruments.Keys.Select(symbol => symbol.Base).Concat(market.Indices.Keys.Select(pair => pair.Base))
                .Where(currency => !currency.IsUsd).Distinct().Order(),
        ];
        Smiles = smiles ?? new SmileBook(market, underlying => MarketSurfaces.Fit(market, underlying).Surface);
    }

    private NativeMarket(NativeMarket from, Currency moved, MarketSnapshot snapshot) =>
        (Parameters, Snapshot, Now, Universe, Smiles, Moved, origin) = (from.Parameters, snapshot, from.Now, from.Universe, from.Smiles, moved, from);

    /// <summary>The rules.</summary>
    public NativeParameters Parameters { get; }

    /// <summary>The underlying that stands elsewhere than in the market this one was made from; null for a market as it is.</summary>
    public Currency? Moved { get; }

    /// <summary>The market.</summary>
    public MarketSnapshot Snapshot { get; }

    /// <summary>Valuation time.</summary>
    public Timestamp Now { get; }

    /// <summary>Every underlying and coin that may move, ordinal order.</summary>
    public ImmutableArray<Currency> Universe { get; }

    /// <summary>The volatility surfaces.</summary>
    public SmileBook Smiles { get; }

    /// <summary>US dollars for one unit; null without an index.</summary>
    public double? Price(Currency currency) => (double?)Snapshot.UsdPrice(currency)?.Price;

    /// <summary>US dollars for one unit of a balance: a pegged asset that is held counts at par at most.</summary>
    public decimal? BalancePrice(Currency currency, bool held) => Snapshot.UsdPrice(currency)?.Price is { } price
        ? held && Parameters.ClassOf(currency).Peg == true ? Math.Min(1m, price) : price
        : null;

    /// <summary>Liquidity of one underlying.</summary>
    public LiquidityView Liquidity(Currency underlying) => liquidity.GetOrAdd(underlying, key =>
        origin is not null && key != Moved ? origin.Liquidity(key) : new LiquidityView(Parameters, Snapshot, key, ContractDollars));

    /// <summary>Scenarios and instrument risk at one margin period of risk.</summary>
    public HorizonRisk Horizon(double hours)
    {
        if (horizons.TryGetValue(hours, out HorizonRisk? known)) return known;
        lock (building) return horizons.GetOrAdd(hours, key => origin is null ? new HorizonRisk(this, key) : new HorizonRisk(this, origin.Horizon(key)));
    }

    /// <summary>The market with one underlying at another price, everything else still; options keep their smile in moneyness.</summary>
    /// <param name="underlying">The underlying.</param>
    /// <param name="factor">New price / old price, above 0.</param>
    /// <param name="asked">The instruments that will be asked for. The market returned holds these and the futures and perpetuals of the underlying, no others.</param>
    /// <param name="volatility">New / old implied volatility of its options at the reference tenor.</param>
    public NativeMarket With(Currency underlying, double factor, IReadOnlySet<InstrumentSymbol> asked, double volatility = 1)
    {
        decimal exact = (decimal)factor;
        InstrumentMarket Move(InstrumentMarket quoted)
        {
            InstrumentSymbol symbol = quoted.Instrument.Symbol;
            bool up = symbol.Base == underlying, down = symbol.Quote == underlying;
            if (up == down) return quoted;
            decimal by = up ? exact : 1m / exact;
            if (symbol.Kind != InstrumentKind.Option) return quoted with { MarkPrice = quoted.MarkPrice * by, Bid = quoted.Bid * by, Ask = quoted.Ask * by };
            return MoveOption(quoted, (double)by, up ? volatility : 1);
        }

        return new NativeMarket(this, underlying, Snapshot with
        {
            Indices = Snapshot.Indices.ToFrozenDictionary(entry => entry.Key, entry =>
                entry.Key.Base == underlying ? entry.Value with { Price = entry.Value.Price * exact }
                : entry.Key.Quote == underlying ? entry.Value with { Price = entry.Value.Price / exact } : entry.Value),
            Instruments = asked.Where(Snapshot.Instruments.ContainsKey).Union(FuturesOf(underlying)).ToFrozenDictionary(symbol => symbol, symbol => Move(Snapshot.Instruments[symbol])),
        });
    }

    private InstrumentSymbol[] FuturesOf(Currency underlying) => futures.GetOrAdd(underlying, key =>
        [.. Snapshot.Instruments.Keys.Where(symbol => symbol.Kind != InstrumentKind.Option && (symbol.Base == key || symbol.Quote == key)).Order()]);

    private InstrumentMarket MoveOption(InstrumentMarket quoted, double by, double level)
    {
        InstrumentSymbol symbol = quoted.Instrument.Symbol;
        OptionInputs inputs = OptionInputs.Of(this, quoted);
        if (inputs is not { Forward: { } forward, Volatility: { } volatility, Mark: { } mark }) return quoted;
        double strike = (double)symbol.Strike!.Value, years = quoted.Instrument.YearsFrom(Now), moved = forward * by;
        SviSlice? smile = Smiles.Slice(symbol.Base, years);
        double sigma = smile is null ? volatility : Math.Clamp(smile.Volatility(Math.Log(strike / moved)) + volatility - smile.Volatility(Math.Log(strike / forward)), 0.01, 10);
        if (level != 1) sigma = Math.Clamp(sigma * Math.Pow(level, Horizon(Parameters.MarketRisk.Hours).Group(symbol.Base).Axis.TermScale(years)), 0.01, 10);
        double Value(double f, double v) => Black76.Value(symbol.Side!.Value, f, strike, years, v) / (symbol.IsInverse ? f : 1);
        // The difference of model values moves the mark, so that a mark a little off its volatility does not jump where nothing moves.
        double now = Math.Max(Value(moved, 0), (double)mark + Value(moved, sigma) - Value(forward, volatility));
        return quoted with { MarkPrice = (decimal)now, Forward = (decimal)moved, MarkVolatility = sigma };
    }

    /// <summary>US dollars of one contract of a future or perpetual; null where a price is missing.</summary>
    public double? ContractDollars(InstrumentMarket quoted)
    {
        InstrumentSymbol symbol = quoted.Instrument.Symbol;
        if (quoted.MarkPrice is not { } mark || Price(symbol.Settle) is not { } settle) return null;
        double size = (double)quoted.Instrument.ContractSize;
        return symbol.IsInverse ? size / (double)mark * settle : size * (double)mark * settle;
    }
}
