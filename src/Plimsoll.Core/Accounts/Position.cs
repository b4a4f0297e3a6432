using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Accounts;

/// <summary>Contracts held of one instrument.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Quantity">Signed number of contracts: above 0 bought, below 0 sold.</param>
/// <param name="EntryPrice">Average price paid, in the unit of the mark price; null where it does not matter (options, whose premium is in cash already).</param>
public sealed record Position(InstrumentSymbol Symbol, decimal Quantity, decimal? EntryPrice)
{
    /// <summary>Leverage that the holder chose at a venue where it sets the initial margin, above 0; null for the most that the venue grants.</summary>
    public decimal? Leverage { get; init; }
}

/// <summary>A position with collateral of its own, a netting set by itself.</summary>
/// <param name="Position">The position.</param>
/// <param name="Collateral">Collateral assigned to it, in its settlement currency; may not be below 0.</param>
public sealed record IsolatedPosition(Position Position, decimal Collateral);

/// <summary>A resting order to buy or sell.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Quantity">Signed number of contracts still open: above 0 buys, below 0 sells.</param>
/// <param name="Price">Limit price in the unit of the mark price, above 0.</param>
public sealed record Order(InstrumentSymbol Symbol, decimal Quantity, decimal Price);

/// <summary>Holding of one currency or coin; below 0 a debt.</summary>
/// <param name="Currency">The currency or coin.</param>
/// <param name="Amount">Units; below 0 is owed.</param>
public sealed record Balance(Currency Currency, decimal Amount);
