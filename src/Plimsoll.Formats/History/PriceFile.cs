using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads the recorded prices of one market from one file.</summary>
public static class PriceFile
{
    /// <summary>Reads a bar file; its name says what it is of, as <see cref="HistoryFolder"/> tells.</summary>
    /// <param name="path">A file named <c>BASE-QUOTE.venue-spot|perp.step.csv[.gz]</c>.</param>
    /// <param name="until">Bars that close after this time are not known yet and are left out; null takes all.</param>
    /// <exception cref="InvalidInputException">The name is another, rows are broken, or no bar is left.</exception>
    public static BarSeries Read(string path, Timestamp? until = null)
    {
        string name = Path.GetFileName(path);
        if (BarFileName.TryParse(name) is not { Base: { } coin, Kind: MarketKind.Spot or MarketKind.Perpetual } of)
        {
            throw new InvalidInputException([new Problem(path, $"'{name}' does not say which market it is of; name the file BASE-QUOTE.VENUE-spot.STEP.csv (or -perp, or .csv.gz), as BTC-USDT.binance-spot.1h.csv, "
                + "with the columns timestamp,open,high,low,close,volume.")]);
        }

        InputFile file = InputFile.Read(path);
        var problems = new RowProblems(file.Name);
        // A far but representable day: the reader compares times in seconds.
        ImmutableArray<BarSeries> series = BarFile.Read(file.Bytes, of, coin, until ?? Timestamp.Utc(9999, 1, 1), problems);
        if (!problems.All.IsEmpty) throw new InvalidInputException(problems.All);
        return series.IsEmpty ? throw new InvalidInputException([new Problem(path, "it holds no bar that was closed by then.")]) : series[0];
    }

    /// <summary>Reads an index of implied volatility.</summary>
    /// <param name="path">A file named <c>COIN.venue-dvol.step.csv[.gz]</c>, with columns <c>timestamp,dvol</c> in percent a year.</param>
    /// <returns>Its closes as fractions a year.</returns>
    /// <exception cref="InvalidInputException">The name is another, rows are broken, or it is empty.</exception>
    public static BarSeries ReadIndex(string path)
    {
        string name = Path.GetFileName(path);
        if (BarFileName.TryParse(name) is not { Base: { } coin, Kind: MarketKind.VolatilityIndex } of)
            throw new InvalidInputException([new Problem(path, $"'{name}' does not say which index it is; name the file COIN.VENUE-dvol.STEP.csv, as BTC.deribit-dvol.1d.csv, with the columns timestamp,dvol in percent a year.")]);
        InputFile file = InputFile.Read(path);
        var problems = new RowProblems(file.Name);
        ImmutableArray<BarSeries> series = BarFile.Read(file.Bytes, of, coin, Timestamp.Utc(9999, 1, 1), problems);
        if (!problems.All.IsEmpty) throw new InvalidInputException(problems.All);
        return series.IsEmpty ? throw new InvalidInputException([new Problem(path, "it holds no value.")]) : series[0];
    }
}
