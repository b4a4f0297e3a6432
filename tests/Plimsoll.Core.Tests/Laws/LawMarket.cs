using System.Collections.Concurrent;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>A random market prepared for the native model. A few are made and shared by all laws: preparing one costs as much as a hundred accounts.</summary>
internal sealed class LawMarket
{
    /// <summary>Markets in the pool.</summary>
    public const int Count = 24;

    private static readonly ConcurrentDictionary<string, Lazy<LawMarket>> Pool = new();

    private LawMarket(int number, NativeParameters parameters, MarketSnapshot snapshot)
    {
        Number = number;
        Native = Prepared(parameters, snapshot);
        Evaluator = new NativeEvaluator(Version, Native);
    }

    /// <summary>The rules' name.</summary>
    public static ModelVersion Version { get; } = new("test", "1", "");

    /// <summary>The seed of the market.</summary>
    public int Number { get; }

    /// <summary>The market under the parameters.</summary>
    public NativeMarket Native { get; }

    /// <summary>The model at the market.</summary>
    public NativeEvaluator Evaluator { get; }

    /// <summary>The market itself.</summary>
    public MarketSnapshot Snapshot => Native.Snapshot;

    /// <summary>The market of a case, under plain parameters.</summary>
    public static LawMarket Of(int seed) => Of(seed, "plain", parameters => parameters, market => market);

    /// <summary>The market of a case under one of the varied sets of parameters.</summary>
    public static LawMarket Varied(int seed)
    {
        ImmutableArray<(string Name, NativeParameters Parameters)> variations = TestParameters.Variations();
        (string name, NativeParameters parameters) = variations[NumberOf(seed) % variations.Length];
        return Of(seed, name, _ => parameters, market => market);
    }

    /// <summary>The market of a case with parameters and market changed; the name stands for the change and must be one for one with it.</summary>
    public static LawMarket Of(int seed, string name, Func<NativeParameters, NativeParameters> parameters, Func<MarketSnapshot, MarketSnapshot> market)
    {
        int number = NumberOf(seed);
        return Pool.GetOrAdd($"{name}/{number}", _ => new Lazy<LawMarket>(() => new LawMarket(number, parameters(TestParameters.Native()), market(RandomMarket.Create(number))))).Value;
    }

    /// <summary>A changed market that no other case will ask for.</summary>
    public LawMarket Changed(Func<NativeParameters, NativeParameters> parameters, Func<MarketSnapshot, MarketSnapshot> market) => new(Number, parameters(Native.Parameters), market(Snapshot));

    /// <summary>The estimates of one account without its isolated positions; null where something is missing.</summary>
    public Requirement Requirement(AccountSnapshot account)
    {
        NettingSet set = NettingSet.Of(account with { Isolated = [] }, Native);
        Assert.True(set.Gaps.Count == 0, $"Something is missing: {string.Join(", ", set.Gaps)}.");
        return global::Plimsoll.Models.Native.Requirement.Of(Native, set);
    }

    /// <summary>The estimates of one account with no coins of its collateral in the book.</summary>
    public Requirement Bare(AccountSnapshot account)
    {
        NettingSet set = NettingSet.Of(account with { Isolated = [] }, Native);
        return global::Plimsoll.Models.Native.Requirement.With(Native, set, Native.Horizon(set.Hours), []);
    }

    /// <summary>The statement of one account's cross netting set.</summary>
    public MarginStatement Statement(AccountSnapshot account, MarginDetail detail = MarginDetail.Totals) =>
        Assert.IsType<MarginOutcome.Calculated>(Evaluator.Evaluate([account], detail)[0]).Statement;

    /// <summary>Futures and perpetuals, in ordinal order.</summary>
    public ImmutableArray<InstrumentMarket> Futures => [.. Snapshot.Instruments.Values.Where(of => of.Instrument.Kind != InstrumentKind.Option).OrderBy(of => of.Instrument.Symbol)];

    /// <summary>Contracts worth so many dollars, to six digits; at least something.</summary>
    public decimal Contracts(InstrumentMarket of, double dollars)
    {
        double each = of.Instrument.Kind == InstrumentKind.Option ? (double)(of.Instrument.ContractSize * Snapshot.UsdPrice(of.Instrument.Underlying)!.Price) : Native.ContractDollars(of)!.Value;
        return SplitMix.Round(dollars / each, 6);
    }

    /// <summary>One future or perpetual at its mark, bought or sold for so many dollars, and cash in dollars.</summary>
    public AccountSnapshot Outright(InstrumentMarket of, double dollars) => new()
    {
        Path = AccountPath.Of("outright"),
        Collateral = [new Balance(Currency.Usd, SplitMix.Round(Math.Abs(dollars), 6))],
        Positions = [new Position(of.Instrument.Symbol, Contracts(of, dollars), of.MarkPrice)],
    };

    /// <summary>The account with its positions entered at today's marks: nothing is gained or lost yet.</summary>
    public AccountSnapshot AtMarks(AccountSnapshot account) => account with { Positions = [.. account.Positions.Select(position => position with { EntryPrice = Snapshot.Instruments[position.Symbol].MarkPrice })] };

    private static int NumberOf(int seed) => 1 + (seed % Count);

    // The smiles that the options were priced on stand in for fitted ones: fitting costs more than everything else together and is not what the laws are about.
    private NativeMarket Prepared(NativeParameters parameters, MarketSnapshot snapshot) => new(parameters, snapshot, new SmileBook(snapshot, RandomMarket.Surfaces(Number)));
}
