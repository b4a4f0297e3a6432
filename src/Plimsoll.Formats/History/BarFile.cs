using System.Text;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads the bars of one market.</summary>
internal static class BarFile
{
    private const int Time = 0, Open = 1, High = 2, Low = 3, Close = 4, Volume = 5;
    private static readonly string[] Names = ["timestamp", "open", "high", "low", "close", "volume"];

    // Sources round each of the four prices on its own, so they may cross by the last digit.
    private const double Rounding = 1e-6;

    /// <summary>The series; empty when the header is unusable or every bar closes after <paramref name="until"/>.</summary>
    public static ImmutableArray<BarSeries> Read(ReadOnlySpan<byte> bytes, BarFileName name, Currency coin, Timestamp until, RowProblems problems)
    {
        var rows = new RowScanner(bytes);
        if (!rows.MoveNext())
        {
            problems.Add(1, "", "the file is empty; write the header timestamp,open,high,low,close,volume and the bars below it.");
            return [];
        }

        string[] header = Encoding.UTF8.GetString(rows.Row).Split(',');
        bool isIndex = name.Kind == MarketKind.VolatilityIndex;
        // An index file calls its close dvol, and gives it in percent.
        if (isIndex) header = [.. header.Select(column => column.Trim().Equals("dvol", StringComparison.OrdinalIgnoreCase) ? Names[Close] : column)];
        if (Roles(header, problems) is not { } roles) return [];
        long last = until.UnixSeconds, step = (long)name.Step.TotalSeconds, previous = long.MinValue / 2;
        int most = bytes.Count((byte)'\n') + 1, count = 0;
        var times = new long[most];
        var values = new double[6][];
        foreach (int role in roles)
            if (role > Time)
                values[role] = new double[most];
        while (rows.MoveNext())
        {
            if (!ReadRow(ref rows, roles, header.Length, values, count, previous, step, problems, out long time)) continue;
            if (time + step > last) break;
            times[count++] = previous = time;
        }

        if (count == 0) return [];
        for (int i = 0; isIndex && i < count; i++) values[Close][i] /= 100;
        return
        [
            new BarSeries
            {
                Base = coin, Quote = name.Quote, Venue = name.Venue, Kind = name.Kind, Step = name.Step,
                OpenTimes = times.AsMemory(0, count), Close = Part(values[Close], count),
                Open = Part(values[Open], count), High = Part(values[High], count), Low = Part(values[Low], count),
                Volume = Part(values[Volume], count),
            },
        ];
    }

    private static ReadOnlyMemory<double> Part(double[]? values, int count) => values is null ? default : values.AsMemory(0, count);

    private static int[]? Roles(string[] header, RowProblems problems)
    {
        int[] roles = [.. header.Select(column => Array.IndexOf(Names, column.Trim().ToLowerInvariant()))];
        bool usable = true;
        foreach (int role in (int[])[Time, Close])
        {
            if (Array.IndexOf(roles, role) >= 0) continue;
            problems.Add(1, "", $"column '{Names[role]}' is missing; the header must hold timestamp and close, as timestamp,open,high,low,close,volume.");
            usable = false;
        }

        for (int role = 0; role < Names.Length; role++)
        {
            if (Array.IndexOf(roles, role) == Array.LastIndexOf(roles, role)) continue;
            problems.Add(1, "", $"column '{Names[role]}' stands twice; keep one of them.");
            usable = false;
        }

        return usable ? roles : null;
    }

    private static bool ReadRow(ref RowScanner rows, int[] roles, int width, double[][] values, int at, long previous, long step,
        RowProblems problems, out long time)
    {
        time = 0;
        bool good = true, ended = false;
        ReadOnlySpan<byte> rest = rows.Row;
        int column = 0;
        for (; RowScanner.Field(ref rest, ref ended, out ReadOnlySpan<byte> field); column++)
        {
            int role = column < width ? roles[column] : -1;
            if (role < 0) continue;
            if (role == Time) good &= BarTimes.Read(field, rows.Line, previous, step, problems, out time);
            else if (role == Volume) good &= ReadVolume(field, rows.Line, problems, out values[Volume][at]);
            else if (field.IsEmpty && role != Close) values[role][at] = double.NaN;
            else good &= ReadPrice(field, rows.Line, Names[role], problems, out values[role][at]);
        }

        if (column != width)
        {
            problems.Add(rows.Line, "", $"the row has {column} fields and the header {width}; write as many, empty ones included.");
            return false;
        }

        return good && InOrder(rows.Line, values, at, problems);
    }

    private static bool ReadVolume(ReadOnlySpan<byte> field, int line, RowProblems problems, out double volume)
    {
        volume = double.NaN;
        if (field.IsEmpty) return true;
        if (RowScanner.TryNumber(field, out volume) && volume >= 0) return true;
        problems.Add(line, "volume", $"'{RowScanner.Shown(field)}' is no volume; write a number of at least 0, or nothing where it is not known.");
        return false;
    }

    internal static bool ReadPrice(ReadOnlySpan<byte> field, int line, string column, RowProblems problems, out double price)
    {
        if (RowScanner.TryNumber(field, out price) && price > 0) return true;
        problems.Add(line, column, field.IsEmpty
            ? "the price is missing; write it, or leave the whole bar out."
            : $"'{RowScanner.Shown(field)}' is no price; write a number above 0, or leave the whole bar out.");
        return false;
    }

    private static bool InOrder(int line, double[][] values, int at, RowProblems problems)
    {
        double close = values[Close][at];
        double open = Known(values[Open], at, close), high = Known(values[High], at, double.PositiveInfinity), low = Known(values[Low], at, 0);
        double top = Math.Max(open, Math.Max(close, low)), bottom = Math.Min(open, close);
        if (top > high * (1 + Rounding))
            problems.Add(line, "high",
                string.Create(CultureInfo.InvariantCulture,
                $"the high {high} is below {top}, another price of the bar; correct the row or leave it out."));
        else if (low > bottom * (1 + Rounding))
            problems.Add(line, "low",
                string.Create(CultureInfo.InvariantCulture,
                $"the low {low} is above {bottom}, another price of the bar; correct the row or leave it out."));
        else return true;
        return false;
    }

    private static double Known(double[]? values, int at, double otherwise) => values is null || double.IsNaN(values[at]) ? otherwise : values[at];
}
