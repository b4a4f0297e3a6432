using System.Globalization;

namespace Plimsoll.Values;

/// <summary>A currency or coin by its upper-case code, with the number of decimals that money in it is rounded to.</summary>
/// <remarks>USD and the other fiat currencies have 2 decimals, coins and stable-coins 8.</remarks>
public readonly record struct Currency : IComparable<Currency>
{
    private static readonly string[] Fiat = ["USD", "EUR", "GBP", "CHF", "SGD", "HKD", "AUD", "CAD"];

    private readonly string? code;

    private Currency(string code) => this.code = code;

    /// <summary>The reporting currency.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>Upper-case code, "USD" or "BTC"; empty for the default value, which no money can carry.</summary>
    public string Code => code ?? "";

    /// <summary>Decimals that money in this currency is rounded to: 2 for fiat, 8 for coins.</summary>
    public int MinorUnits => Array.IndexOf(Fiat, Code) >= 0 ? 2 : 8;

    /// <summary>Whether this is US dollars, the reporting currency.</summary>
    public bool IsUsd => Code == "USD";

    /// <summary>Reads a code of 1 to 20 letters (Latin, Chinese, Japanese or Korean), digits or dots; lower case is raised.</summary>
    /// <exception cref="FormatException">The text is no currency code.</exception>
    public static Currency Of(string code) => TryParse(code, out Currency currency)
        ? currency
        : throw new FormatException($"'{code}' is no currency code; write 1 to 20 letters or digits, as USD or BTC.");

    /// <summary>Reads a code of 1 to 20 letters (Latin, Chinese, Japanese or Korean), digits or dots; lower case is raised.</summary>
    public static bool TryParse(string? code, out Currency currency)
    {
        currency = default;
        if (string.IsNullOrEmpty(code) || code.Length > 20) return false;
        foreach (char c in code)
            if (!char.IsAsciiLetterOrDigit(c) && c != '.' && !IsEastAsian(c))
                return false;
        currency = new(code.ToUpperInvariant());
        return true;
    }

    // Venues list coins under Chinese names. Other scripts stay out: Greek and Cyrillic letters look like Latin ones, and some characters show nothing at all.
    private static bool IsEastAsian(char c) => (c is (>= '\u3041' and <= '\u30FA') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3'))
        && char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter;

    /// <inheritdoc/>
    public int CompareTo(Currency other) => string.CompareOrdinal(Code, other.Code);

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <(Currency left, Currency right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >(Currency left, Currency right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator <=(Currency left, Currency right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order of the codes.</summary>
    public static bool operator >=(Currency left, Currency right) => left.CompareTo(right) >= 0;
}
