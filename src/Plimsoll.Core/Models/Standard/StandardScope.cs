using System.Collections.Immutable;
using Plimsoll.Instruments;
using Plimsoll.Values;

namespace Plimsoll.Models.Standard;

/// <summary>What a size of a tier table is counted in.</summary>
public enum StandardSize
{
    /// <summary>Value in the settlement currency: quote of a linear contract, coins of an inverse one.</summary>
    Value,

    /// <summary>Coins of the underlying.</summary>
    Coins,

    /// <summary>Contracts of the venue, of the table's contract size.</summary>
    Contracts,
}

/// <summary>The price that a position is valued at for its margin.</summary>
public enum StandardValuation
{
    /// <summary>The mark price.</summary>
    Mark,

    /// <summary>The index price.</summary>
    Index,

    /// <summary>The average entry price.</summary>
    Entry,
}

/// <summary>How open orders count.</summary>
public enum StandardOrders
{
    /// <summary>For the initial margin, at the worse of all buys and all sells filled.</summary>
    WorseSide,

    /// <summary>As those, and the tier of both margins is that of the position and all orders together.</summary>
    PositionPlusOrders,
}

/// <summary>The instruments that a group of rules is for.</summary>
internal static class StandardScope
{
    /// <summary>Whether an instrument's kind and currencies are those named; null or empty allows any.</summary>
    public static bool Holds(InstrumentSymbol symbol, ImmutableArray<InstrumentKind>? kinds, ImmutableArray<Currency>? quotes, ImmutableArray<Currency>? settles, bool? inverse) =>
        (kinds is not { Length: > 0 } listed || listed.Contains(symbol.Kind))
        && (quotes is not { Length: > 0 } priced || priced.Contains(symbol.Quote))
        && (settles is not { Length: > 0 } paid || paid.Contains(symbol.Settle))
        && (inverse is not { } coin || coin == symbol.IsInverse);

    /// <summary>Whether anything that a group is for settles in a currency.</summary>
    /// <param name="asset">The currency.</param>
    /// <param name="instruments">Coins, symbols or "*" that the group names.</param>
    /// <param name="quotes">As of <see cref="Holds"/>.</param>
    /// <param name="settles">As of <see cref="Holds"/>.</param>
    /// <param name="inverse">As of <see cref="Holds"/>.</param>
    public static bool Settles(Currency asset, IEnumerable<string> instruments, ImmutableArray<Currency>? quotes, ImmutableArray<Currency>? settles, bool? inverse)
    {
        if (settles is { Length: > 0 } paid) return paid.Contains(asset);
        if (inverse != true && (quotes is not { Length: > 0 } priced || priced.Contains(asset))) return true;
        return inverse != false && instruments.Any(name => name == "*" || name == asset.Code || SymbolParser.Read(name, out _)?.Settle == asset);
    }

    /// <summary>Names that are neither a coin, nor a symbol, nor "*", and names that stand twice.</summary>
    public static IEnumerable<Problem> NameProblems(IEnumerable<(string Place, ImmutableArray<string> Names)> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string place, ImmutableArray<string> names) in entries)
        {
            if (names.Length == 0) yield return new(place, "it names no instrument; write a coin, as BTC, a symbol, as BTC/USDT:USDT, or \"*\" for any other.");
            foreach (string name in names)
            {
                if (!seen.Add(name)) yield return new(place, $"'{name}' stands twice; each coin or symbol has one table.");
                if (name != "*" && !Currency.TryParse(name, out _) && SymbolParser.Read(name, out _) is null)
                    yield return new(place, $"'{name}' is no coin and no symbol; write as BTC, as BTC/USDT:USDT, or \"*\" for any other.");
            }
        }
    }
}
