using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Engine;

/// <content>How events change the state. Nothing is decided here and no margin is computed: recovery runs through it.</content>
public sealed partial record EngineState
{
    /// <summary>The state after an event.</summary>
    public EngineState After(Event happened) => happened switch
    {
        Event.Refused or Event.RequirementUnknown or Event.StatusChanged or Event.AccountOpened => OfAccounts(happened),
        Event.InstrumentListed listed => this with { Listings = Listings.Add(listed.Instrument.Symbol, new Listing(listed.Instrument, MarketMode.Open, null)) },
        Event.MarketModeSet set => this with { Listings = Listings.SetItem(set.Symbol, Listings[set.Symbol] with { Mode = set.Mode }) },
        Event.PositionLimitSet set => this with { Listings = Listings.SetItem(set.Symbol, Listings[set.Symbol] with { Limit = set.Contracts }) },
        Event.KillSwitchSet set => this with { IsStopped = set.Stopped },
        Event.DepositSeen seen => this with { Deposits = Deposits.SetItem(seen.Deposit, new(seen.Account, seen.Currency, seen.Amount, seen.Confirmations, false)) },
        Event.DepositCounted counted => (this with { Deposits = Deposits.SetItem(counted.Deposit, Deposits[counted.Deposit] with { IsCounted = true }) })
            .WithCash(counted.Account, counted.Currency, counted.Amount).FromOutside(counted.Currency, counted.Amount),
        Event.Withdrawn withdrawn => WithCash(withdrawn.Account, withdrawn.Currency, -withdrawn.Amount).FromOutside(withdrawn.Currency, -withdrawn.Amount),
        Event.FundsMoved moved => WithCash(moved.From, moved.Currency, -moved.Amount).WithCash(moved.To, moved.Currency, moved.Amount),
        Event.OrderPlaced placed => With(placed.Account, account => account with { Orders = account.Orders.Add(placed.OrderId, placed.Order) }),
        Event.OrderAmended amended => With(amended.Account, account => account with { Orders = account.Orders.SetItem(amended.OrderId, amended.Order) }),
        Event.OrderCancelled cancelled => With(cancelled.Account, account => account with { Orders = account.Orders.Remove(cancelled.OrderId) }),
        Event.Traded traded => Booked(traded.Symbol, traded.Quantity, traded.Buyer).Booked(traded.Symbol, -traded.Quantity, traded.Seller)
            .WithCash(House, traded.Symbol.Settle, traded.Buyer.Fee + traded.Seller.Fee),
        Event.FundingPaid paid => paid.Parts.Aggregate(this, (state, part) => state.WithCash(part.Account, paid.Symbol.Settle, part.Amount)),
        Event.InterestCharged charged => charged.Parts.Aggregate(this, (state, part) => state.WithCash(part.Account, charged.Currency, part.Amount)),
        Event.Settled settled => AfterSettlement(settled),
        Event.MarketUpdated updated => this with { Market = Merge(Market, updated.Update, Now) },
        Event.ParametersAdopted adopted => this with { Rules = adopted.Rulebook, RulesSeen = RulesSeen.SetItem(adopted.Rulebook.ModelVersion.ToString(), adopted.Rulebook.Sha256) },
        Event.InvariantBroken broken => this with { Halted = Halted.SetItem(broken.Scope, broken.Message) },
        _ => throw new UnreachableException($"Unhandled event {happened.GetType().Name}."),
    };

    private EngineState OfAccounts(Event happened) => happened switch
    {
        Event.AccountOpened opened => this with
        {
            Accounts = Accounts.Add(opened.Path.ToString(), EngineAccount.Open(opened.Path, opened.RiskClass)),
            Owners = Owners.SetItem(OwnerKey(opened.Path), Owners.GetValueOrDefault(OwnerKey(opened.Path), []).Add(opened.Path.ToString())),
        },
        Event.StatusChanged changed => With(changed.Account, account => account with { Status = changed.To, IsUnknown = false }),
        Event.RequirementUnknown unknown => With(unknown.Account, account => account with { IsUnknown = true }),
        _ => this,
    };

    private EngineState Booked(InstrumentSymbol symbol, decimal quantity, Booking side)
    {
        EngineState next = With(side.Account, account => account.WithPosition(symbol, quantity, side.CostChange).WithCash(symbol.Settle, side.CashChange));
        if (side.OrderId is not { } id) return next;
        return next.With(side.Account, account =>
        {
            OpenOrder order = account.Orders[id];
            decimal left = order.Quantity - quantity;
            return account with { Orders = left == 0m ? account.Orders.Remove(id) : account.Orders.SetItem(id, order with { Quantity = left }) };
        });
    }

    private EngineState AfterSettlement(Event.Settled settled)
    {
        EngineState next = settled.Parts.Aggregate(this, (state, part) => state.With(part.Account, account => (account with { Positions = account.Positions.Remove(settled.Symbol) }).WithCash(settled.Symbol.Settle, part.Amount)));
        return next with
        {
            Listings = next.Listings.Remove(settled.Symbol),
            Market = next.Market with
            {
                Instruments = Without(next.Market.Instruments, settled.Symbol), Books = Without(next.Market.Books, settled.Symbol), Depths = Without(next.Market.Depths, settled.Symbol),
            },
        };
    }

    private EngineState With(string name, Func<EngineAccount, EngineAccount> change) => this with { Accounts = Accounts.SetItem(name, change(Accounts[name])) };

    private EngineState WithCash(string name, Currency currency, decimal change) => change == 0m ? this : With(name, account => account.WithCash(currency, change));

    private EngineState FromOutside(Currency currency, decimal change) => this with { External = External.SetItem(currency, External.GetValueOrDefault(currency) + change) };

    private static MarketSnapshot Merge(MarketSnapshot market, MarketUpdate update, Timestamp now) => market with
    {
        AsOf = now,
        ValuationTime = now,
        Indices = Changed(market.Indices, update.Indices.Select(entry => KeyValuePair.Create(entry.Pair, entry.Price))),
        Instruments = Changed(market.Instruments, update.Instruments.Select(entry => KeyValuePair.Create(entry.Instrument.Symbol, entry))),
        Books = Changed(market.Books, update.Books.Select(entry => KeyValuePair.Create(entry.Symbol, entry.Book))),
        Depths = Changed(market.Depths, update.Depths.Select(entry => KeyValuePair.Create(entry.Symbol, entry.Depth))),
        Volatilities = Changed(market.Volatilities, update.Volatilities.Select(entry => KeyValuePair.Create(entry.Underlying, entry.State))),
        History = update.History ?? market.History,
    };

    private static FrozenDictionary<TKey, TValue> Changed<TKey, TValue>(FrozenDictionary<TKey, TValue> known, IEnumerable<KeyValuePair<TKey, TValue>> changes)
        where TKey : notnull
    {
        Dictionary<TKey, TValue>? next = null;
        foreach ((TKey key, TValue value) in changes) (next ??= new Dictionary<TKey, TValue>(known))[key] = value;
        return next?.ToFrozenDictionary() ?? known;
    }

    private static FrozenDictionary<InstrumentSymbol, T> Without<T>(FrozenDictionary<InstrumentSymbol, T> known, InstrumentSymbol symbol) =>
        known.ContainsKey(symbol) ? known.Where(entry => entry.Key != symbol).ToFrozenDictionary() : known;
}
