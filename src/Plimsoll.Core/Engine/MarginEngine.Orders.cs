using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Models;

namespace Plimsoll.Engine;

/// <content>Orders and trades.</content>
public sealed partial class MarginEngine
{
    private void PlaceOrder(Decision decision, Command.PlaceOrder place)
    {
        if (!decision.Positive("quantity", Math.Abs(place.Quantity)) || !decision.Positive("price", place.Price)) return;
        if (decision.Client(place.Account) is not { } account || decision.Listed(place.Symbol) is not { } listing) return;
        if (account.Orders.ContainsKey(place.OrderId))
        {
            decision.Refuse(Refusal.OrderExists, $"'{place.Account}' has an open order '{place.OrderId}'; amend or cancel it, or choose another name.");
            return;
        }

        var order = new OpenOrder(place.Symbol, place.Quantity, place.Price, place.ReduceOnly);
        if (!MayStand(decision, account, null, order, listing, place.PostOnly)) return;
        decision.Add(new Event.OrderPlaced(place.Account, place.OrderId, order));
        decision.Touch(place.Account);
    }

    private void AmendOrder(Decision decision, Command.AmendOrder amend)
    {
        if (!decision.Positive("quantity", Math.Abs(amend.Quantity)) || !decision.Positive("price", amend.Price) || decision.Client(amend.Account) is not { } account) return;
        if (account.Orders.GetValueOrDefault(amend.OrderId) is not { } old)
        {
            decision.Refuse(Refusal.UnknownOrder, $"'{amend.Account}' has no open order '{amend.OrderId}'.");
            return;
        }

        Listing listing = decision.State.Listings[old.Symbol];
        if (Math.Sign(amend.Quantity) != Math.Sign(old.Quantity))
        {
            decision.Refuse(Refusal.SideChanged, $"Order '{amend.OrderId}' {(old.Quantity > 0 ? "buys" : "sells")}; an amended order stays on its side. Cancel it and place another.");
            return;
        }

        OpenOrder order = old with { Quantity = amend.Quantity, Price = amend.Price };
        // What was resting may go on resting in a post-only market.
        if (!MayStand(decision, account, amend.OrderId, order, listing, isPostOnly: true)) return;
        decision.Add(new Event.OrderAmended(amend.Account, amend.OrderId, order));
        decision.Touch(amend.Account);
    }

    private static void CancelOrder(Decision decision, Command.CancelOrder cancel)
    {
        if (decision.Client(cancel.Account) is not { } account) return;
        if (!account.Orders.ContainsKey(cancel.OrderId))
        {
            decision.Refuse(Refusal.UnknownOrder, $"'{cancel.Account}' has no open order '{cancel.OrderId}'.");
            return;
        }

        decision.Add(new Event.OrderCancelled(cancel.Account, cancel.OrderId, "asked for"));
        decision.Touch(cancel.Account);
    }

    /// <summary>Whether an order may stand: the market's mode, reduce-only, the owner's limit, the margin.</summary>
    /// <param name="decision">Where a refusal goes.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="replaces">The open order in whose place it comes; null for none.</param>
    /// <param name="order">The order.</param>
    /// <param name="listing">Its market.</param>
    /// <param name="isPostOnly">Whether it only rests.</param>
    private bool MayStand(Decision decision, EngineAccount account, string? replaces, OpenOrder order, Listing listing, bool isPostOnly)
    {
        ImmutableSortedDictionary<string, OpenOrder> others = replaces is null ? account.Orders : account.Orders.Remove(replaces);
        bool reduces = Reduces(account, others, order, onlyReducing: false);
        switch (listing.Mode)
        {
            case MarketMode.Halted:
                decision.Refuse(Refusal.MarketHalted, $"{order.Symbol} is halted; orders may be cancelled.");
                return false;
            case MarketMode.ReduceOnly or MarketMode.Delisting when !reduces:
                decision.Refuse(Refusal.MarketReduceOnly, Text($"{order.Symbol} takes orders that reduce only; the account holds {account.Held(order.Symbol)}."));
                return false;
            case MarketMode.PostOnly when !isPostOnly:
                decision.Refuse(Refusal.MarketPostOnly, $"{order.Symbol} takes resting orders only; place it post-only.");
                return false;
        }

        if (order.ReduceOnly && !Reduces(account, others, order, onlyReducing: true))
        {
            decision.Refuse(Refusal.WouldNotReduce, Text($"The account holds {account.Held(order.Symbol)} of {order.Symbol}; with its other reduce-only orders this one would open or turn the position."));
            return false;
        }

        if (listing.Limit is { } limit && !reduces && SideOf(decision.State, account, replaces, order) is var side && side > limit)
        {
            decision.Refuse(Refusal.PositionLimit, Text($"With all orders filled the owner would hold {side} contracts of {order.Symbol} on this side; the limit is {limit}."), Math.Max(0m, Math.Abs(order.Quantity) - (side - limit)));
            return false;
        }

        return HasMargin(decision, account, replaces, order, listing.Instrument);
    }

