
namespace Plimsoll.Formats;

/// <summary>Collects what is wrong with one file while it is read to its end, so that everything is told at once.</summary>
/// <param name="file">Name of the file as messages give it.</param>
internal sealed class ProblemList(string file)
{
    private readonly List<(int Line, Problem Problem)> problems = [];

    /// <summary>Name of the file as messages give it.</summary>
    public string File { get; } = file;

    /// <summary>How many were found.</summary>
    public int Count => problems.Count;

    /// <summary>Everything found, in the order of the file's lines.</summary>
    public ImmutableArray<Problem> All => [.. problems.OrderBy(entry => entry.Line).Select(entry => entry.Problem)];

    /// <summary>At a node of a JSON or YAML document.</summary>
    public void Add(DocumentNode node, string message) => Add(node.Line, node.Path, message);

    /// <summary>At a place.</summary>
    public void Add(Place place, string message) => Add(place.Line, place.Path ?? "", message);

    /// <summary>At a line and, where it is not empty, a path or column.</summary>
    public void Add(int line, string path, string message) => 
        problems.Add((line, new Problem(path.Length == 0 ? $"{File}:{line}" : $"{File}:{line}, {path}", message)));

    /// <summary>Of the whole file.</summary>
    public void Add(string message) => problems.Add((0, new Problem(File, message)));

    /// <summary>Found by another reader in another file; told last.</summary>
    public void AddRange(IEnumerable<Problem> others) => problems.AddRange(others.Select(problem => (int.MaxValue, problem)));

    /// <summary>Ends reading when anything was wrong.</summary>
    /// <exception cref="InvalidInputException">Something was.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count > 0) throw new InvalidInputException(All);
    }
}
