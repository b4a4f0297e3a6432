using System.Collections.Immutable;

namespace Plimsoll.Liquidation;

/// <summary>A position that may be closed against a bankrupt one on the other side.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Quantity">Contracts, unsigned; above 0.</param>
/// <param name="Rank">Where it stands in the queue: the greater, the sooner.</param>
internal readonly record struct DeleveragingCandidate(string Account, decimal Quantity, decimal Rank);

/// <summary>Contracts taken from one account.</summary>
/// <param name="Account">Whose they are.</param>
/// <param name="Quantity">Contracts closed, unsigned.</param>
/// <param name="Price">Bankruptcy price of the position that is taken over; null where it was not asked for.</param>
internal readonly record struct DeleveragingFill(string Account, decimal Quantity, decimal? Price);

/// <summary>
/// The queue of automatic deleveraging of one contract and one side: who loses how much of a winning position when a bankrupt one on the other side
/// can be closed neither in the market nor by the insurance fund.
/// </summary>
/// <remarks>BitMEX, "Auto-deleveraging" and its examples (app/autoDeleveragingExamples); Delta Exchange follows the same rules.</remarks>
internal static class DeleveragingQueue
{
    /// <summary>The candidates in the order in which they are closed: greatest rank first, of equals the one given first.</summary>
    public static ImmutableArray<DeleveragingCandidate> Ordered(IEnumerable<DeleveragingCandidate> candidates) => [.. candidates.OrderByDescending(candidate => candidate.Rank)];

    /// <summary>What each account loses until a quantity is closed.</summary>
    /// <param name="candidates">Positions on the winning side.</param>
    /// <param name="quantity">Contracts to close, unsigned.</param>
    /// <param name="bankruptcyPrice">Price of all fills.</param>
    /// <returns>Fills in the order they happen; less than <paramref name="quantity"/> in all where the side has no more.</returns>
    public static ImmutableArray<DeleveragingFill> Fills(IEnumerable<DeleveragingCandidate> candidates, decimal quantity, decimal? bankruptcyPrice = null)
    {
        var fills = ImmutableArray.CreateBuilder<DeleveragingFill>();
        decimal left = quantity;
        foreach (DeleveragingCandidate candidate in Ordered(candidates))
        {
            if (left <= 0m) break;
            decimal taken = Math.Min(left, candidate.Quantity);
            if (taken <= 0m) continue;
            fills.Add(new(candidate.Account, taken, bankruptcyPrice));
            left -= taken;
        }

        return fills.ToImmutable();
    }

    /// <summary>
    /// The light that each account is shown: the fifth of the side's contracts within which its position ends, counted from the front of the queue.
    /// </summary>
    /// <returns>0.2, 0.4, 0.6, 0.8 or 1 in the order of the queue; by cumulative quantity, not by the number of accounts.</returns>
    public static ImmutableArray<(string Account, decimal Light)> Lights(IEnumerable<DeleveragingCandidate> candidates)
    {
        ImmutableArray<DeleveragingCandidate> queue = Ordered(candidates);
        decimal total = queue.Sum(candidate => candidate.Quantity), ahead = 0m;
        var lights = ImmutableArray.CreateBuilder<(string, decimal)>(queue.Length);
        foreach (DeleveragingCandidate candidate in queue)
        {
            ahead += candidate.Quantity;
            // A product, not a quotient: 30 of 100 contracts must be 1.5 fifths exactly.
            lights.Add((candidate.Account, Math.Clamp(decimal.Ceiling(ahead * 5m / Math.Max(total, decimal.One / 1_000_000_000m)), 1m, 5m) / 5m));
        }

        return lights.ToImmutable();
    }

    /// <summary>Rank of one position: profit times effective leverage where it gains, profit divided by it where it loses.</summary>
    /// <param name="markValue">Value at the mark price, in the settlement currency, in the venue's sign.</param>
    /// <param name="averageEntryValue">Value at the average entry price; not 0.</param>
    /// <param name="bankruptValue">Value at the bankruptcy price; differs from the mark value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The entry value is 0, or mark and bankruptcy value are equal.</exception>
    public static decimal Rank(decimal markValue, decimal averageEntryValue, decimal bankruptValue)
    {
        if (averageEntryValue == 0m) throw new ArgumentOutOfRangeException(nameof(averageEntryValue), averageEntryValue, "A position has an entry value other than 0.");
        if (markValue == bankruptValue) throw new ArgumentOutOfRangeException(nameof(bankruptValue), bankruptValue, "A position at its bankruptcy price has no effective leverage.");
        decimal profit = (markValue - averageEntryValue) / Math.Abs(averageEntryValue);
        decimal leverage = Math.Abs(markValue) / (markValue - bankruptValue);
        return profit > 0m ? profit * leverage : profit / leverage;
    }
}
