namespace Plimsoll.Liquidity;

/// <summary>The side of an order book that a close-out takes liquidity from.</summary>
public enum BookSide
{
    /// <summary>Offers to sell, prices rising from the best: what the close-out of a short buys from.</summary>
    Asks = 0,

    /// <summary>Offers to buy, prices falling from the best: what the close-out of a long sells to.</summary>
    Bids = 1,
}
