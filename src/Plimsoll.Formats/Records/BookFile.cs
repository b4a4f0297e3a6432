using Plimsoll.Calibration;

namespace Plimsoll.Formats;

/// <summary>Reads order books, one row a level.</summary>
internal static class BookFile
{
    private static readonly string[] Columns = ["timestamp", "venue", "symbol", "side", "level", "price", "size", "contract_value", "contract_ccy"];

    /// <summary>The books of a file that has the columns; those with an empty or crossed side are left out. A table of something else gives none.</summary>
    public static ImmutableArray<RecordedBook> Read(string path, Timestamp until, List<Problem> problems)
    {
        InputFile file = InputFile.Read(path);
        string text = file.Text;
        if (!text.AsSpan(0, Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))).TrimEnd('\r').SequenceEqual(string.Join(',', Columns))) return [];
        var wrong = new ProblemList(file.Name);
        var levels = new Dictionary<(Timestamp, string, string), (Currency Asset, List<RecordedLevel> Bids, List<RecordedLevel> Asks)>();
        foreach (CsvRow row in CsvTable.Open(text, wrong, Columns, null)?.Rows ?? [])
        {
            if (!Timestamp.TryParse(row["timestamp"], out Timestamp time)) row.Problem("timestamp", $"'{row["timestamp"]}' is no ISO-8601 UTC time.");
            else if (row["side"] is not ("bid" or "ask")) row.Problem("side", $"'{row["side"]}' is no side; write bid or ask.");
            else if (Number(row, "price") is { } price && Number(row, "size") is { } size && Number(row, "contract_value") is { } value && AssetOf(row) is { } asset && time <= until)
            {
                var key = (time, row["venue"], row["symbol"]);
                if (!levels.TryGetValue(key, out var book)) levels.Add(key, book = (asset, [], []));
                (row["side"] == "bid" ? book.Bids : book.Asks).Add(new RecordedLevel(price, row["contract_ccy"] == "USD" ? size * value : size * value * price));
            }
        }

        problems.AddRange(wrong.All);
        return
        [
            .. levels.Select(entry => new RecordedBook(
                    entry.Key.Item1, entry.Key.Item2, entry.Key.Item3, entry.Value.Asset, [.. entry.Value.Bids.OrderByDescending(level => level.Price)], [.. entry.Value.Asks.OrderBy(level => level.Price)]))
                .Where(book => !book.Bids.IsEmpty && !book.Asks.IsEmpty && book.Bids[0].Price < book.Asks[0].Price),
        ];
    }

    private static double? Number(CsvRow row, string column)
    {
        if (double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number > 0) return number;
        row.Problem(column, $"'{row[column]}' is no amount; write a number above 0.");
        return null;
    }

    // A contract of one coin names it; one of so many dollars leaves it to the symbol, whose letters before USD it is.
    private static Currency? AssetOf(CsvRow row)
    {
        string code = row["contract_ccy"];
        if (code == "USD")
        {
            code = row["symbol"].Split('_', '-') is [{ Length: 2 }, { } second, ..] ? second : row["symbol"].Split('_', '-')[0];
            int end = code.IndexOf("USD", StringComparison.Ordinal);
            if (end > 0) code = code[..end];
            if (code == "XBT") code = "BTC";
        }

        if (Currency.TryParse(code, out Currency asset)) return asset;
        row.Problem("symbol", $"'{row["symbol"]}' does not say which coin it is of.");
        return null;
    }
}
