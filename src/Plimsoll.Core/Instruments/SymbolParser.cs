using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Instruments;

/// <summary>Reads symbols: the ccxt grammar, and Deribit names as aliases.</summary>
public static class SymbolParser
{
    /// <summary>Hour of day, UTC, at which futures and options expire.</summary>
    public const int ExpiryHour = 8;

    private const string Grammar = "write BTC/USDT:USDT (perpetual), BTC/USD:BTC-261225 (future) or BTC/USD:BTC-261225-100000-C (option)";
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary>Reads one symbol.</summary>
    /// <param name="symbol">ccxt grammar or Deribit name.</param>
    /// <param name="problem">What is wrong and what to write instead; null when the symbol was read.</param>
    /// <returns>The symbol, or null.</returns>
    public static InstrumentSymbol? Read(string? symbol, out string? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(symbol))
        {
            problem = $"the symbol is empty; {Grammar}.";
            return null;
        }

        InstrumentSymbol? read = symbol.Contains('/', StringComparison.Ordinal) ? ReadUnified(symbol, out problem) : ReadDeribit(symbol, out problem);
        if (read is null && problem is null) problem = $"'{symbol}' is no symbol; {Grammar}.";
        return read;
    }

    private static InstrumentSymbol? ReadUnified(string symbol, out string? problem)
    {
        problem = null;
        int slash = symbol.IndexOf('/', StringComparison.Ordinal);
        int colon = symbol.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            problem = $"'{symbol}' is a spot pair; a holding of a coin is collateral, and a derivative names its settlement currency: {symbol}:{symbol[(slash + 1)..]}.";
            return null;
        }

        if (colon < slash || !Currency.TryParse(symbol[..slash], out Currency @base) || !Currency.TryParse(symbol[(slash + 1)..colon], out Currency quote)) return null;
        string[] parts = symbol[(colon + 1)..].Split('-');
        if (!Currency.TryParse(parts[0], out Currency settle)) return null;
        if (IsOneCurrency(symbol, @base, quote, out problem)) return null;
        if (settle != @base && settle != quote)
        {
            problem = $"'{symbol}' settles in {settle}, neither its base {@base} (inverse) nor its quote {quote} (linear); quanto contracts are not margined.";
            return null;
        }

        if (parts.Length == 1) return InstrumentSymbol.Perpetual(@base, quote, settle);
        if (!TryDate(parts[1], out Timestamp expiry))
        {
            problem = $"'{symbol}' has the expiry '{parts[1]}', which is no yymmdd date; 25 December 2026 is 261225.";
            return null;
        }

        if (parts.Length == 2) return InstrumentSymbol.DatedFuture(@base, quote, settle, expiry);
        if (parts.Length != 4) return null;
        return ReadOption(symbol, @base, quote, settle, expiry, parts[2], parts[3], out problem);
    }

    private static InstrumentSymbol? ReadOption(string symbol, Currency @base, Currency quote, Currency settle, Timestamp expiry, string strikeText, string sideText, out string? problem)
    {
        problem = null;
        if (!decimal.TryParse(strikeText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal strike) || strike <= 0 || strike > 1e15m)
        {
            problem = $"'{symbol}' has the strike '{strikeText}'; a strike is a number above 0, as 100000.";
            return null;
        }

        OptionSide? side = sideText switch { "C" or "c" => OptionSide.Call, "P" or "p" => OptionSide.Put, _ => null };
        if (side is null)
        {
            problem = $"'{symbol}' ends in '{sideText}'; an option ends in C (call) or P (put).";
            return null;
        }

        return InstrumentSymbol.Option(@base, quote, settle, expiry, strike, side.Value);
    }

    // Deribit: BTC-PERPETUAL, BTC-25DEC26, BTC-25DEC26-100000-C (inverse), BTC_USDC-PERPETUAL, XRP_USDC-25DEC26-0d55-C (linear; d is the decimal point).
    private static InstrumentSymbol? ReadDeribit(string symbol, out string? problem)
    {
        problem = null;
        string[] parts = symbol.Split('-');
        if (parts.Length is not (2 or 4)) return null;
        string[] pair = parts[0].Split('_');
        if (pair.Length > 2 || !Currency.TryParse(pair[0], out Currency @base)) return null;
        Currency quote = Currency.Usd;
        if (pair.Length == 2 && !Currency.TryParse(pair[1], out quote)) return null;
        if (IsOneCurrency(symbol, @base, quote, out problem)) return null;
        Currency settle = pair.Length == 2 ? quote : @base;
        if (parts.Length == 2 && parts[1].Equals("PERPETUAL", StringComparison.OrdinalIgnoreCase)) return InstrumentSymbol.Perpetual(@base, quote, settle);
        if (!TryDeribitDate(parts[1], out Timestamp expiry)) return null;
        return parts.Length == 2
            ? InstrumentSymbol.DatedFuture(@base, quote, settle, expiry)
            : ReadOption(symbol, @base, quote, settle, expiry, parts[2].Replace('d', '.'), parts[3], out problem);
    }

    private static bool IsOneCurrency(string symbol, Currency @base, Currency quote, out string? problem)
    {
        problem = @base == quote ? $"'{symbol}' has {@base} as base and as quote; they must differ." : null;
        return problem is not null;
    }

    private static bool TryDate(string text, out Timestamp expiry)
    {
        expiry = default;
        return text.Length == 6 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int ymd) && TryDay(2000 + (ymd / 10000), ymd / 100 % 100, ymd % 100, out expiry);
    }

    private static bool TryDeribitDate(string text, out Timestamp expiry)
    {
        expiry = default;
        if (text.Length is not (6 or 7)) return false;
        int month = Array.IndexOf(Months, text[^5..^2].ToUpperInvariant()) + 1;
        return int.TryParse(text[..^5], NumberStyles.None, CultureInfo.InvariantCulture, out int day)
            && int.TryParse(text[^2..], NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            && TryDay(2000 + year, month, day, out expiry);
    }

    private static bool TryDay(int year, int month, int day, out Timestamp expiry)
    {
        expiry = default;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        expiry = Timestamp.Utc(year, month, day, ExpiryHour);
        return true;
    }
}
