using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Accounts;

/// <summary>The account after a trade, an order or a transfer. Nothing is netted; margin models do that themselves.</summary>
public static class AccountAdjustment
{
    /// <summary>The account after a fill: the position is added; an option's premium is paid or received in its settlement currency, a future's price is only its entry.</summary>
    /// <param name="account">The account before.</param>
    /// <param name="instrument">The instrument with its contract size.</param>
    /// <param name="quantity">Signed contracts: above 0 bought.</param>
    /// <param name="price">Price in the unit of the mark price.</param>
    public static AccountSnapshot Fill(AccountSnapshot account, Instrument instrument, decimal quantity, decimal price)
    {
        bool isOption = instrument.Kind == InstrumentKind.Option;
        AccountSnapshot filled = account with { Positions = account.Positions.Add(new Position(instrument.Symbol, quantity, isOption ? null : price)) };
        return isOption ? Transfer(filled, instrument.Symbol.Settle, -quantity * instrument.ContractSize * price) : filled;
    }

    /// <summary>An isolated position as the netting set of its own that it is, named "isolated:" and its symbol.</summary>
    public static AccountSnapshot Isolate(AccountSnapshot account, IsolatedPosition isolated) => new()
    {
        Path = account.Path with { NettingSet = $"isolated:{isolated.Position.Symbol}" },
        Collateral = [new Balance(isolated.Position.Symbol.Settle, isolated.Collateral)],
        Positions = [isolated.Position],
    };

    /// <summary>The account with one more open order.</summary>
    public static AccountSnapshot Place(AccountSnapshot account, Order order) => account with { Orders = account.Orders.Add(order) };

    /// <summary>The account after a deposit (above 0) or a withdrawal (below 0); a balance below 0 is a debt.</summary>
    public static AccountSnapshot Transfer(AccountSnapshot account, Currency currency, decimal amount)
    {
        for (int i = 0; i < account.Collateral.Length; i++)
            if (account.Collateral[i].Currency == currency)
                return account with { Collateral = account.Collateral.SetItem(i, new Balance(currency, account.Collateral[i].Amount + amount)) };
        return account with { Collateral = account.Collateral.Add(new Balance(currency, amount)) };
    }
}
