using System.Globalization;

namespace Plimsoll.Values;

/// <summary>A point in time, UTC, to the microsecond.</summary>
public readonly record struct Timestamp : IComparable<Timestamp>
{
    private Timestamp(long unixMicroseconds) => UnixMicroseconds = unixMicroseconds;

    /// <summary>Microseconds since 1970-01-01T00:00:00Z.</summary>
    public long UnixMicroseconds { get; }

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z, rounded down.</summary>
    public long UnixSeconds => Math.DivRem(UnixMicroseconds, 1_000_000L) is var (q, r) && r < 0 ? q - 1 : q;

    /// <summary>From whole seconds since 1970.</summary>
    public static Timestamp FromUnixSeconds(long seconds) => new(checked(seconds * 1_000_000L));

    /// <summary>From microseconds since 1970.</summary>
    public static Timestamp FromUnixMicroseconds(long microseconds) => new(microseconds);

    /// <summary>Midnight or another time of a UTC day.</summary>
    public static Timestamp Utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        FromUnixSeconds(new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).ToUnixTimeSeconds());

    /// <summary>Reads ISO-8601 UTC, "2024-06-28T08:00:00Z" (fraction and offset allowed) or "2024-06-28".</summary>
    public static bool TryParse(string? text, out Timestamp timestamp)
    {
        timestamp = default;
        if (text is null || text.Length < 10 || text[4] != '-') return false;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset at))
            return false;
        timestamp = new((at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10);
        return true;
    }

    /// <summary>Reads ISO-8601 UTC.</summary>
    /// <exception cref="FormatException">The text is no ISO-8601 time.</exception>
    public static Timestamp Parse(string text) => TryParse(text, out Timestamp timestamp)
        ? timestamp
        : throw new FormatException($"'{text}' is no ISO-8601 UTC time; write 2024-06-28T08:00:00Z.");

    /// <summary>Years of 365 days from this time to another; negative when that has passed.</summary>
    public double YearsTo(Timestamp later) => (later.UnixMicroseconds - UnixMicroseconds) / (365.0 * 86_400e6);

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) => UnixMicroseconds.CompareTo(other.UnixMicroseconds);

    /// <summary>Time passed between two points.</summary>
    public static TimeSpan operator -(Timestamp later, Timestamp earlier) => TimeSpan.FromMicroseconds(later.UnixMicroseconds - earlier.UnixMicroseconds);

    /// <summary>A later point.</summary>
    public static Timestamp operator +(Timestamp start, TimeSpan span) => new(start.UnixMicroseconds + (span.Ticks / 10));

    /// <summary>Order in time.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.UnixMicroseconds < right.UnixMicroseconds;

    /// <summary>Order in time.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.UnixMicroseconds > right.UnixMicroseconds;

    /// <summary>Order in time.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.UnixMicroseconds <= right.UnixMicroseconds;

    /// <summary>Order in time.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.UnixMicroseconds >= right.UnixMicroseconds;

    /// <summary>ISO-8601 UTC, with a fraction only where there is one.</summary>
    public override string ToString()
    {
        DateTime at = DateTime.UnixEpoch.AddTicks(UnixMicroseconds * 10);
        return at.ToString(UnixMicroseconds % 1_000_000 == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }
}
