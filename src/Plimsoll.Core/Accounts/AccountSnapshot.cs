using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Accounts;

/// <summary>Everything an account holds at one moment: collateral, positions, orders. One netting set and the isolated positions beside it.</summary>
public sealed record AccountSnapshot
{
    /// <summary>Firm, owner, account and netting set.</summary>
    public required AccountPath Path { get; init; }

    /// <summary>Class by risk score, as "C"; null for none. What it means the rules say.</summary>
    public string? RiskClass { get; init; }

    /// <summary>Balances by currency; one entry a currency. Option premiums are in them already.</summary>
    public ImmutableArray<Balance> Collateral { get; init; } = [];

    /// <summary>Positions margined together.</summary>
    public ImmutableArray<Position> Positions { get; init; } = [];

    /// <summary>Open orders; they count for initial margin only.</summary>
    public ImmutableArray<Order> Orders { get; init; } = [];

    /// <summary>Positions that are netting sets of their own.</summary>
    public ImmutableArray<IsolatedPosition> Isolated { get; init; } = [];

    /// <summary>The same account with positions netted by symbol and balances by currency, zeros dropped and everything in ordinal order.</summary>
    /// <remarks>Two accounts in the same cash-equivalent state have equal canonical forms. Entry prices are averaged so that profit and loss is kept exactly: by
    /// price for linear instruments, harmonically for inverse ones; what netting realises goes into the balance of the settlement currency.</remarks>
    public AccountSnapshot Canonical(Func<InstrumentSymbol, decimal> contractSize)
    {
        var cash = new SortedDictionary<Currency, decimal>();
        foreach (Balance balance in Collateral) cash[balance.Currency] = cash.GetValueOrDefault(balance.Currency) + balance.Amount;
        ImmutableArray<Position> positions =
        [
            .. Positions.GroupBy(position => position.Symbol).OrderBy(group => group.Key)
                .Select(group => PositionNetting.Net(group.Key, group, contractSize(group.Key), cash)).OfType<Position>(),
        ];
        return this with
        {
            Collateral = [.. cash.Where(entry => entry.Value != 0m).Select(entry => new Balance(entry.Key, entry.Value))],
            Positions = positions,
            Orders = [.. Orders.Where(order => order.Quantity != 0m).OrderBy(order => order.Symbol).ThenBy(order => order.Quantity).ThenBy(order => order.Price)],
        };
    }
}
