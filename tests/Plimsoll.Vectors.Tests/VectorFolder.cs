using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plimsoll.Vectors.Tests;

/// <summary>
/// The folder of vector files under test: environment variable <c>PLIMSOLL_VECTORS</c>, or else <c>tests/Vectors</c> of
/// this repository. <c>data_*.json</c> and other files that are no array are data series that cases name; every other
/// <c>*.json</c> is an array of cases.
/// </summary>
internal sealed class VectorFolder
{
    public const string EnvironmentVariable = "PLIMSOLL_VECTORS";

    private static readonly Lazy<VectorFolder> Opened = new(() => new VectorFolder(Locate()));

    private readonly Dictionary<string, JsonNode> data = [];
    private readonly Dictionary<(string File, string Id), VectorCase> byName = [];

    public VectorFolder(string path)
    {
        Path = path;
        foreach (string file in Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal)) Read(file);
    }

    /// <summary>The folder of this run, read once.</summary>
    public static VectorFolder Current => Opened.Value;

    public string Path { get; }

    /// <summary>Case files in ordinal order with the number of cases of each.</summary>
    public List<(string File, int Cases)> Files { get; } = [];

    /// <summary>Every case, in the order of files and of the file.</summary>
    public List<VectorCase> Cases { get; } = [];

    public VectorCase Case(string file, string id) => byName[(file, id)];

    /// <summary>A data file by the name that cases use, for example <c>data_danish.json</c> (the ending may be left out).</summary>
    public JsonObject Data(string name) =>
        data.TryGetValue(name, out JsonNode? node) || data.TryGetValue(name + ".json", out node)
            ? node.AsObject()
            : throw new KeyNotFoundException($"The case names data file '{name}', but {Path} holds only: {string.Join(", ", data.Keys)}.");

    private void Read(string path)
    {
        string file = System.IO.Path.GetFileName(path);
        JsonNode root;
        try
        {
            root = JsonNode.Parse(File.ReadAllText(path)) ?? throw new InvalidDataException($"{path} holds null instead of an array of cases.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{path} is not JSON: {broken.Message}", broken);
        }

        if (root is not JsonArray rows || file.StartsWith("data_", StringComparison.Ordinal))
        {
            data[file] = root;
            return;
        }

        Files.Add((file, rows.Count));
        for (int i = 0; i < rows.Count; i++) Add(CaseOf(file, i, rows[i]));
    }

    private void Add(VectorCase vector)
    {
        string id = vector.Id;
        for (int copy = 2; !byName.TryAdd((vector.File, vector.Id), vector); copy++)
            vector = vector with { Id = string.Create(CultureInfo.InvariantCulture, $"{id}#{copy}") };
        Cases.Add(vector);
    }

    private static VectorCase CaseOf(string file, int index, JsonNode? row)
    {
        string at = string.Create(CultureInfo.InvariantCulture, $"{file}[{index}]");
        if (row is not JsonObject fields) throw new InvalidDataException($"{at} is not an object; write {{id, source, function, inputs, expected, tolerance}}.");
        string Text(string name) => (string?)fields[name]
            ?? throw new InvalidDataException($"{at} has no '{name}'.");
        JsonObject Object(string name) => fields[name] as JsonObject
            ?? throw new InvalidDataException($"{at} has no object '{name}'.");
        return new VectorCase(
            file,
            Text("id"),
            (string?)fields["function"] ?? (string?)fields["model"] ?? throw new InvalidDataException($"{at} names neither 'function' nor 'model'."),
            (string?)fields["source"] ?? "",
            Object("inputs"),
            Object("expected"),
            VectorTolerance.Parse(fields["tolerance"]));
    }

    private static string Locate()
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named)
        {
            return Directory.Exists(named)
                ? named
                : throw new DirectoryNotFoundException($"{EnvironmentVariable} names '{named}', which is no folder; give the path of a folder of vector files.");
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Plimsoll.slnx")))
                return System.IO.Path.Combine(folder.FullName, "tests", "Vectors");
        }

        throw new DirectoryNotFoundException(
            $"No Plimsoll.slnx above {AppContext.BaseDirectory}; set {EnvironmentVariable} to the folder of vector files.");
    }
}
