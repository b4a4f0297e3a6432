using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Instruments;

/// <summary>What a symbol says about its instrument: everything but the contract size.</summary>
/// <remarks>
/// One grammar, that of ccxt: <c>BTC/USDT:USDT</c> (linear perpetual), <c>BTC/USD:BTC</c> (inverse perpetual), <c>BTC/USD:BTC-261225</c> (dated future),
/// <c>BTC/USD:BTC-261225-100000-C</c> (option). Deribit names are read as aliases by <see cref="SymbolParser"/>. Equality is that of the canonical text.
/// </remarks>
public sealed class InstrumentSymbol : IEquatable<InstrumentSymbol>, IComparable<InstrumentSymbol>
{
    private readonly string text;

    private InstrumentSymbol(Currency @base, Currency quote, Currency settle, Timestamp? expiry, decimal? strike, OptionSide? side)
    {
        (Base, Quote, Settle, Expiry, Strike, Side) = (@base, quote, settle, expiry, strike, side);
        text = $"{Base}/{Quote}:{Settle}";
        if (expiry is { } at) text += "-" + DateText(at);
        if (strike is { } k) text += $"-{CanonicalWriter.Text(k)}-{(side == OptionSide.Call ? "C" : "P")}";
    }

    /// <summary>The underlying.</summary>
    public Currency Base { get; }

    /// <summary>The currency that prices and strikes are in.</summary>
    public Currency Quote { get; }

    /// <summary>The currency that profit and loss is paid in: the quote (linear) or the base (inverse).</summary>
    public Currency Settle { get; }

    /// <summary>Expiry, 08:00 UTC of the day in the symbol; null for a perpetual.</summary>
    public Timestamp? Expiry { get; }

    /// <summary>Strike in quote currency; null unless an option.</summary>
    public decimal? Strike { get; }

    /// <summary>Call or put; null unless an option.</summary>
    public OptionSide? Side { get; }

    /// <summary>Perpetual, dated future or option.</summary>
    public InstrumentKind Kind => Strike is not null ? InstrumentKind.Option : Expiry is not null ? InstrumentKind.DatedFuture : InstrumentKind.Perpetual;

    /// <summary>Whether profit and loss is paid in the base coin.</summary>
    public bool IsInverse => Settle == Base;

    /// <summary>A perpetual.</summary>
    public static InstrumentSymbol Perpetual(Currency @base, Currency quote, Currency settle) => new(@base, quote, settle, null, null, null);

    /// <summary>A dated future.</summary>
    public static InstrumentSymbol DatedFuture(Currency @base, Currency quote, Currency settle, Timestamp expiry) => new(@base, quote, settle, expiry, null, null);

    /// <summary>A European option.</summary>
    public static InstrumentSymbol Option(Currency @base, Currency quote, Currency settle, Timestamp expiry, decimal strike, OptionSide side) =>
        new(@base, quote, settle, expiry, strike, side);

    /// <summary>Reads the ccxt grammar or a Deribit name.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static InstrumentSymbol Parse(string symbol) => SymbolParser.Read(symbol, out string? problem) ?? throw new FormatException(problem);

    /// <inheritdoc/>
    public bool Equals(InstrumentSymbol? other) => other is not null && text == other.text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as InstrumentSymbol);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(InstrumentSymbol? other) => string.CompareOrdinal(text, other?.text);

    /// <summary>The canonical text, ccxt grammar.</summary>
    public override string ToString() => text;

    /// <summary>Equality of the canonical text.</summary>
    public static bool operator ==(InstrumentSymbol? left, InstrumentSymbol? right) => Equals(left, right);

    /// <summary>Equality of the canonical text.</summary>
    public static bool operator !=(InstrumentSymbol? left, InstrumentSymbol? right) => !Equals(left, right);

    /// <summary>Ordinal order of the canonical text.</summary>
    public static bool operator <(InstrumentSymbol left, InstrumentSymbol right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of the canonical text.</summary>
    public static bool operator >(InstrumentSymbol left, InstrumentSymbol right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of the canonical text.</summary>
    public static bool operator <=(InstrumentSymbol left, InstrumentSymbol right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of the canonical text.</summary>
    public static bool operator >=(InstrumentSymbol left, InstrumentSymbol right) => left.CompareTo(right) >= 0;

    private static string DateText(Timestamp at) => DateTimeOffset.FromUnixTimeSeconds(at.UnixSeconds).ToString("yyMMdd", CultureInfo.InvariantCulture);
}
