using System.Globalization;
using System.Text;
using Plimsoll.Models;
using Plimsoll.Values;

namespace Plimsoll.Cli.Rendering;

/// <summary>Numbers and names as text, the same in every culture.</summary>
internal static class Text
{
    /// <summary>An enum member as files write it: MarginCall is "margin-call".</summary>
    public static string Kebab<T>(T member)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (char c in member.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    /// <summary>An enum member as a person reads it: MarginCall is "margin call".</summary>
    public static string Words<T>(T member)
        where T : struct, Enum => Kebab(member).Replace('-', ' ');

    /// <summary>An amount with at least the decimals of its currency and none cut off: "1234.50".</summary>
    public static string Amount(Money money) => money.Amount.ToString("0." + new string('0', money.Currency.MinorUnits) + new string('#', 28 - money.Currency.MinorUnits), CultureInfo.InvariantCulture);

    /// <summary>An estimate as a decimal number without exponent, at most 15 digits; null when it is not finite.</summary>
    public static string? Estimate(double value)
    {
        if (!double.IsFinite(value)) return null;
        return Math.Abs(value) is < 1e20 and not (> 0 and < 1e-12) ? CanonicalWriter.Text((decimal)value) : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>An amount to read: "1,234.50", or "1,235" where there is little room. Written without its currency.</summary>
    public static string Read(Money money, bool whole) => money.Amount.ToString(whole ? "N0" : "N" + money.Currency.MinorUnits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A change to read: "+1,234.50".</summary>
    public static string Change(Money money, bool whole) => (money.Amount > 0m ? "+" : "") + Read(money, whole);

    /// <summary>A number in few characters: 1.25M, -12.3k, 950.</summary>
    public static string Short(double value)
    {
        // What rounds to nought has no sign.
        if (Math.Abs(value) < 0.005) return "0";
        double size = Math.Abs(value);
        (double unit, string name) = size switch
        {
            >= 999.5e6 => (1e9, "B"),
            >= 999.5e3 => (1e6, "M"),
            >= 999.5 => (1e3, "k"),
            _ => (1.0, ""),
        };
        double scaled = value / unit;
        string digits = unit == 1.0
            ? scaled.ToString(size is > 0 and < 10 ? "0.0#" : "0", CultureInfo.InvariantCulture)
            : scaled.ToString(Math.Abs(scaled) >= 99.95 ? "0" : Math.Abs(scaled) >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
        return digits + name;
    }

    /// <summary>A price with five or six significant digits and thousands separators: "52,310", "0.11182".</summary>
    public static string Price(decimal price)
    {
        decimal size = Math.Abs(price);
        string format = size switch
        {
            >= 10_000m => "N0",
            >= 1_000m => "N1",
            >= 100m => "N2",
            >= 10m => "N3",
            >= 1m => "N4",
            >= 0.1m => "0.00000",
            >= 0.01m => "0.000000",
            _ => "0.0000000##",
        };
        return price.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A fraction as a percentage: "12.3 %".</summary>
    public static string Percent(double fraction, int decimals = 1) => (fraction * 100).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + " %";

    /// <summary>A move as a percentage with its sign: "-12.3 %", "+5.0 %".</summary>
    public static string Move(double fraction) => (fraction > 0 ? "+" : "") + Percent(fraction);

    /// <summary>The nearest liquidation prices of one underlying: "BTC ↓52,310 ↑91,200"; the one above on a line of its own where there is little room.</summary>
    public static string Level(LiquidationLevel level, bool narrow) =>
        string.Join(narrow ? "\n" + new string(' ', level.Factor.Length + 1) : " ", ((string?[])
        [
            level.Below is { } below ? "↓" + Price(below) : null,
            level.Above is { } above ? "↑" + Price(above) : null,
        ]).Where(text => text is not null).Select((text, i) => i == 0 ? $"{level.Factor} {text}" : text));

    /// <summary>A quantity or a rate as it is.</summary>
    public static string Exact(decimal value) => CanonicalWriter.Text(value);
}
