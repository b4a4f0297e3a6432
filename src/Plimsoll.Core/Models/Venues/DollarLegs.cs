using Plimsoll.Instruments;
using Plimsoll.Market;
using Plimsoll.Values;

namespace Plimsoll.Models.Venues;

/// <summary>Exposure by the dollar it is quoted in, for venues that charge hedges between dollars: USDT (0), USDC (1), USD and anything else (2).</summary>
internal static class DollarLegs
{
    /// <summary>Pairs in the order in which hedges are formed: USDT-USD, USDT-USDC, USDC-USD.</summary>
    public static (int First, int Second)[] Order => [(0, 2), (0, 1), (1, 2)];

    /// <summary>The leg of an instrument.</summary>
    public static int Of(InstrumentSymbol symbol) => symbol.Quote.Code switch
    {
        "USDT" => 0,
        "USDC" => 1,
        _ => 2,
    };

    /// <summary>US dollar price of a leg's dollar; 1 where the market has none, since nothing in the book is then settled in it.</summary>
    public static decimal Price(MarketSnapshot market, int leg) => leg == 2 ? 1m : market.UsdPrice(Currency.Of(leg == 0 ? "USDT" : "USDC"))?.Price ?? 1m;
}
