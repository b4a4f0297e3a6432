using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Law 7: the same state told otherwise needs the same margin, to the cent.</summary>
public class EquivalenceLaws
{
    [Fact]
    public void Statement_OfPositionsFilledInParts_IsThatOfTheAveragedFill() => Same((market, random, account) => account with
    {
        Positions =
        [
            .. account.Positions.SelectMany(position =>
            {
                decimal part = SplitMix.Round((double)position.Quantity * random.Uniform(0.1, 0.9), 5), rest = position.Quantity - part;
                if (position.EntryPrice is not { } entry) return (Position[])[position with { Quantity = part }, position with { Quantity = rest }];
                // Two prices of which the average, harmonic for inverse contracts, is the entry.
                decimal first = SplitMix.Round((double)entry * random.Uniform(0.95, 1.05), 7);
                decimal second = position.Symbol.IsInverse && position.Symbol.Kind != InstrumentKind.Option
                    ? rest / ((position.Quantity / entry) - (part / first))
                    : ((position.Quantity * entry) - (part * first)) / rest;
                return [position with { Quantity = part, EntryPrice = first }, position with { Quantity = rest, EntryPrice = second }];
            }),
        ],
    });

    [Fact]
    public void Statement_OfTheSameThingsInAnotherOrder_IsTheSame() => Same((_, random, account) => account with
    {
        Positions = [.. account.Positions.OrderBy(_ => random.Next())],
        Orders = [.. account.Orders.OrderBy(_ => random.Next())],
        Collateral = [.. account.Collateral.OrderBy(_ => random.Next())],
    });

    [Fact]
    public void Statement_OfSubAccountsOfOneNettingSet_IsThatOfAllTheyHold() => Same((_, random, account) =>
    {
        // Each sub-account holds part of every balance and some of the positions and orders; one lent the other something.
        Balance[] parts = [.. account.Collateral.SelectMany(balance =>
        {
            decimal part = SplitMix.Round((double)balance.Amount * random.Uniform(-0.5, 1.5), 5);
            return (Balance[])[balance with { Amount = part }, balance with { Amount = balance.Amount - part }];
        })];
        return account with
        {
            Collateral = [.. parts.Where((_, i) => i % 2 == 1), .. parts.Where((_, i) => i % 2 == 0)],
            Positions = [.. account.Positions.Where((_, i) => i % 2 == 1), .. account.Positions.Where((_, i) => i % 2 == 0)],
            Orders = [.. account.Orders.Where((_, i) => i % 2 == 1), .. account.Orders.Where((_, i) => i % 2 == 0)],
        };
    });

