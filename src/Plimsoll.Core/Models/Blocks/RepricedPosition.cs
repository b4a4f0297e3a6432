using Plimsoll.Instruments;

namespace Plimsoll.Models.Blocks;

/// <summary>A future or option with how much is held of it, as far as repricing it on another price and volatility goes.</summary>
internal readonly record struct RepricedPosition
{
    private RepricedPosition(bool inverse, double units, double price) => (IsInverse, Units, Price) = (inverse, units, price);

    /// <summary>Whether profit and loss is in the underlying coin rather than the quote currency.</summary>
    public bool IsInverse { get; }

    /// <summary>Signed units of the underlying; of an inverse future its contracts at the mark: contracts × size / mark.</summary>
    public double Units { get; }

    /// <summary>Mark of a future, forward of an option; quote currency per unit of the underlying, above 0.</summary>
    public double Price { get; }

    /// <summary>Call or put; null for a future.</summary>
    public OptionSide? Side { get; private init; }

    /// <summary>Strike in the unit of <see cref="Price"/>; 0 for a future.</summary>
    public double Strike { get; private init; }

    /// <summary>Years of 365 days to expiry, not below 0; 0 for a future.</summary>
    public double Years { get; private init; }

    /// <summary>Annualised volatility today as a fraction; 0 for a future.</summary>
    public double Volatility { get; private init; }

    /// <summary>Days to expiry.</summary>
    public double Days => Years * 365;

    /// <summary>A perpetual or dated future settled in the coin.</summary>
    /// <param name="coins">Signed coins it stands for at its mark.</param>
    /// <param name="mark">Mark price.</param>
    public static RepricedPosition InverseFuture(double coins, double mark) => new(true, coins, mark);

    /// <summary>A perpetual or dated future settled in the quote currency.</summary>
    /// <param name="units">Signed units of the underlying.</param>
    /// <param name="mark">Mark price.</param>
    public static RepricedPosition LinearFuture(double units, double mark) => new(false, units, mark);

    /// <summary>A European option.</summary>
    /// <param name="inverse">Settled in the coin, worth V/F coins, rather than in the quote currency.</param>
    /// <param name="units">Signed units of the underlying.</param>
    /// <param name="side">Call or put.</param>
    /// <param name="forward">Forward price to expiry; above 0.</param>
    /// <param name="strike">Strike in the unit of the forward; above 0.</param>
    /// <param name="years">Years of 365 days to expiry, not below 0.</param>
    /// <param name="volatility">Annualised volatility today as a fraction.</param>
    public static RepricedPosition Option(bool inverse, double units, OptionSide side, double forward, double strike, double years, double volatility) =>
        new(inverse, units, forward) { Side = side, Strike = strike, Years = years, Volatility = volatility };
}
