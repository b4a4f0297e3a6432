using Plimsoll.Instruments;

namespace Plimsoll.Formats;

/// <summary>Which instrument a venue means by its own name of it; null for names that are none of a linear or inverse perpetual or future.</summary>
internal static class VenueSymbols
{
    private static readonly string[] Quotes = ["FDUSD", "USDT", "USDC", "BUSD", "USD1", "TUSD", "USDE", "BTC", "ETH", "BNB"];

    /// <summary>Binance USD-M: <c>BTCUSDT</c>, <c>BTCUSDC</c>, <c>ETHBTC</c>, <c>BTCUSDT_261225</c>.</summary>
    public static InstrumentSymbol? BinanceLinear(string name)
    {
        string[] parts = name.Split('_');
        return parts.Length > 2 ? null : Linear(parts[0], parts.Length == 2 ? parts[1] : null);
    }

    /// <summary>Binance COIN-M: <c>BTCUSD_PERP</c>, <c>BTCUSD_261225</c>, and the pair <c>BTCUSD</c>.</summary>
    public static InstrumentSymbol? BinanceInverse(string name) => name.Split('_') switch
    {
        [var pair] => Inverse(pair, null),
        [var pair, "PERP"] => Inverse(pair, null),
        [var pair, var date] => Inverse(pair, date),
        _ => null,
    };

    /// <summary>OKX family, as <c>BTC-USDT</c> or <c>BTC-USD</c>, or instrument, as <c>BTC-USDT-SWAP</c> or <c>BTC-USD-261225</c>.</summary>
    public static InstrumentSymbol? Okx(string name) => name.Split('-') switch
    {
        [var @base, var quote] => Okx(@base, quote, ""),
        [var @base, var quote, "SWAP"] => Okx(@base, quote, ""),
        [var @base, var quote, { Length: 6 } date] => Okx(@base, quote, "-" + date),
        _ => null,
    };

    /// <summary>Bybit: <c>BTCUSDT</c>, <c>BTCUSDT-25DEC26</c>, <c>BTCPERP</c> and <c>BTC-25DEC26</c> (USDC), <c>BTCUSD</c> and <c>BTCUSDZ26</c> (inverse).</summary>
    public static InstrumentSymbol? Bybit(string name)
    {
        string[] parts = name.Split('-');
        if (parts.Length == 2)
        {
            string? pair = Quotes.FirstOrDefault(quote => parts[0].Length > quote.Length && parts[0].EndsWith(quote, StringComparison.Ordinal)) is { } found ? $"{parts[0][..^found.Length]}_{found}" : $"{parts[0]}_USDC";
            return SymbolParser.Read($"{pair}-{parts[1]}", out _);
        }

        if (parts.Length != 1) return null;
        if (name.EndsWith("PERP", StringComparison.Ordinal)) return Unified($"{name[..^4]}/USDC:USDC");
        if (name.Length > 6 && name[..^3].EndsWith("USD", StringComparison.Ordinal) && Quarter(name[^3..]) is { } date) return Inverse(name[..^3], date);
        return name.EndsWith("USD", StringComparison.Ordinal) ? Inverse(name, null) : Linear(name, null);
    }

    private static InstrumentSymbol? Okx(string @base, string quote, string expiry) => Unified($"{@base}/{quote}:{(quote == "USD" ? @base : quote)}{expiry}");

    private static InstrumentSymbol? Linear(string pair, string? date)
    {
        string? quote = Quotes.FirstOrDefault(one => pair.Length > one.Length && pair.EndsWith(one, StringComparison.Ordinal));
        return quote is null ? null : Unified($"{pair[..^quote.Length]}/{quote}:{quote}{(date is null ? "" : "-" + date)}");
    }

    private static InstrumentSymbol? Inverse(string pair, string? date) => pair.Length > 3 && pair.EndsWith("USD", StringComparison.Ordinal)
        ? Unified($"{pair[..^3]}/USD:{pair[..^3]}{(date is null ? "" : "-" + date)}") : null;

    private static InstrumentSymbol? Unified(string symbol) => SymbolParser.Read(symbol, out _);

    // "Z26" is the quarter that ends in December 2026; it expires on the last Friday of its month.
    private static string? Quarter(string code)
    {
        int month = code[0] switch { 'H' => 3, 'M' => 6, 'U' => 9, 'Z' => 12, _ => 0 };
        if (month == 0 || !int.TryParse(code[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int year)) return null;
        var day = new DateOnly(2000 + year, month, DateTime.DaysInMonth(2000 + year, month));
        while (day.DayOfWeek != DayOfWeek.Friday) day = day.AddDays(-1);
        return day.ToString("yyMMdd", CultureInfo.InvariantCulture);
    }
}
