using System.Globalization;
using System.IO.Compression;
using Plimsoll.Core.Tests.Cases;
using Plimsoll.Values;
using Plimsoll.Volatility;

namespace Plimsoll.Core.Tests.Governance;

/// <summary>BTC as recorded in data/: its volatility now and in the long run at each hour, and the depth of its book. Nothing at an hour knows of a later one.</summary>
internal static class RecordedMarket
{
    private const int Seed = 24 * 30;

    /// <summary>Hourly: time, volatility with a half-life of a day and with one of 90 days, annualised.</summary>
    public static readonly Lazy<(Timestamp Time, double Now, double Long)[]> Volatilities = new(Read);

    /// <summary>Eight-hourly: time, the thinner side of the book over its median of the 90 readings before.</summary>
    public static readonly Lazy<(Timestamp Time, double Ratio)[]> Depth = new(ReadDepth);

    /// <summary>The hours from one day to another.</summary>
    public static (Timestamp Time, double Now, double Long)[] Between(string from, string to) =>
        [.. Volatilities.Value.Where(hour => hour.Time >= Timestamp.Parse(from) && hour.Time < Timestamp.Parse(to))];

    private static (Timestamp, double, double)[] Read()
    {
        string path = Path.Combine(WorkedCase.Repository, "data", "prices", "BTC-USDT.binance-perp.1h.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        List<Timestamp> times = [];
        List<double> returns = [];
        double before = 0;
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            double close = double.Parse(cells[4], CultureInfo.InvariantCulture);
            if (before > 0)
            {
                // A bar is known when it closes, an hour after the time it bears.
                times.Add(Timestamp.Parse(cells[0]) + TimeSpan.FromHours(1));
                returns.Add(Math.Log(close / before));
            }

            before = close;
        }

        double[] now = Forecasts([.. returns], 24), slow = Forecasts([.. returns], 24 * 90);
        return [.. Enumerable.Range(0, now.Length - 1).Select(i => (times[i + Seed], Math.Sqrt(8760 * now[i + 1]), Math.Sqrt(8760 * slow[i + 1])))];
    }

    private static double[] Forecasts(double[] returns, double halfLife)
    {
        var path = new double[returns.Length - Seed + 1];
        Ewma.Forecasts(returns.AsSpan(Seed), Ewma.DecayOfHalfLife(halfLife), Ewma.MeanSquare(returns.AsSpan(0, Seed)), path);
        return path;
    }

    private static (Timestamp, double)[] ReadDepth()
    {
        (Timestamp Time, double Depth)[] rows = [.. File.ReadLines(Path.Combine(WorkedCase.Repository, "data", "depth", "BTC-USDT.binance-perp.depth1pct.8h.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => (Timestamp.Parse(cells[0]), Math.Min(double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture))))];
        return [.. Enumerable.Range(90, rows.Length - 90).Select(i => (rows[i].Time, rows[i].Depth / rows[(i - 90)..i].Select(row => row.Depth).Order().ElementAt(45)))];
    }
}
