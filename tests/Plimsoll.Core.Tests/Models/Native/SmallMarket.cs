using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Cases;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Models.Native;

/// <summary>A small market that is changed a little by each test: bitcoin, ether and link with linear and inverse contracts, two bitcoin options, the history of a worked case, no stress library.</summary>
internal sealed record SmallMarket
{
    public const string Linear = "BTC/USDT:USDT", Inverse = "BTC/USD:BTC", Ether = "ETH/USDT:USDT", Link = "LINK/USDT:USDT";
    public const string Call = "BTC/USD:BTC-260327-110000-C", Put = "BTC/USD:BTC-260327-80000-P";

    public static readonly Timestamp Now = Timestamp.Utc(2026, 3, 2, 12);
    public static readonly Currency Btc = Currency.Of("BTC"), Usdt = Currency.Of("USDT");

    private SmallMarket(NativeParameters parameters, MarketSnapshot snapshot) => (Parameters, Snapshot) = (parameters, snapshot);

    public NativeParameters Parameters { get; init; }

    public MarketSnapshot Snapshot { get; init; }

    public static SmallMarket Create()
    {
        using WorkedCase from = WorkedCase.Read("two-majors-apart");
        InstrumentMarket Quoted(string symbol, decimal size, decimal mark, decimal volume) => new()
        {
            Instrument = new Instrument(InstrumentSymbol.Parse(symbol), size, InstrumentSymbol.Parse(symbol).Expiry), Time = Now, MarkPrice = mark, Volume24h = volume, OpenInterest = volume / 2m,
        };
        InstrumentMarket[] quoted =
        [
            Quoted(Linear, 1m, 94_000m, 60_000m), Quoted(Inverse, 100m, 93_900m, 9_000_000m), Quoted(Ether, 1m, 3_800m, 700_000m), Quoted(Link, 1m, 15m, 600_000m),
            Quoted(Call, 1m, 0.0126m, 0m) with { Forward = 94_200m, MarkVolatility = 0.55, Volume24h = null, OpenInterest = null },
            Quoted(Put, 1m, 0.0124m, 0m) with { Forward = 94_200m, MarkVolatility = 0.60, Volume24h = null, OpenInterest = null },
        ];
        (string Code, decimal Price)[] indices = [("BTC", 93_859.1m), ("ETH", 3_795m), ("LINK", 14.99m), ("USDT", 0.9993m)];
        return new SmallMarket(from.Parameters, from.Market with
        {
            Indices = indices.ToFrozenDictionary(index => (Currency.Of(index.Code), Currency.Usd), index => new IndexPrice(index.Price, Now, 5)),
            Instruments = quoted.ToFrozenDictionary(entry => entry.Instrument.Symbol),
        });
    }

    public static Position Held(string symbol, decimal quantity, decimal? entry = null) => new(InstrumentSymbol.Parse(symbol), quantity, entry);

    public static AccountSnapshot Account(decimal dollars, params Position[] positions) => new() { Path = AccountPath.Of("ann"), Collateral = [new Balance(Currency.Usd, dollars)], Positions = [.. positions] };

    public SmallMarket Change(string symbol, Func<InstrumentMarket, InstrumentMarket> change) => this with
    {
        Snapshot = Snapshot with { Instruments = Snapshot.Instruments.ToFrozenDictionary(entry => entry.Key, entry => entry.Key.ToString() == symbol ? change(entry.Value) : entry.Value) },
    };

    public SmallMarket Change(Currency currency, Func<IndexPrice, IndexPrice> change) => this with
    {
        Snapshot = Snapshot with { Indices = Snapshot.Indices.ToFrozenDictionary(entry => entry.Key, entry => entry.Key.Base == currency ? change(entry.Value) : entry.Value) },
    };

    public SmallMarket Without(params string[] names) => this with
    {
        Snapshot = Snapshot with
        {
            Instruments = Snapshot.Instruments.Where(entry => !names.Contains(entry.Key.ToString())).ToFrozenDictionary(),
            Indices = Snapshot.Indices.Where(entry => !names.Contains(entry.Key.Base.Code)).ToFrozenDictionary(),
        },
    };

    public static Timestamp Ago(double seconds) => Timestamp.FromUnixMicroseconds(Now.UnixMicroseconds - (long)(seconds * 1e6));

    /// <summary>The market under the model; options keep their own volatility, as no smile is fitted to two quotes.</summary>
    public NativeMarket Native() => new(Parameters, Snapshot, new SmileBook(Snapshot, _ => null));

    public NativeEvaluator Evaluator() => new(new ModelVersion("test", "1", ""), Native());

    public ImmutableArray<MarginOutcome> Evaluate(MarginDetail detail, params AccountSnapshot[] accounts) => Evaluator().Evaluate([.. accounts], detail);

    public MarginStatement Statement(AccountSnapshot account, MarginDetail detail = MarginDetail.Lines) => Assert.IsType<MarginOutcome.Calculated>(Evaluate(detail, account)[0]).Statement;

    public ImmutableArray<DataGap> Gaps(AccountSnapshot account) => Assert.IsType<MarginOutcome.Unavailable>(Evaluate(MarginDetail.Totals, account)[0]).Gaps;
}
