using System.Text;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads a panel: closes of many coins at the same times, an empty field where a coin has no bar.</summary>
internal static class PanelFile
{
    /// <summary>One series a coin that has bars closing not after <paramref name="until"/>.</summary>
    public static ImmutableArray<BarSeries> Read(ReadOnlySpan<byte> bytes, BarFileName name, Timestamp until, RowProblems problems)
    {
        var rows = new RowScanner(bytes);
        if (!rows.MoveNext())
        {
            problems.Add(1, "", "the file is empty; write the header timestamp,BTC,ETH and the closes below it.");
            return [];
        }

        string[] header = Encoding.UTF8.GetString(rows.Row).Split(',');
        if (Coins(header, problems) is not { } coins) return [];
        int most = bytes.Count((byte)'\n') + 1;
        var times = new long[coins.Length][];
        var closes = new double[coins.Length][];
        var counts = new int[coins.Length];
        for (int i = 0; i < coins.Length; i++) (times[i], closes[i]) = (new long[most], new double[most]);
        long last = until.UnixSeconds, step = (long)name.Step.TotalSeconds, previous = long.MinValue / 2;
        while (rows.MoveNext())
        {
            ReadOnlySpan<byte> rest = rows.Row;
            bool ended = false;
            RowScanner.Field(ref rest, ref ended, out ReadOnlySpan<byte> first);
            if (!BarTimes.Read(first, rows.Line, previous, step, problems, out long time)) continue;
            if (time + step > last) break;
            previous = time;
            int column = 0;
            for (; RowScanner.Field(ref rest, ref ended, out ReadOnlySpan<byte> field); column++)
            {
                if (field.IsEmpty || column >= coins.Length
                    || !BarFile.ReadPrice(field, rows.Line, header[column + 1], problems, out double close)) continue;
                (times[column][counts[column]], closes[column][counts[column]++]) = (time, close);
            }

            if (column != coins.Length)
                problems.Add(rows.Line, "", $"the row has {column + 1} fields and the header {header.Length}; write as many, empty ones included.");
        }

        return [.. Enumerable.Range(0, coins.Length).Where(i => counts[i] > 0).Select(i => new BarSeries
        {
            Base = coins[i], Quote = name.Quote, Venue = name.Venue, Kind = name.Kind, Step = name.Step,
            OpenTimes = times[i].AsMemory(0, counts[i]), Close = closes[i].AsMemory(0, counts[i]),
        })];
    }

    private static Currency[]? Coins(string[] header, RowProblems problems)
    {
        var coins = new Currency[header.Length - 1];
        bool usable = true;
        void Refuse(string message)
        {
            problems.Add(1, "", message);
            usable = false;
        }

        if (header[0] != "timestamp") Refuse($"the first column is '{header[0]}'; it must be 'timestamp'.");
        if (coins.Length == 0) Refuse("the panel has no coins; write a column for each, as timestamp,BTC,ETH.");
        for (int i = 0; i < coins.Length; i++)
        {
            if (!Currency.TryParse(header[i + 1], out coins[i])) Refuse($"column '{header[i + 1]}' is no coin; write its code, as BTC.");
            else if (Array.IndexOf(coins, coins[i]) < i) Refuse($"column '{header[i + 1]}' stands twice; keep one of them.");
        }

        return usable ? coins : null;
    }
}