    private bool HasMargin(Decision decision, EngineAccount account, string? replaces, OpenOrder order, Instrument instrument)
    {
        if (desk.At(decision.State) is not { } evaluator)
        {
            decision.Refuse(Refusal.NoParameters, "No parameter set is in force yet; orders cannot be judged.");
            return false;
        }

        (ImmutableArray<AccountSnapshot> owned, int index) = MarginDesk.Owned(decision.State, account.Path);
        if (replaces is not null) owned = owned.SetItem(index, (account with { Orders = account.Orders.Remove(replaces) }).Snapshot(decision.State.Listings));
        switch (OrderCheck.Decide(evaluator, owned, index, new Order(order.Symbol, order.Quantity, order.Price), instrument))
        {
            case OrderDecision.Unknown { Gaps: var gaps }:
                decision.Refuse(Refusal.DataMissing, $"The requirement is unknown and the order may add risk: {string.Join("; ", gaps)}. Orders that close what is held may stand.");
                return false;
            case OrderDecision.Refused refused:
                decision.Refuse(Refusal.InitialMarginNotCovered, Text($"The order needs {refused.Needed.Amount:0.00} {refused.Needed.Currency} of initial margin and {refused.Free.Amount:0.00} is free. An order of up to {refused.LargestQuantity} contracts would fit."), refused.LargestQuantity);
                return false;
            default:
                return true;
        }
    }

    /// <summary>Whether an order, with the others on its side, does not go beyond closing the position.</summary>
    private static bool Reduces(EngineAccount account, ImmutableSortedDictionary<string, OpenOrder> others, OpenOrder order, bool onlyReducing)
    {
        decimal side = others.Values.Where(other => other.Symbol == order.Symbol && Math.Sign(other.Quantity) == Math.Sign(order.Quantity) && (other.ReduceOnly || !onlyReducing)).Sum(other => other.Quantity) + order.Quantity;
        decimal held = account.Held(order.Symbol);
        return Math.Sign(held) == -Math.Sign(side) && Math.Abs(side) <= Math.Abs(held);
    }

    /// <summary>Contracts that an owner would hold on the order's side once every order on it is filled.</summary>
    private static decimal SideOf(EngineState state, EngineAccount account, string? replaces, OpenOrder order)
    {
        int sign = Math.Sign(order.Quantity);
        decimal held = 0m, open = Math.Abs(order.Quantity);
        foreach (string name in state.Owners[EngineState.OwnerKey(account.Path)])
        {
            EngineAccount owned = state.Accounts[name];
            held += owned.Held(order.Symbol);
            foreach ((string id, OpenOrder other) in owned.Orders)
                if (other.Symbol == order.Symbol && Math.Sign(other.Quantity) == sign && !(name == account.Path.ToString() && id == replaces))
                    open += Math.Abs(other.Quantity);
        }

        return Math.Max(0m, (sign * held) + open);
    }

