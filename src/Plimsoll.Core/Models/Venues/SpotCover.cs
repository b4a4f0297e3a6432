using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>Coins held, or owed, that cover derivatives of the same coin under a portfolio margin.</summary>
internal static class SpotCover
{
    /// <summary>As much of the balance as offsets the derivatives, and no more; a debt in the coin may cover bought ones.</summary>
    /// <param name="book">The account.</param>
    /// <param name="underlying">The coin.</param>
    /// <param name="delta">Net delta of the derivatives in coins.</param>
    public static decimal Coins(VenueBook book, Currency underlying, decimal delta)
    {
        decimal held = book.Holdings.Where(holding => holding.Asset == underlying).Sum(holding => holding.Balance);
        return delta < 0m ? Math.Clamp(held, 0m, -delta) : Math.Clamp(held, -delta, 0m);
    }
}
