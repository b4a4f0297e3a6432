using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Accounts;

/// <summary>Nets several positions in one instrument into one, keeping value exactly.</summary>
internal static class PositionNetting
{
    /// <summary>The net position, or null when nothing is left. The profit that netting makes certain goes into <paramref name="cash"/>.</summary>
    public static Position? Net(InstrumentSymbol symbol, IEnumerable<Position> positions, decimal contractSize, SortedDictionary<Currency, decimal> cash)
    {
        Position[] all = [.. positions.Where(position => position.Quantity != 0m)];
        if (all.Length == 0) return null;
        decimal quantity = all.Sum(position => position.Quantity);
        decimal? leverage = all.Min(position => position.Leverage);
        if (all.Length == 1) return all[0];
        if (symbol.Kind == InstrumentKind.Option) return quantity == 0m ? null : new Position(symbol, quantity, null);

        // Σ q·c·(m − e) is q·c·m less a constant, so the constant (the cost) is what has to be kept; for inverse contracts Σ q·c·(1/e − 1/m) likewise.
        bool opposed = all.Any(position => position.Quantity > 0m) && all.Any(position => position.Quantity < 0m);
        if (!opposed)
        {
            decimal entry = symbol.IsInverse
                ? quantity / all.Sum(position => position.Quantity / position.EntryPrice!.Value)
                : all.Sum(position => position.Quantity * position.EntryPrice!.Value) / quantity;
            return new Position(symbol, quantity, entry) { Leverage = leverage };
        }

        // Bought and sold: the net position keeps the average entry of the larger side, and the difference is realised cash.
        decimal kept = Entry(symbol, all.Where(position => Math.Sign(position.Quantity) == (quantity == 0m ? 1 : Math.Sign(quantity))));
        decimal realised = all.Sum(position => symbol.IsInverse
            ? position.Quantity * contractSize * ((1m / position.EntryPrice!.Value) - (1m / kept))
            : position.Quantity * contractSize * (kept - position.EntryPrice!.Value));
        cash[symbol.Settle] = cash.GetValueOrDefault(symbol.Settle) + realised;
        return quantity == 0m ? null : new Position(symbol, quantity, kept) { Leverage = leverage };
    }

    private static decimal Entry(InstrumentSymbol symbol, IEnumerable<Position> oneSide)
    {
        Position[] side = [.. oneSide];
        decimal quantity = side.Sum(position => position.Quantity);
        return symbol.IsInverse
            ? quantity / side.Sum(position => position.Quantity / position.EntryPrice!.Value)
            : side.Sum(position => position.Quantity * position.EntryPrice!.Value) / quantity;
    }
}