    private static void BookTrade(Decision decision, Command.Trade trade)
    {
        (TradeSide Side, decimal Quantity)[] sides = [(trade.Buyer, trade.Quantity), (trade.Seller, -trade.Quantity)];
        if (!decision.Positive("quantity", trade.Quantity) || !decision.Positive("price", trade.Price)) return;
        foreach ((TradeSide side, _) in sides)
        {
            if (LedgerBooking.Fits(side.Fee)) continue;
            decision.Refuse(Refusal.NumberOutOfRange, Text($"The fee {side.Fee} has more than {LedgerBooking.Digits} decimals or is too large."));
            return;
        }

        foreach ((TradeSide side, _) in sides)
        {
            if (decision.State.Accounts.ContainsKey(side.Account)) continue;
            decision.Refuse(Refusal.UnknownAccount, $"There is no account '{side.Account}'; book the other side against '{EngineState.House}'.");
            return;
        }

        if (trade.Buyer.Account == trade.Seller.Account)
        {
            decision.Refuse(Refusal.TradeWithItself, $"'{trade.Buyer.Account}' cannot trade with itself.");
            return;
        }

        if (decision.Listed(trade.Symbol) is not { Instrument: var instrument }) return;
        foreach ((TradeSide side, decimal quantity) in sides)
            if (!FillsItsOrder(decision, side, trade.Symbol, quantity))
                return;
        if (LedgerBooking.Cost(instrument, trade.Quantity, trade.Price) is var cost && (cost == 0m || Math.Abs(cost) > LedgerBooking.Greatest))
        {
            decision.Refuse(Refusal.ValueOutOfRange, Text($"The trade is worth {Math.Abs(cost)} {trade.Symbol.Settle}; the ledger keeps amounts from 0.0000000001 to {LedgerBooking.Greatest}."));
            return;
        }

        Booking Book(TradeSide side, decimal quantity)
        {
            (decimal costChange, decimal cash) = LedgerBooking.Side(instrument, decision.State.Accounts[side.Account].Positions.GetValueOrDefault(trade.Symbol), quantity, trade.Price);
            return new Booking(side.Account, side.OrderId, costChange, cash - side.Fee, side.Fee);
        }

        decision.Add(new Event.Traded(trade.Symbol, trade.Quantity, trade.Price, Book(trade.Buyer, trade.Quantity), Book(trade.Seller, -trade.Quantity)));
        foreach (TradeSide side in new[] { trade.Buyer, trade.Seller })
        {
            decision.Touch(side.Account);
            TrimReduceOnly(decision, side.Account, trade.Symbol);
        }
    }

    private static bool FillsItsOrder(Decision decision, TradeSide side, InstrumentSymbol symbol, decimal quantity)
    {
        if (side.OrderId is not { } id) return true;
        if (!decision.State.Accounts[side.Account].Orders.TryGetValue(id, out OpenOrder? order))
        {
            decision.Refuse(Refusal.UnknownOrder, $"'{side.Account}' has no open order '{id}'.");
            return false;
        }

        if (order.Symbol == symbol && Math.Sign(order.Quantity) == Math.Sign(quantity) && Math.Abs(quantity) <= Math.Abs(order.Quantity)) return true;
        decision.Refuse(Refusal.FillBeyondOrder, Text($"Order '{id}' of '{side.Account}' is for {order.Quantity} {order.Symbol}; {quantity} {symbol} is not a fill of it."));
        return false;
    }

    /// <summary>Reduce-only orders that a changed position leaves nothing to reduce are shortened or taken off, in the order of their names.</summary>
    private static void TrimReduceOnly(Decision decision, string name, InstrumentSymbol symbol)
    {
        EngineAccount account = decision.State.Accounts[name];
        decimal held = account.Held(symbol), left = Math.Abs(held);
        foreach ((string id, OpenOrder order) in account.Orders.Where(entry => entry.Value.ReduceOnly && entry.Value.Symbol == symbol))
        {
            decimal keeps = Math.Sign(order.Quantity) == -Math.Sign(held) ? Math.Min(left, Math.Abs(order.Quantity)) : 0m;
            left -= keeps;
            if (keeps == 0m) decision.Add(new Event.OrderCancelled(name, id, "reduce-only, and nothing is left to reduce"));
            else if (keeps < Math.Abs(order.Quantity)) decision.Add(new Event.OrderAmended(name, id, order with { Quantity = Math.Sign(order.Quantity) * keeps }));
        }
    }
}
