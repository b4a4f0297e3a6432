namespace Plimsoll.Formats;

/// <summary>Reads the opens of bars, which rise by a step at least.</summary>
internal static class BarTimes
{
    public static bool Read(ReadOnlySpan<byte> field, int line, long previous, long step, RowProblems problems, out long time)
    {
        if (!RowScanner.TryTime(field, out time))
        {
            problems.Add(line, "timestamp",
                $"'{RowScanner.Shown(field)}' is no ISO-8601 UTC time; write the open of the bar, as 2024-06-28T08:00:00Z.");
            return false;
        }

        if (time - previous >= step) return true;
        Timestamp now = Timestamp.FromUnixSeconds(time), before = Timestamp.FromUnixSeconds(previous);
        problems.Add(line, "timestamp", time == previous ? $"{now} stands a second time; keep one row for it."
            : time < previous ? $"{now} follows the later {before}; sort the rows by time, oldest first."
            : $"{now} comes {TimeSpan.FromSeconds(time - previous):c} after the bar before it, and bars of this file last {TimeSpan.FromSeconds(step):c}; correct the time, or the step in the file's name.");
        return false;
    }
}
