namespace Plimsoll.Liquidity;

/// <summary>Notional resting near mid on either side of an order book.</summary>
/// <param name="Bids">Quote currency that buyers show within the band below mid: what the close-out of a long can sell into.</param>
/// <param name="Asks">Quote currency that sellers show within the band above mid: what the close-out of a short can buy from.</param>
/// <param name="Mid">Half-way between the best bid and the best ask.</param>
public readonly record struct VisibleDepth(double Bids, double Asks, double Mid)
{
    /// <summary>The band of the margin model: ±2 % around mid.</summary>
    public const double DefaultBand = 0.02;

    /// <summary>Depth on one side.</summary>
    /// <param name="side">The side to read.</param>
    /// <returns>Notional in quote currency.</returns>
    public double Of(BookSide side) => side == BookSide.Asks ? Asks : Bids;

    /// <summary>Sums the notional of the levels whose price lies within a band around mid, its edges included.</summary>
    /// <param name="bidPrices">Bid prices, best (highest) first.</param>
    /// <param name="bidQuantities">One quantity per bid price.</param>
    /// <param name="askPrices">Ask prices, best (lowest) first.</param>
    /// <param name="askQuantities">One quantity per ask price.</param>
    /// <param name="band">Half-width of the band as a fraction of mid, within (0, 1).</param>
    /// <exception cref="ArgumentException">A side is empty or out of order, the book is crossed, or a number is out of range.</exception>
    public static VisibleDepth Measure(
        ReadOnlySpan<double> bidPrices,
        ReadOnlySpan<double> bidQuantities,
        ReadOnlySpan<double> askPrices,
        ReadOnlySpan<double> askQuantities,
        double band = DefaultBand)
    {
        Require.Positive(band);
        Require.Within(band, 0, 1);
        double bestBid = bidPrices[OrderBookWalk.CheckSide(BookSide.Bids, bidPrices, bidQuantities)];
        double bestAsk = askPrices[OrderBookWalk.CheckSide(BookSide.Asks, askPrices, askQuantities)];
        if (bestBid > bestAsk)
        {
            throw new ArgumentException(
                $"The book is crossed: best bid {bestBid} is above best ask {bestAsk}. Take both sides from one snapshot.", nameof(bidPrices));
        }

        double mid = 0.5 * (bestBid + bestAsk);
        // A level written exactly at the edge (98 around 100) must not drop out by a rounding of the last bit.
        double reach = band * mid * (1 + 1e-12);
        return new(
            Sum(bidPrices, bidQuantities, mid, reach),
            Sum(askPrices, askQuantities, mid, reach),
            mid);
    }

    private static double Sum(ReadOnlySpan<double> prices, ReadOnlySpan<double> quantities, double mid, double reach)
    {
        double sum = 0;
        for (int i = 0; i < prices.Length && Math.Abs(prices[i] - mid) <= reach; i++)
            sum += prices[i] * quantities[i];
        return sum;
    }
}
