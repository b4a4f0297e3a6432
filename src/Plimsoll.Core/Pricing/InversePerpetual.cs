namespace Plimsoll.Pricing;

/// <summary>Profit of an inverse perpetual or future: contracts of a fixed quote amount, settled in the coin.</summary>
public static class InversePerpetual
{
    /// <summary>Profit in coins, Q·(1/entry − 1/exit); a loss is negative.</summary>
    /// <param name="contracts">Signed size in quote currency: above 0 is long.</param>
    /// <param name="entry">Entry price, quote currency per coin; above 0.</param>
    /// <param name="exit">Exit or mark price; above 0.</param>
    /// <remarks>A long's loss in coins is unbounded as the price falls to 0: it is short gamma in its own margin currency.</remarks>
    public static double PnlCoin(double contracts, double entry, double exit) => contracts * ((exit - entry) / entry) / exit;

    /// <summary>The same profit in quote currency at the exit price, Q·(exit − entry)/entry.</summary>
    /// <param name="contracts">Signed size in quote currency: above 0 is long.</param>
    /// <param name="entry">Entry price, quote currency per coin; above 0.</param>
    /// <param name="exit">Exit or mark price; above 0.</param>
    public static double PnlQuote(double contracts, double entry, double exit) => contracts * ((exit - entry) / entry);
}
