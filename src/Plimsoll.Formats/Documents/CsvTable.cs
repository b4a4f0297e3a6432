using CsvHelper;
using CsvHelper.Configuration;

namespace Plimsoll.Formats;

/// <summary>One row of a table: fields by column, empty where the column is absent.</summary>
internal sealed class CsvRow(int line, string[] fields, IReadOnlyDictionary<string, int> columns, ProblemList problems)
{
    /// <summary>Line of the file.</summary>
    public int Line { get; } = line;

    /// <summary>The field of a column, without blanks around it.</summary>
    public string this[string column] => columns.TryGetValue(column, out int index) && index < fields.Length ? fields[index] : "";

    /// <summary>The place of a column in this row.</summary>
    public Place At(string column) => new(Line, column);

    /// <summary>Something wrong with a field.</summary>
    public void Problem(string column, string message) => problems.Add(At(column), message);
}

/// <summary>A CSV table with a header row, read through CsvHelper.</summary>
internal sealed class CsvTable
{
    private CsvTable(IReadOnlyList<CsvRow> rows, IReadOnlySet<string> columns) => (Rows, Columns) = (rows, columns);

    /// <summary>The rows below the header.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>The columns that there are.</summary>
    public IReadOnlySet<string> Columns { get; }

    /// <summary>Reads a table. Column names are matched without regard to case.</summary>
    /// <param name="text">The file.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="required">Columns that must be there.</param>
    /// <param name="known">Every column allowed; null when any is.</param>
    /// <returns>The table; null, with problems, when its header is unusable.</returns>
    public static CsvTable? Open(string text, ProblemList problems, IReadOnlyCollection<string> required, IReadOnlyCollection<string>? known)
    {
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false, TrimOptions = TrimOptions.Trim, IgnoreBlankLines = true, DetectDelimiter = false, BadDataFound = null,
            AllowComments = false,
        };
        using var parser = new CsvParser(new StringReader(text), settings);
        if (!parser.Read())
        {
            problems.Add("the file is empty; write the header row " + string.Join(",", required) + ".");
            return null;
        }

        string[] header = parser.Record!;
        int headerLine = parser.RawRow;
        if (header.Length == 1 && header[0].Contains(';', StringComparison.Ordinal))
        {
            problems.Add(headerLine, "", "the columns are separated by semicolons; write commas.");
            return null;
        }

        IReadOnlyDictionary<string, int> columns = ColumnsOf(header, headerLine, problems, required, known, out bool usable);
        var rows = new List<CsvRow>();
        while (parser.Read())
        {
            string[] fields = parser.Record!;
            if (fields.Length != header.Length)
                problems.Add(parser.RawRow, "",
                    $"the row has {fields.Length} fields and the header {header.Length}; write as many, empty ones included.");
            else rows.Add(new CsvRow(parser.RawRow, fields, columns, problems));
        }

        return usable ? new CsvTable(rows, columns.Keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase)) : null;
    }

    private static Dictionary<string, int> ColumnsOf(string[] header, int line, ProblemList problems, IReadOnlyCollection<string> required,
        IReadOnlyCollection<string>? known, out bool usable)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        usable = false;
        if (!header.Intersect(required, StringComparer.OrdinalIgnoreCase).Any())
        {
            problems.Add(line, "", $"the first row is no header; write {string.Join(",", required)} above the rows.");
            return columns;
        }

        for (int i = 0; i < header.Length; i++)
        {
            if (!columns.TryAdd(header[i], i)) problems.Add(line, "", $"column '{header[i]}' stands twice; keep one of them.");
            else if (known is not null && !known.Contains(header[i], StringComparer.OrdinalIgnoreCase))
                problems.Add(line, "", $"'{header[i]}' is no column here;{Suggestion.For(header[i], known)}");
        }

        int missing = problems.Count;
        foreach (string name in required)
            if (!columns.ContainsKey(name))
                problems.Add(line, "", $"column '{name}' is missing; the header must hold {string.Join(",", required)}.");
        usable = problems.Count == missing;
        return columns;
    }
}
