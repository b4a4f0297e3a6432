using System.Text;

namespace Plimsoll.Formats;

/// <summary>Reads columns of numbers that stand beside rising times, straight from the bytes.</summary>
internal static class RecordTable
{
    /// <summary>The rows known by a time.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">Columns wanted, which the header must name.</param>
    /// <param name="least">Rows with a number below this are left out where <paramref name="skip"/> says so and are problems otherwise.</param>
    /// <param name="skip">Whether rows with an empty field or a number below the least are left out.</param>
    /// <param name="until">Rows after it are left out.</param>
    /// <param name="problems">Where problems go.</param>
    /// <returns>Times in seconds and one array a column; null, with problems, when the table is unusable.</returns>
    public static (long[] Times, double[][] Columns)? Read(InputFile file, string[] columns, double least, bool skip, Timestamp until, List<Problem> problems)
    {
        var wrong = new RowProblems(file.Name);
        var rows = new RowScanner(file.Bytes);
        string[] header = rows.MoveNext() ? Encoding.UTF8.GetString(rows.Row).Split(',') : [];
        int[] at = [.. columns.Select(column => Array.IndexOf(header, column))];
        if (header.Length == 0 || header[0] != "timestamp" || at.Contains(-1))
        {
            problems.Add(new Problem($"{file.Name}:1", $"the header must be timestamp,{string.Join(",", columns)}; found '{string.Join(",", header)}'."));
            return null;
        }

        var times = new List<long>();
        var values = columns.Select(_ => new List<double>()).ToArray();
        var row = new double[header.Length];
        long last = until.UnixSeconds, previous = long.MinValue / 2;
        while (rows.MoveNext())
        {
            ReadOnlySpan<byte> rest = rows.Row;
            bool ended = false;
            RowScanner.Field(ref rest, ref ended, out ReadOnlySpan<byte> first);
            if (!BarTimes.Read(first, rows.Line, previous, 1, wrong, out long time)) continue;
            if (time > last) break;
            previous = time;
            int column = 1;
            bool usable = true;
            for (; RowScanner.Field(ref rest, ref ended, out ReadOnlySpan<byte> field) && column < row.Length; column++)
            {
                if (Array.IndexOf(at, column) < 0) continue;
                bool known = RowScanner.TryNumber(field, out row[column]) && row[column] >= least;
                if (known) continue;
                usable = false;
                if (!skip) wrong.Add(rows.Line, header[column], $"'{RowScanner.Shown(field)}' is no amount; write a number of {least.ToString(CultureInfo.InvariantCulture)} or more.");
            }

            if (column != header.Length)
            {
                wrong.Add(rows.Line, "", $"the row has {column} fields and the header {header.Length}; write as many, empty ones included.");
                continue;
            }

            if (!usable) continue;
            times.Add(time);
            for (int i = 0; i < at.Length; i++) values[i].Add(row[at[i]]);
        }

        problems.AddRange(wrong.All);
        return ([.. times], [.. values.Select(list => list.ToArray())]);
    }
}
