using System.Collections.Immutable;
using Plimsoll.Accounts;
using Plimsoll.Instruments;

namespace Plimsoll.Governance.Changes;

/// <summary>
/// The part of an account's positions that was there when a change was announced and has been held since: per instrument the least quantity held on the same side. What is reduced and bought
/// again is new, what turns over is new, what moves to another account is new there.
/// </summary>
public sealed record GrandfatheredPositions
{
    private readonly ImmutableSortedDictionary<InstrumentSymbol, decimal> held;

    private GrandfatheredPositions(ImmutableSortedDictionary<InstrumentSymbol, decimal> held) => this.held = held;

    /// <summary>The positions when the change was announced.</summary>
    public static GrandfatheredPositions Begin(AccountSnapshot account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(Quantities(account));
    }

    /// <summary>What is left of them after the account was seen again.</summary>
    public GrandfatheredPositions After(AccountSnapshot account)
    {
        ArgumentNullException.ThrowIfNull(account);
        ImmutableSortedDictionary<InstrumentSymbol, decimal> now = Quantities(account);
        return new(held
            .Select(entry => KeyValuePair.Create(entry.Key, Lesser(entry.Value, now.GetValueOrDefault(entry.Key))))
            .Where(entry => entry.Value != 0m).ToImmutableSortedDictionary());
    }

    /// <summary>Signed contracts of an instrument that count as held.</summary>
    public decimal Quantity(InstrumentSymbol symbol) => held.GetValueOrDefault(symbol);

    /// <summary>The account with these positions alone and no order: what the ramp's relief is computed of.</summary>
    public AccountSnapshot Of(AccountSnapshot account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account with
        {
            Orders = [],
            Positions = [.. account.Positions.GroupBy(position => position.Symbol).Where(group => Quantity(group.Key) != 0m).Select(group => group.First() with { Quantity = Quantity(group.Key) })],
        };
    }

    private static decimal Lesser(decimal held, decimal now) => Math.Sign(held) != Math.Sign(now) ? 0m : Math.Sign(held) * Math.Min(Math.Abs(held), Math.Abs(now));

    private static ImmutableSortedDictionary<InstrumentSymbol, decimal> Quantities(AccountSnapshot account) =>
        account.Positions.GroupBy(position => position.Symbol).ToImmutableSortedDictionary(group => group.Key, group => group.Sum(position => position.Quantity));
}
