using System.Text.RegularExpressions;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>What the name of a bar file says: <c>BASE-QUOTE.venue-spot|perp.step.csv[.gz]</c>, <c>BASE.venue-dvol.step.csv[.gz]</c> of a volatility index, or <c>panel.venue-spot|perp.close.step.csv[.gz]</c> of closes in USDT.</summary>
/// <param name="Base">The coin; null for a panel, whose columns name the coins.</param>
/// <param name="Quote">What prices are in.</param>
/// <param name="Venue">Venue name.</param>
/// <param name="Kind">Spot or perpetual.</param>
/// <param name="Step">Length of a bar.</param>
internal sealed partial record BarFileName(Currency? Base, Currency Quote, string Venue, MarketKind Kind, TimeSpan Step)
{
    /// <summary>Reads a name.</summary>
    /// <returns>What it says; null when it is the name of something else, as of a file of funding rates.</returns>
    public static BarFileName? TryParse(string name)
    {
        if (Pattern().Match(name) is not { Success: true } match || Length(match.Groups["step"].ValueSpan) is not { } step) return null;
        MarketKind kind = match.Groups["kind"].ValueSpan switch { "spot" => MarketKind.Spot, "perp" => MarketKind.Perpetual, _ => MarketKind.VolatilityIndex };
        string venue = match.Groups["venue"].Value;
        if (kind == MarketKind.VolatilityIndex)
            return Currency.TryParse(match.Groups["base"].Value, out Currency of) ? new BarFileName(of, Currency.Usd, venue, kind, step) : null;
        if (!match.Groups["base"].Success) return new BarFileName(null, Currency.Of("USDT"), venue, kind, step);
        return Currency.TryParse(match.Groups["base"].Value, out Currency @base) && Currency.TryParse(match.Groups["quote"].Value, out Currency quote)
            ? new BarFileName(@base, quote, venue, kind, step)
            : null;
    }

    private static TimeSpan? Length(ReadOnlySpan<char> step)
    {
        if (!int.TryParse(step[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 1 or > 10_000) return null;
        return step[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => TimeSpan.FromDays(7 * count),
        };
    }

    [GeneratedRegex(@"^(?:(?<base>[A-Za-z0-9]+)-(?<quote>[A-Za-z0-9]+)\.(?<venue>[A-Za-z0-9_-]+)-(?<kind>spot|perp)|(?<base>[A-Za-z0-9]+)\.(?<venue>[A-Za-z0-9_]+)-(?<kind>dvol)|panel\.(?<venue>[A-Za-z0-9_-]+)-(?<kind>spot|perp)\.close)\.(?<step>[0-9]{1,5}[smhdw])\.csv(?:\.gz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