    [Fact]
    public void Statement_AfterPartOfAPositionIsClosedAtAPrice_IsTheOneWithItsProfitInCash() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "close");
        LawMarket market = LawMarket.Of(seed);
        AccountSnapshot account = market.AtMarks(RandomAccount.Create(seed, market.Snapshot)) with { Isolated = [] };
        Position[] futures = [.. account.Positions.GroupBy(position => position.Symbol).Where(same => same.Count() == 1 && same.Key.Kind != InstrumentKind.Option).Select(same => same.First())];
        if (futures.Length == 0) return false;
        Position open = random.Pick(futures);
        Instrument instrument = market.Snapshot.Instruments[open.Symbol].Instrument;
        decimal entry = SplitMix.Round((double)open.EntryPrice!.Value * random.Uniform(0.8, 1.2), 7), price = SplitMix.Round((double)open.EntryPrice!.Value * random.Uniform(0.9, 1.1), 7);
        decimal closed = SplitMix.Round((double)open.Quantity * random.Uniform(0.05, 0.95), 5);
        account = account with { Positions = account.Positions.Replace(open, open with { EntryPrice = entry }) };
        AccountSnapshot traded = AccountAdjustment.Fill(account, instrument, -closed, price);
        decimal profit = closed * instrument.ContractSize * (open.Symbol.IsInverse ? (1m / entry) - (1m / price) : price - entry);
        AccountSnapshot told = AccountAdjustment.Transfer(account with { Positions = account.Positions.Replace(open with { EntryPrice = entry }, new Position(open.Symbol, open.Quantity - closed, entry)) }, open.Symbol.Settle, profit);
        SameAmounts(market.Statement(told), market.Statement(traded));
        return true;
    }, least: 500);

    [Fact]
    public void Symbol_UnderItsDeribitName_IsTheSameInstrument() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Of(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot, AccountKind.Everything) with { Isolated = [] };
        AccountSnapshot alias = account with
        {
            Positions = [.. account.Positions.Select(position => position with { Symbol = InstrumentSymbol.Parse(Deribit(position.Symbol)) })],
            Orders = [.. account.Orders.Select(order => order with { Symbol = InstrumentSymbol.Parse(Deribit(order.Symbol)) })],
        };
        Assert.Equal(StatementText.Of(market.Statement(account, MarginDetail.Lines)), StatementText.Of(market.Statement(alias, MarginDetail.Lines)));
        return account.Positions.Any(position => Deribit(position.Symbol) != position.Symbol.ToString());
    }, least: 500);

    /// <summary>The two ways to move a market, the engine's own and the one that users ask for, agree on books without options.</summary>
    [Fact]
    public void Statement_AtAMovedMarket_IsThatOfTheMarketMovedByTheEngine() => Law.Holds(seed =>
    {
        SplitMix random = SplitMix.For(seed, "move");
        LawMarket market = LawMarket.Of(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot, random.Pick([AccountKind.Outright, AccountKind.Pairs, AccountKind.Hedged, AccountKind.Short])) with { Isolated = [] };
        account = account with { Orders = [.. account.Orders.Where(order => order.Symbol.Kind != InstrumentKind.Option)] };
        Currency u = account.Positions[0].Symbol.Base;
        decimal move = SplitMix.Round(random.Uniform(-0.5, 1), 4);
        LawMarket shifted = market.Changed(p => p, snapshot => MarketShift.Spot(snapshot, u, move));
        NativeMarket moved = market.Native.With(u, (double)(1m + move), account.Positions.Select(position => position.Symbol).Concat(account.Orders.Select(order => order.Symbol)).ToHashSet());
        MarginStatement asked = shifted.Statement(account), own = market.Evaluator.StatementAt(moved, account);
        string parts = $"\n one {RequirementText.Of(shifted.Requirement(account))}\n other {RequirementText.Of(Requirement.Of(moved, NettingSet.Of(account, moved)))}\n";
        foreach ((decimal a, decimal b, string what) in Amounts(asked).Zip(Amounts(own), (a, b) => (a.Amount, b.Amount, a.What)))
            Assert.True(Math.Abs(a - b) <= 0.01m, $"{what} of {account.Path} when {u} moves by {move}: {a} and {b}{parts}");
    });

    private static void Same(Func<LawMarket, SplitMix, AccountSnapshot, AccountSnapshot> retold) => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Of(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot) with { Isolated = [] };
        SameAmounts(market.Statement(account), market.Statement(retold(market, SplitMix.For(seed, "told"), account)));
    });

    // Averages of decimals end somewhere: an amount may fall on the other side of a cent, and nothing more.
    private static void SameAmounts(MarginStatement one, MarginStatement other)
    {
        foreach ((decimal a, decimal b, string what) in Amounts(one).Zip(Amounts(other), (a, b) => (a.Amount, b.Amount, a.What)))
            Assert.True(Math.Abs(a - b) <= 0.01m, $"{what} of {one.Account}: {a} and {b}");
        Assert.Equal(one.Lines.Select(line => (line.Component, line.Subject)), other.Lines.Select(line => (line.Component, line.Subject)));
    }

    private static IEnumerable<(decimal Amount, string What)> Amounts(MarginStatement of) =>
    [
        (of.InitialMargin.Amount, "initial margin"), (of.MaintenanceMargin.Amount, "maintenance margin"), (of.Haircut.Amount, "haircut"),
        (of.CostToRealiseGains.Amount, "cost to realise gains"), (of.OptionValue.Amount, "option value"), (of.Equity.Amount, "equity"), (of.Nav.Amount, "net asset value"),
    ];

    // The name Deribit gives an instrument; the symbol itself where it lists none.
    private static string Deribit(InstrumentSymbol symbol)
    {
        bool inverse = symbol.IsInverse && symbol.Quote.IsUsd && symbol.Base.Code is "BTC" or "ETH" && symbol.Settle == symbol.Base;
        bool linear = symbol.Quote.Code == "USDC" && symbol.Settle.Code == "USDC";
        if (!inverse && !linear) return symbol.ToString();
        string coin = symbol.Base.Code + (linear ? "_USDC" : "");
        if (symbol.Kind == InstrumentKind.Perpetual) return $"{coin}-PERPETUAL";
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(symbol.Expiry!.Value.UnixSeconds);
        string day = at.ToString("dMMMyy", System.Globalization.CultureInfo.InvariantCulture).ToUpperInvariant();
        if (symbol.Kind == InstrumentKind.DatedFuture) return $"{coin}-{day}";
        // A decimal point in a strike is a 'd' there.
        return $"{coin}-{day}-{CanonicalWriter.Text(symbol.Strike!.Value).Replace('.', 'd')}-{(symbol.Side == OptionSide.Call ? "C" : "P")}";
    }
}
