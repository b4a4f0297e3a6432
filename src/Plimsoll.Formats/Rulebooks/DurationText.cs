namespace Plimsoll.Formats;

/// <summary>Durations as files write them: a whole or decimal number and d, h, m or s.</summary>
internal static class DurationText
{
    /// <summary>The form as a regular expression, for schemas.</summary>
    public const string Pattern = "^[0-9]+(\\.[0-9]+)?[dhms]$";

    // A century: more is a slip of the unit.
    private const decimal LongestSeconds = 36_525m * 86_400m;

    private static readonly (char Letter, long Ticks)[] Units = [('d', TimeSpan.TicksPerDay), ('h', TimeSpan.TicksPerHour), ('m', TimeSpan.TicksPerMinute), ('s', TimeSpan.TicksPerSecond)];

    /// <summary>Reads "36h".</summary>
    public static bool TryRead(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2 || Units.FirstOrDefault(unit => unit.Letter == text[^1]) is not { Ticks: > 0 } unit) return false;
        if (!char.IsAsciiDigit(text[^2]) || !decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)) return false;
        if (!char.IsAsciiDigit(text[0]) || number > LongestSeconds * TimeSpan.TicksPerSecond / unit.Ticks) return false;
        duration = TimeSpan.FromTicks((long)(number * unit.Ticks));
        return true;
    }

    /// <summary>The shortest text: the greatest unit of which the duration is a whole number, else seconds.</summary>
    public static string Write(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0h";
        foreach ((char letter, long ticks) in Units)
            if (duration.Ticks % ticks == 0) return (duration.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + letter;
        return CanonicalWriter.Text(duration.Ticks / (decimal)TimeSpan.TicksPerSecond) + "s";
    }
}
