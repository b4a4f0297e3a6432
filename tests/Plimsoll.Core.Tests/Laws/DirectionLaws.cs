using System.Collections.Frozen;
using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Law 3: which way a requirement moves. Outright books of one future or perpetual with cash in dollars: in a book of options a wilder market can widen the smile's gains too.</summary>
public class DirectionLaws
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Outright_WhenVolatilityRises_NeverNeedsLess() => Compare((market, of, more) =>
    {
        Currency u = of.Instrument.Underlying;
        double daily = market.Snapshot.Volatilities.GetValueOrDefault(u)?.Forecast ?? 0.05;
        MarketSnapshot At(MarketSnapshot snapshot, double forecast) =>
            snapshot with { Volatilities = snapshot.Volatilities.Where(entry => entry.Key != u).Append(new(u, new VolatilityState(forecast, null, null, snapshot.ValuationTime))).ToFrozenDictionary() };
        return (market.Changed(p => p, m => At(m, daily)), market.Changed(p => p, m => At(m, daily * more)));
    });

    [Fact]
    public void Outright_WhenTheSpreadWidens_NeverNeedsLess() => Compare((market, of, more) =>
    {
        decimal wider = (decimal)more;
        decimal Away(decimal price, decimal mid) => mid + ((price - mid) * wider);
        OrderBook Widened(OrderBook book) => book.Mid is not { } mid ? book : book with
        {
            Bids = [.. book.Bids.Select(level => level with { Price = Away(level.Price, mid) })],
            Asks = [.. book.Asks.Select(level => level with { Price = Away(level.Price, mid) })],
        };
        LawMarket wide = market.Changed(
            parameters => parameters with { Classes = [.. parameters.Classes.Select(group => group with { Spread = Math.Min(0.5, group.Spread * more) })] },
            snapshot => Contracts(snapshot, of.Instrument.Underlying, one => one is { Bid: { } bid, Ask: { } ask } ? one with { Bid = Away(bid, (bid + ask) / 2m), Ask = Away(ask, (bid + ask) / 2m) } : one)
                with { Books = snapshot.Books.ToFrozenDictionary(entry => entry.Key, entry => entry.Key.Base == of.Instrument.Underlying ? Widened(entry.Value) : entry.Value) });
        return (market, wide);
    });

    [Fact]
    public void Outright_WhenTheMarketIsDeeper_NeverNeedsMore() => Compare((market, of, more) =>
    {
        decimal deeper = (decimal)more;
        ImmutableArray<BookLevel> Levels(ImmutableArray<BookLevel> levels) => [.. levels.Select(level => level with { Size = level.Size * deeper })];
        bool Is(InstrumentSymbol symbol) => symbol.Base == of.Instrument.Underlying;
        LawMarket deep = market.Changed(p => p, snapshot => snapshot with
        {
            Books = snapshot.Books.ToFrozenDictionary(entry => entry.Key, entry => Is(entry.Key) ? entry.Value with { Bids = Levels(entry.Value.Bids), Asks = Levels(entry.Value.Asks) } : entry.Value),
            Depths = snapshot.Depths.ToFrozenDictionary(entry => entry.Key, entry => Is(entry.Key) ? entry.Value with { Bid = entry.Value.Bid * deeper, Ask = entry.Value.Ask * deeper } : entry.Value),
        });
        return (deep, market);
    });

    [Fact]
    public void Outright_WhenMoreIsTraded_NeverNeedsMore() => Compare((market, of, more) =>
        (market.Changed(p => p, snapshot => Contracts(snapshot, of.Instrument.Underlying, one => one with { Volume24h = one.Volume24h * (decimal)more })), market));

    [Fact]
    public void Account_UnderAWorseRegime_NeverNeedsLessAndAddsThePartOfItsBases() => Law.Holds(seed =>
    {
        RegimeParameters rules = TestParameters.Variations().Single(variation => variation.Name == "regimes and classes of accounts").Parameters.Regimes!;
        int worse = 1 + (seed / 7 % 3);
        LawMarket In(Regime regime) => LawMarket.Of(seed, $"all {regime}", p => p with { Regimes = rules }, snapshot => snapshot with
        {
            Volatilities = snapshot.Indices.Keys.Select(pair => pair.Base).Concat(snapshot.Instruments.Keys.Select(symbol => symbol.Base)).Distinct().ToFrozenDictionary(u => u,
                u => (snapshot.Volatilities.GetValueOrDefault(u) ?? new VolatilityState(null, null, null, snapshot.ValuationTime)) with { Regime = regime }),
        });
        AccountSnapshot account = RandomAccount.Create(seed, LawMarket.Of(seed).Snapshot);
        Requirement calm = In(Regime.Calm).Bare(account), less = In((Regime)(worse - 1)).Bare(account), more = In((Regime)worse).Bare(account);
        double tolerance = Rounding * (1 + more.InitialMargin), bases = calm.Exposures.Sum(exposure => exposure.Base);
        Law.AtMost(less.InitialMargin, more.InitialMargin, tolerance, "initial margin");
        Law.AtMost(less.MaintenanceMargin, more.MaintenanceMargin, tolerance, "maintenance margin");
        Assert.Equal(calm.InitialMargin + ((rules.Of((Regime)worse)!.MarginMultiplier - 1) * bases), more.InitialMargin, tolerance);
    });

    [Fact]
    public void Outright_WhenItIsLarger_NeverNeedsLess() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "outright");
        LawMarket market = LawMarket.Varied(seed);
        InstrumentMarket of = random.Pick(market.Futures);
        double dollars = (random.Chance(0.5) ? 1 : -1) * random.Scale(100, 1e10);
        AtMost(market.Requirement(market.Outright(of, dollars)), market.Requirement(market.Outright(of, dollars * (1 + random.Scale(1e-3, 3)))));
    });

    /// <summary>
    /// Of what is held. What is paid into a debt is no collateral but takes a short position out of the book: where that hedged a large long one, the size charge may rise by more than
    /// what was paid (33 ETH, 97,000 dollars, repaid by a book of five times what the market absorbs cost 29,500 of excess).
    /// </summary>
    [Fact]
    public void Account_WithMoreCollateral_NeverHasLessExcess() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "collateral");
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot) with { Isolated = [] };
        Currency coin = random.Pick<Currency>([Currency.Usd, .. market.Snapshot.Indices.Keys.Select(pair => pair.Base).Distinct().Order()]);
        double dollars = random.Scale(10, 1e7);
        decimal amount = SplitMix.Round(dollars / (double)market.Snapshot.UsdPrice(coin)!.Price, 6);
        Requirement before = market.Requirement(account), after = market.Requirement(AccountAdjustment.Transfer(account, coin, amount));
        if (before.Set.Holdings.Any(holding => holding.Currency == coin && holding.Amount < 0m)) return false;
        Law.AtMost(Excess(before), Excess(after), Rounding * (before.InitialMargin + Math.Abs(before.Equity) + dollars), $"excess before {amount} {coin} are paid in\n before {RequirementText.Of(before)}\n after {RequirementText.Of(after)}\n");
        return true;
    }, least: 800);

    [Fact]
    public void Account_UnderAHigherHaircut_NeverHasMoreExcess() => Law.Holds(seed =>
    {
        double times = (seed / 7 % 3) switch { 0 => 1.1, 1 => 2, _ => 4 };
        LawMarket market = LawMarket.Of(seed);
        string name = TestParameters.Native().Classes[seed / 31 % market.Native.Parameters.Classes.Length].Name;
        LawMarket strict = LawMarket.Of(seed, $"haircut {name} {times}", p => p with { Classes = [.. p.Classes.Select(group => group.Name == name ? group with { HaircutFloor = group.HaircutFloor * times } : group)] }, m => m);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot);
        Requirement low = market.Requirement(account), high = strict.Requirement(account);
        Law.AtMost(Excess(high), Excess(low), Rounding * (low.InitialMargin + Math.Abs(low.Equity)), $"excess under {times} times the least haircut of '{name}'\n low {RequirementText.Of(low)}\n high {RequirementText.Of(high)}\n");
    });

    private static double Excess(Requirement of) => of.Equity - of.CappedInitial;

    private static MarketSnapshot Contracts(MarketSnapshot snapshot, Currency underlying, Func<InstrumentMarket, InstrumentMarket> change) => snapshot with
    {
        Instruments = snapshot.Instruments.ToFrozenDictionary(entry => entry.Key, entry => entry.Key.Base == underlying && entry.Key.Kind != InstrumentKind.Option ? change(entry.Value) : entry.Value),
    };

    // Two markets, of which the first must never ask for more.
    private static void Compare(Func<LawMarket, InstrumentMarket, double, (LawMarket Less, LawMarket More)> markets) => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "outright");
        LawMarket market = LawMarket.Varied(seed);
        InstrumentMarket of = random.Pick(market.Futures);
        double dollars = (random.Chance(0.5) ? 1 : -1) * random.Scale(1000, 1e10);
        (LawMarket less, LawMarket more) = markets(market, of, 1 + random.Scale(1e-3, 2));
        AccountSnapshot account = market.Outright(of, dollars);
        AtMost(less.Requirement(account), more.Requirement(account));
    });

    private static void AtMost(Requirement less, Requirement more)
    {
        double tolerance = Rounding * (1 + more.InitialMargin + more.Exposures.Sum(exposure => exposure.Notional));
        Law.AtMost(less.InitialMargin, more.InitialMargin, tolerance, $"initial margin\n less {RequirementText.Of(less)}\n more {RequirementText.Of(more)}\n");
    }
}
