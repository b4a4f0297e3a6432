namespace Plimsoll.Liquidity;

/// <summary>What it costs to take a quantity from one side of a visible order book, level by level.</summary>
/// <param name="Quantity">Quantity taken, in the unit of the levels; 0 or more.</param>
/// <param name="Notional">Σ price × quantity of all that was taken, in quote currency, the unfilled remainder included.</param>
/// <param name="Vwap">Volume-weighted average price; the best price where nothing was taken.</param>
/// <param name="LastPrice">Price of the worst level that was touched; the best price where nothing was taken.</param>
/// <param name="SlippageBps">Distance of the average price from mid in basis points; above 0 is to the taker's loss.</param>
/// <param name="Cost">Quantity × distance of the average price from mid, in quote currency; above 0 is to the taker's loss.</param>
/// <param name="Unfilled">
/// Part of <paramref name="Quantity"/> that the visible book does not hold. It is priced at the last visible level, which
/// is the least it can cost: a caller that sees an unfilled part needs an impact model beyond the book.
/// </param>
public readonly record struct OrderBookWalk(
    double Quantity, double Notional, double Vwap, double LastPrice, double SlippageBps, double Cost, double Unfilled)
{
    /// <summary>True if the visible book holds the whole quantity.</summary>
    public bool IsFilled => Unfilled <= 0;

    /// <summary>Walks one side for a quantity.</summary>
    /// <param name="side">Which side the levels are; it fixes the order of the prices and the sign of the slippage.</param>
    /// <param name="prices">N prices, best first: never falling for asks, never rising for bids; each above 0.</param>
    /// <param name="quantities">N quantities resting at these prices; each 0 or more, at least one above 0.</param>
    /// <param name="mid">Reference price of the slippage, quote currency per unit; above 0.</param>
    /// <param name="quantity">Quantity to take, in the levels' unit; 0 or more.</param>
    /// <exception cref="ArgumentException">The side is empty or out of order, or a number is not finite or out of range.</exception>
    public static OrderBookWalk ForQuantity(
        BookSide side, ReadOnlySpan<double> prices, ReadOnlySpan<double> quantities, double mid, double quantity)
    {
        Require.NotNegative(quantity);
        return Walk(side, prices, quantities, mid, quantity, inQuote: false);
    }

    /// <summary>Walks one side until a notional in quote currency has been taken.</summary>
    /// <inheritdoc cref="ForQuantity"/>
    /// <param name="side">Which side the levels are.</param>
    /// <param name="prices">N prices, best first.</param>
    /// <param name="quantities">N quantities resting at these prices.</param>
    /// <param name="mid">Reference price of the slippage.</param>
    /// <param name="notional">Σ price × quantity to take, in quote currency; 0 or more.</param>
    public static OrderBookWalk ForNotional(
        BookSide side, ReadOnlySpan<double> prices, ReadOnlySpan<double> quantities, double mid, double notional)
    {
        Require.NotNegative(notional);
        return Walk(side, prices, quantities, mid, notional, inQuote: true);
    }

    private static OrderBookWalk Walk(
        BookSide side, ReadOnlySpan<double> prices, ReadOnlySpan<double> quantities, double mid, double target, bool inQuote)
    {
        Require.Positive(mid);
        int best = CheckSide(side, prices, quantities);

        double taken = 0, paid = 0, open = target, last = prices[best];
        for (int i = best; i < prices.Length && open > 0; i++)
        {
            if (quantities[i] <= 0)
                continue;
            last = prices[i];
            double level = inQuote ? quantities[i] * last : quantities[i];
            double slice = Math.Min(level, open);
            double quantity = inQuote ? slice / last : slice;
            taken += quantity;
            paid += quantity * last;
            open -= slice;
        }

        double unfilled = inQuote ? open / last : open;
        taken = inQuote ? taken + unfilled : target;
        paid += unfilled * last;
        double vwap = taken > 0 ? paid / taken : last;
        // Slippage is to the taker's loss whichever way the close-out trades.
        double distance = side == BookSide.Asks ? vwap - mid : mid - vwap;
        return new(taken, paid, vwap, last, 1e4 * distance / mid, taken * distance, unfilled);
    }

    /// <summary>Checks every level of one side and returns the index of the first that holds anything.</summary>
    internal static int CheckSide(BookSide side, ReadOnlySpan<double> prices, ReadOnlySpan<double> quantities)
    {
        if (prices.Length != quantities.Length)
        {
            throw new ArgumentException(
                $"A book side has one quantity per price; found {prices.Length} prices and {quantities.Length} quantities.",
                nameof(quantities));
        }

        int best = -1;
        for (int i = 0; i < prices.Length; i++)
        {
            Require.Positive(prices[i], $"prices[{i}]");
            Require.NotNegative(quantities[i], $"quantities[{i}]");
            if (i > 0 && (side == BookSide.Asks ? prices[i] < prices[i - 1] : prices[i] > prices[i - 1]))
            {
                throw new ArgumentException(
                    $"{side} go from the best price to the worst; level {i} ({prices[i]}) is better than level {i - 1} ({prices[i - 1]}).",
                    nameof(prices));
            }

            if (best < 0 && quantities[i] > 0)
                best = i;
        }

        return best >= 0
            ? best
            : throw new ArgumentException(
                $"The {side} are empty: there is no price to walk. Treat the depth as missing instead of as free.", nameof(prices));
    }
}
