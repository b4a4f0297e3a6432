using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Pricing;
using Plimsoll.Values;

namespace Plimsoll.Models.Deribit;

/// <summary>A position as the risk matrix sees it.</summary>
/// <param name="Name">The instrument's name.</param>
/// <param name="Repriced">What is repriced in the scenarios.</param>
/// <param name="Delta">Signed coins: of a future its size at the mark, of an option its net transaction delta.</param>
/// <param name="Expiry">When it expires; null for a perpetual.</param>
/// <param name="Years">Years of 365 days until then, not below 0; 0 for a perpetual.</param>
internal sealed record RiskMatrixPosition(string Name, RepricedPosition Repriced, decimal Delta, Timestamp? Expiry, double Years)
{
    /// <summary>Whether it is a bought option, whose delta may reduce that of the rest but not turn it round.</summary>
    public bool IsBoughtOption => Repriced is { Side: not null, Units: > 0 };

    /// <summary>A perpetual or future.</summary>
    /// <param name="name">The instrument's name.</param>
    /// <param name="symbol">Its symbol.</param>
    /// <param name="expiry">When it expires; null for a perpetual.</param>
    /// <param name="coins">Signed size in coins at its mark.</param>
    /// <param name="mark">Mark price.</param>
    /// <param name="now">The moment.</param>
    public static RiskMatrixPosition Future(string name, InstrumentSymbol symbol, Timestamp? expiry, decimal coins, decimal mark, Timestamp now) => new(
        name,
        symbol.IsInverse ? RepricedPosition.InverseFuture((double)coins, (double)mark) : RepricedPosition.LinearFuture((double)coins, (double)mark),
        coins,
        expiry,
        YearsTo(expiry, now));

    /// <summary>A European option.</summary>
    /// <param name="name">The instrument's name.</param>
    /// <param name="symbol">Its symbol.</param>
    /// <param name="expiry">When it expires.</param>
    /// <param name="coins">Signed size in coins.</param>
    /// <param name="mark">Mark price in the settlement currency; of coin-settled options it comes off the delta, having been paid in the coin.</param>
    /// <param name="forward">Forward price to expiry.</param>
    /// <param name="volatility">Implied volatility of the mark, annualised fraction.</param>
    /// <param name="now">The moment.</param>
    public static RiskMatrixPosition Option(string name, InstrumentSymbol symbol, Timestamp expiry, decimal coins, decimal mark, double forward, double volatility, Timestamp now)
    {
        double years = YearsTo(expiry, now), strike = (double)symbol.Strike!.Value;
        double delta = Black76.Greeks(symbol.Side!.Value, forward, strike, years, volatility).Delta;
        return new(
            name,
            RepricedPosition.Option(symbol.IsInverse, (double)coins, symbol.Side.Value, forward, strike, years, volatility),
            coins * ((decimal)delta - (symbol.IsInverse ? mark : 0m)),
            expiry,
            years);
    }

    private static double YearsTo(Timestamp? expiry, Timestamp now) => expiry is { } at ? Math.Max(0, now.YearsTo(at)) : 0;
}
