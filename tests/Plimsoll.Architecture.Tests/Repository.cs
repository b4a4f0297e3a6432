using System.Xml.Linq;

namespace Plimsoll.Architecture.Tests;

/// <summary>The files of the repository that these tests run in.</summary>
internal static class Repository
{
    // What .gitignore names, and git's own.
    private static readonly HashSet<string> Ignored = [".git", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts", "node_modules", ".vs", ".idea", "__pycache__", "out"];

    /// <summary>The folder that holds Plimsoll.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file that git could track, relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Every project file, relative to the root.</summary>
    public static IEnumerable<string> Projects => Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    /// <summary>C# files below a folder.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>The full path of a file named relative to the root.</summary>
    public static string At(string file) => Path.Combine(Root, file);

    /// <summary>The text of a file named relative to the root.</summary>
    public static string Text(string file) => File.ReadAllText(At(file));

    /// <summary>A project file.</summary>
    public static XDocument Project(string file) => XDocument.Load(At(file));

    /// <summary>Fails with one line per finding.</summary>
    public static void NothingIn(IEnumerable<string> findings, string rule)
    {
        string[] all = [.. findings];
        Assert.True(all.Length == 0, $"{rule}\n  {string.Join("\n  ", all)}");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder).Where(file => !Ignored.Contains(Path.GetFileName(file)))) yield return file;
        foreach (string inner in Directory.EnumerateDirectories(folder).Where(inner => !Ignored.Contains(Path.GetFileName(inner))))
            foreach (string file in Walk(inner))
                yield return file;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Plimsoll.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("These tests read the repository that they were built in.");
    }
}
