using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Core.Tests.Generators;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Models;
using Plimsoll.Models.Native;
using Plimsoll.Values;

namespace Plimsoll.Core.Tests.Laws;

/// <summary>Law 8: what open orders may come to is charged while they are open.</summary>
public class OrderLaws
{
    private const double Rounding = 1e-9;

    [Fact]
    public void Requirement_WithOneMoreOrder_NeverFalls() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot);
        Order order = Orders(market, seed, 1)[0];
        Requirement before = market.Requirement(account), after = market.Requirement(AccountAdjustment.Place(account, order));
        // An option or a coin that is not liquidated automatically ends a short margin period: then everything is another, also what markets absorb.
        if (before.Set.Hours != after.Set.Hours) return false;
        Law.AtMost(before.Haircut + before.CappedInitial, after.Haircut + after.CappedInitial, Rounding * (1 + before.InitialMargin), $"{order}\n before {RequirementText.Of(before)}\n after {RequirementText.Of(after)}\n");
        Law.AtMost(before.InitialWithoutOrders.Total, after.Initial.Total, Rounding * (1 + before.InitialMargin), "market risk without orders");
        return true;
    }, least: 900);

    [Fact]
    public void Statement_AfterAnOrderIsCancelled_IsTheOneBeforeIt() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot);
        string before = StatementText.Of(market.Statement(account, MarginDetail.Lines));
        AccountSnapshot placed = AccountAdjustment.Place(account, Orders(market, seed, 1)[0]);
        _ = market.Statement(placed, MarginDetail.Lines);
        Assert.Equal(before, StatementText.Of(market.Statement(placed with { Orders = placed.Orders.RemoveAt(placed.Orders.Length - 1) }, MarginDetail.Lines)));
    });

    /// <summary>
    /// Whatever fills, market risk afterwards and what the fills cost against the mark were charged while the orders were open. What a fill costs is owed in the settlement currency, so
    /// the filled book carries that debt where the currency is the underlying itself; a debt in another currency stands in that currency's book, and what it can move by is allowed for here.
    /// </summary>
    [Fact]
    public void MarketRisk_AfterAnySubsetOfFills_IsNotAboveTheOneCharged() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Varied(seed);
        AccountSnapshot account = market.AtMarks(RandomAccount.Create(seed, market.Snapshot)) with { Orders = [], Isolated = [], Path = AccountPath.Of("main") };
        ImmutableArray<Order> orders = Orders(market, seed, SplitMix.For(seed, "count").Whole(1, 5));
        Requirement open = market.Bare(account with { Orders = orders });
        for (int subset = 0; subset < 1 << orders.Length; subset++)
        {
            Order[] filled = [.. orders.Where((_, i) => (subset >> i & 1) == 1)];
            (MarketRisk after, double cost, double elsewhere) = Filled(market, open, filled);
            double tolerance = (Rounding * (1 + open.InitialMargin + filled.Sum(order => Dollars(market, order)))) + elsewhere;
            Law.AtMost(after.Total + cost, open.Initial.Total, tolerance, $"market risk after {string.Join(" and ", filled.Select(order => $"{order.Quantity} {order.Symbol} at {order.Price}"))}, of which {cost:R} cost, dynamics {open.Initial.Dynamics}");
        }
    });

    [Fact]
    public void OrderCheck_WhateverItDecides_IsWhatTheStatementsSay() => Law.Holds(seed =>
    {
        LawMarket market = LawMarket.Of(seed);
        AccountSnapshot account = RandomAccount.Create(seed, market.Snapshot) with { Isolated = [] };
        Order order = Orders(market, seed, 1)[0];
        Instrument instrument = market.Snapshot.Instruments[order.Symbol].Instrument;
        MarginStatement before = market.Statement(account), with = market.Statement(AccountAdjustment.Place(account, order));
        OrderDecision decision = OrderCheck.Decide(market.Evaluator, [account], 0, order, instrument);
        Assert.Equal(with.Equity >= with.InitialMargin, decision is OrderDecision.Accepted);
        switch (decision)
        {
            case OrderDecision.AcceptedAsReducing:
                MarginStatement filled = market.Statement(AccountAdjustment.Fill(account, instrument, order.Quantity, order.Price));
                Assert.True(filled.InitialMargin < before.InitialMargin && filled.Excess >= before.Excess);
                break;
            case OrderDecision.Refused refused:
                Assert.Equal(with.InitialMargin - before.InitialMargin, refused.Needed);
                Assert.InRange(refused.LargestQuantity, 0m, Math.Abs(order.Quantity));
                if (refused.LargestQuantity == 0m) break;
                Order fitting = order with { Quantity = Math.Sign(order.Quantity) * refused.LargestQuantity };
                Assert.IsType<OrderDecision.Accepted>(OrderCheck.Decide(market.Evaluator, [account], 0, fitting, instrument));
                break;
        }
    });

    /// <summary>Up to four orders at prices around the mark, futures and options, some crossing.</summary>
    internal static ImmutableArray<Order> Orders(LawMarket market, int seed, int count)
    {
        SplitMix random = SplitMix.For(seed, "orders");
        InstrumentMarket[] all = [.. market.Snapshot.Instruments.Values.OrderBy(of => of.Instrument.Symbol)];
        InstrumentMarket first = random.Pick(all);
        var orders = ImmutableArray.CreateBuilder<Order>();
        double scale = random.Scale(1e3, 1e8);
        for (int i = 0; i < count; i++)
        {
            // Mostly of one underlying, where fills hedge one another.
            InstrumentMarket of = i == 0 ? first : random.Chance(0.6) ? random.Pick([.. all.Where(other => other.Instrument.Underlying == first.Instrument.Underlying)]) : random.Pick(all);
            double away = of.Instrument.Kind == InstrumentKind.Option ? random.Uniform(0.5, 2) : random.Uniform(0.9, 1.1);
            decimal contracts = market.Contracts(of, scale * random.Scale(0.1, 1));
            orders.Add(new Order(of.Instrument.Symbol, random.Chance(0.5) ? contracts : -contracts, SplitMix.Round((double)of.MarkPrice!.Value * away, 6)));
        }

        return orders.ToImmutable();
    }

    private static double Dollars(LawMarket market, Order order) =>
        (double)(Math.Abs(order.Quantity) * market.Snapshot.Instruments[order.Symbol].Instrument.ContractSize * market.Snapshot.UsdPrice(order.Symbol.Base)!.Price);

    private static (MarketRisk Risk, double Cost, double Elsewhere) Filled(LawMarket market, Requirement open, Order[] filled)
    {
        double total = 0, elsewhere = 0;
        var books = new List<UnderlyingBook>();
        foreach (UnderlyingBook book in open.Books)
        {
            var items = book.Items.ToList();
            foreach (Order order in filled.Where(order => order.Symbol.Base == book.Underlying))
            {
                InstrumentRisk risk = book.Group.Of(order.Symbol)!;
                double quantity = (double)order.Quantity, price = (double)order.Price;
                items.Add(new BookItem(risk, quantity, ItemKind.Position));
                double units = quantity * risk.ContractSize * (order.Symbol.IsInverse && !risk.IsOption ? (1 / risk.StartPrice) - (1 / price) : price - risk.StartPrice);
                total += units * risk.SettlementPrice;
                // An option's whole premium is paid, a future's difference alone.
                double owed = risk.IsOption ? quantity * risk.ContractSize * price : units;
                if (order.Symbol.Settle == book.Underlying) items.Add(new BookItem(book.Group.Coin(book.Underlying), -owed, owed > 0 ? ItemKind.Debt : ItemKind.Hedge));
                else elsewhere += Math.Abs(owed) * risk.SettlementPrice * book.Group.Axis.Moves(order.Symbol.Settle).Max(move => Math.Abs(Math.Exp(move) - 1));
            }

            books.Add(book with { Items = [.. items], Orders = [] });
        }

        return (MarketRisk.Of(books, Level.Initial, false, market.Native.Parameters), total, elsewhere);
    }
}
