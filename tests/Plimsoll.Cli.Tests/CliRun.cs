using System.Text.Json.Nodes;

namespace Plimsoll.Cli.Tests;

/// <summary>One command line run in this process, and what came of it.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    /// <summary>The repository, whose data/ the defaults are in.</summary>
    public static string Home { get; } = FindHome();

    public JsonNode Json => JsonNode.Parse(Out)!;

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static CliRun Of(params string[] args) => At(120, args);

    public static CliRun At(int width, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int code = CommandLine.Run(args, new Terminal { Out = output, Error = error, Width = width, Home = Home });
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>A file for one test, below the temporary folder.</summary>
    public static string File(string name, string text)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("plimsoll-cli-").FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static string FindHome()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("There is no Plimsoll.slnx above the tests.");
    }
}
