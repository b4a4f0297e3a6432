namespace Plimsoll.Models.Blocks;

/// <summary>The price at which the margin that a position was opened with is lost.</summary>
internal static class BankruptcyPrice
{
    /// <summary>The price of a position opened at a leverage.</summary>
    /// <param name="isLong">Whether it is bought.</param>
    /// <param name="isInverse">Whether profit is paid in the coin.</param>
    /// <param name="entry">Entry price, above 0.</param>
    /// <param name="leverage">Leverage, above 0.</param>
    /// <returns>The price; null for a sold inverse contract at a leverage of 1 or less, whose loss never takes all.</returns>
    public static decimal? Of(bool isLong, bool isInverse, decimal entry, decimal leverage) => (isLong, isInverse) switch
    {
        (true, false) => entry * (leverage - 1m) / leverage,
        (false, false) => entry * (leverage + 1m) / leverage,
        (true, true) => entry * leverage / (leverage + 1m),
        (false, true) => leverage > 1m ? entry * leverage / (leverage - 1m) : null,
    };

    /// <summary>The price on the tick, rounded against the trader: up for a long position, down for a short one.</summary>
    /// <param name="price">Exact price.</param>
    /// <param name="tick">Smallest step of the price, above 0.</param>
    /// <param name="isLong">Whether the position is bought.</param>
    public static decimal Rounded(decimal price, decimal tick, bool isLong) => (isLong ? decimal.Ceiling(price / tick) : decimal.Floor(price / tick)) * tick;
}
