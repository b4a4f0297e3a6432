using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Formats;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Scenarios;
using Plimsoll.Values;

namespace Plimsoll.Cli;

/// <summary>What is tried: first transfers and trades at today's marks, then the market moves, then orders are placed.</summary>
/// <param name="Transfers">Changes of balances.</param>
/// <param name="Trades">Fills.</param>
/// <param name="Shocks">Moves of the market.</param>
/// <param name="Orders">Orders to place, one after the other.</param>
internal sealed record WhatIfChanges(ImmutableArray<Balance> Transfers, ImmutableArray<Trade> Trades, ImmutableArray<MarketShock> Shocks, ImmutableArray<Order> Orders)
{
    /// <summary>Reads the options' texts.</summary>
    /// <exception cref="InvalidInputException">Some text cannot be read; every problem of all of them is named.</exception>
    public static WhatIfChanges Parse(string[] transfers, string[] trades, string[] shocks, string[] orders)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var changes = new WhatIfChanges(Each(transfers, TransferText.Parse), Each(trades, TradeText.Parse), Each(shocks, ShockText.Parse), Each(orders, OrderText.Parse));
        return problems.Count == 0 ? changes : throw new InvalidInputException(problems);

        ImmutableArray<T> Each<T>(string[] texts, Func<string, T> parse)
        {
            var read = ImmutableArray.CreateBuilder<T>();
            foreach (string text in texts)
            {
                try
                {
                    read.Add(parse(text));
                }
                catch (InvalidInputException wrong)
                {
                    problems.AddRange(wrong.Problems);
                }
            }

            return read.ToImmutable();
        }
    }

    /// <summary>Every instrument named must be listed, and have a mark where a fill is at the mark.</summary>
    /// <exception cref="InvalidInputException">Some is not; all are named.</exception>
    public void Check(MarketSnapshot market)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (Trade trade in Trades)
        {
            if (!market.Instruments.TryGetValue(trade.Symbol, out InstrumentMarket? one)) problems.Add(NotListed("trade", trade.Symbol));
            else if (trade.Price is null && one.MarkPrice is null) problems.Add(new($"trade in {trade.Symbol}", "the market has no mark price of it; write a price instead of mark."));
        }

        foreach (Order order in Orders)
            if (!market.Instruments.ContainsKey(order.Symbol)) problems.Add(NotListed("order", order.Symbol));
        if (problems.Count > 0) throw new InvalidInputException(problems);
    }

    /// <summary>The account after transfers and trades.</summary>
    public AccountSnapshot Book(AccountSnapshot account, MarketSnapshot market)
    {
        foreach (Balance transfer in Transfers) account = AccountAdjustment.Transfer(account, transfer.Currency, transfer.Amount);
        foreach (Trade trade in Trades)
        {
            InstrumentMarket one = market.Instruments[trade.Symbol];
            account = AccountAdjustment.Fill(account, one.Instrument, trade.Quantity, trade.Price ?? one.MarkPrice!.Value);
        }

        return account;
    }

    private static Problem NotListed(string kind, InstrumentSymbol symbol) => new($"{kind} in {symbol}", "the market file does not list it; 'plimsoll price --market FILE' shows what it lists.");
}
