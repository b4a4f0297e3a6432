using System.Text;

namespace Plimsoll.Lab.Reports;

/// <summary>Numbers and names as a report prints them, the same in every culture.</summary>
internal static class ReportText
{
    /// <summary>Whole units with thousands separators: "1,234".</summary>
    public static string Whole(decimal amount) => amount.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A price with five or six significant digits.</summary>
    public static string Price(decimal price) => price.ToString(Math.Abs(price) switch { >= 10_000m => "N0", >= 100m => "N2", >= 1m => "N4", >= 0.01m => "0.000000", _ => "0.0000000##" }, CultureInfo.InvariantCulture);

    /// <summary>A fraction as a percentage: "12.3 %".</summary>
    public static string Percent(double fraction) => (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A multiple: "2.3×".</summary>
    public static string Times(decimal times) => times.ToString("0.0", CultureInfo.InvariantCulture) + "×";

    /// <summary>A coordinate of a drawing.</summary>
    public static string Point(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>An enum member in words: MarginCall is "margin call".</summary>
    public static string Words<T>(T member)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (char c in member.ToString())
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append(' ');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
