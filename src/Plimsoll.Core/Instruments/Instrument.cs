using Plimsoll.Values;

namespace Plimsoll.Instruments;

/// <summary>A listed derivative: its symbol, contract size and expiry.</summary>
/// <param name="Symbol">Base, quote, settlement, expiry, strike and side.</param>
/// <param name="ContractSize">Units of base (linear, options) or of quote (inverse futures and perpetuals) in one contract; above 0.</param>
/// <param name="Expiry">When it settles, where that differs from 08:00 UTC of the symbol's day; null for a perpetual.</param>
public sealed record Instrument(InstrumentSymbol Symbol, decimal ContractSize, Timestamp? Expiry)
{
    /// <summary>The instrument with the default contract size 1 and the default expiry hour.</summary>
    public static Instrument Of(InstrumentSymbol symbol) => new(symbol, 1m, symbol.Expiry);

    /// <summary>Perpetual, dated future or option.</summary>
    public InstrumentKind Kind => Symbol.Kind;

    /// <summary>The underlying, on whose spot price the instrument depends.</summary>
    public Currency Underlying => Symbol.Base;

    /// <summary>Years of 365 days to expiry, not below 0; 0 for a perpetual.</summary>
    public double YearsFrom(Timestamp now) => Expiry is { } at ? Math.Max(0, now.YearsTo(at)) : 0;
}
