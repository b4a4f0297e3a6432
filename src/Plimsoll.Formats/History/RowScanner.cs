using System.Text;

namespace Plimsoll.Formats;

/// <summary>Walks over the lines and fields of a plain CSV (no quotes) without copying it, and reads times and numbers straight from the bytes.</summary>
internal ref struct RowScanner
{
    private readonly ReadOnlySpan<byte> bytes;
    private int next;

    public RowScanner(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Number of the current line, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The current line without its end.</summary>
    public ReadOnlySpan<byte> Row { get; private set; }

    /// <summary>Goes to the next line that is not empty.</summary>
    public bool MoveNext()
    {
        while (next < bytes.Length)
        {
            ReadOnlySpan<byte> rest = bytes[next..];
            int end = rest.IndexOf((byte)'\n');
            Row = end < 0 ? rest : rest[..end];
            next = end < 0 ? bytes.Length : next + end + 1;
            Line++;
            if (Row.Length > 0 && Row[^1] == '\r') Row = Row[..^1];
            if (Row.Length > 0) return true;
        }

        return false;
    }

    /// <summary>Takes the next field off a row.</summary>
    /// <returns>False when there is none left.</returns>
    public static bool Field(ref ReadOnlySpan<byte> rest, ref bool ended, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (ended) return false;
        int comma = rest.IndexOf((byte)',');
        ended = comma < 0;
        field = ended ? rest : rest[..comma];
        rest = ended ? default : rest[(comma + 1)..];
        return true;
    }

    /// <summary>Reads "2024-06-28T08:00:00Z" quickly and other ISO-8601 forms slowly, as seconds since 1970.</summary>
    public static bool TryTime(ReadOnlySpan<byte> field, out long seconds)
    {
        seconds = 0;
        if (field.Length == 20 && field[4] == '-' && field[7] == '-' && field[10] == 'T' && field[13] == ':' && field[16] == ':' && field[19] == 'Z')
        {
            int bad = 0;
            int year = (Two(field, 0, ref bad) * 100) + Two(field, 2, ref bad);
            int month = Two(field, 5, ref bad), day = Two(field, 8, ref bad);
            int hour = Two(field, 11, ref bad), minute = Two(field, 14, ref bad), second = Two(field, 17, ref bad);
            if (bad != 0 || month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 59 || year < 1
                || day > DateTime.DaysInMonth(year, month)) return false;
            seconds = (Days(year, month, day) * 86_400) + (hour * 3600) + (minute * 60) + second;
            return true;
        }

        if (field.Length is < 10 or > 40 || !Timestamp.TryParse(Encoding.UTF8.GetString(field), out Timestamp time)) return false;
        seconds = time.UnixSeconds;
        return true;
    }

    /// <summary>Reads a finite number.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out double number) =>
        double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>A field as text for a message.</summary>
    public static string Shown(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field.Length > 40 ? field[..40] : field);

    private static int Two(ReadOnlySpan<byte> field, int at, ref int bad)
    {
        int tens = field[at] - '0', ones = field[at + 1] - '0';
        if ((uint)tens > 9 || (uint)ones > 9) bad = 1;
        return (tens * 10) + ones;
    }

    // Days since 1970 of the civil calendar, counted from March so that the leap day is last.
    private static long Days(int year, int month, int day)
    {
        int y = month <= 2 ? year - 1 : year;
        int era = y / 400;
        int yearOfEra = y - (era * 400);
        int dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097L) + dayOfEra - 719_468;
    }
}
