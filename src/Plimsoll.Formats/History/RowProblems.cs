namespace Plimsoll.Formats;

/// <summary>Problems of the rows of one table: the first twenty in words, the rest as a number.</summary>
/// <param name="file">Name of the file.</param>
internal sealed class RowProblems(string file)
{
    private const int Told = 20;

    private readonly List<Problem> problems = [];
    private int untold;

    /// <summary>Everything to tell.</summary>
    public ImmutableArray<Problem> All =>
        untold == 0 ? [.. problems]
        : [.. problems, new Problem(file, $"{untold} more rows or fields are wrong; mend the ones above first.")];

    /// <summary>Something wrong in a line.</summary>
    public void Add(int line, string column, string message)
    {
        if (problems.Count < Told) problems.Add(new Problem(column.Length == 0 ? $"{file}:{line}" : $"{file}:{line}, {column}", message));
        else untold++;
    }
}
