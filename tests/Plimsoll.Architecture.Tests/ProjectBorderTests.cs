using System.Reflection;

namespace Plimsoll.Architecture.Tests;

/// <summary>Which project may import which, and which packages each may bring in.</summary>
public class ProjectBorderTests
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        // Numerics only; analyzers do not run with the program and are told apart by PrivateAssets.
        ["Plimsoll.Core"] = ([], ["MathNet.Numerics", "System.Numerics.Tensors"]),
        ["Plimsoll.Formats"] = (["Plimsoll.Core"], ["CsvHelper", "YamlDotNet"]),
        ["Plimsoll.Runtime"] = (["Plimsoll.Core"], ["Microsoft.Data.Sqlite*", "SQLitePCLRaw*", "Npgsql", "RabbitMQ.Client"]),
        ["Plimsoll.Lab"] = (["Plimsoll.Core", "Plimsoll.Formats"], []),
        ["Plimsoll.Service"] = (["Plimsoll.Core", "Plimsoll.Formats", "Plimsoll.Runtime"], ["Microsoft.AspNetCore*", "OpenTelemetry*"]),
        ["Plimsoll.Cli"] = (["Plimsoll.Core", "Plimsoll.Formats", "Plimsoll.Runtime", "Plimsoll.Lab", "Plimsoll.Service"], ["System.CommandLine", "Spectre.Console"]),
    };

    public static TheoryData<string> Sources => [.. Allowed.Keys];

    [Fact]
    public void EveryProjectOfSrc_HasItsBorders() =>
        Assert.Equal(Allowed.Keys.Order(), Repository.Projects.Where(file => file.StartsWith("src/", StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file)).Order());

    [Theory]
    [MemberData(nameof(Sources))]
    public void Project_ImportsOnlyWhatItMay(string project)
    {
        var file = Repository.Project($"src/{project}/{project}.csproj");
        Repository.NothingIn(
            file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Except(Allowed[project].Projects),
            $"{project} may import {Join(Allowed[project].Projects)}.");
        Repository.NothingIn(
            file.Descendants("PackageReference").Where(package => package.Attribute("PrivateAssets")?.Value != "all").Select(package => package.Attribute("Include")!.Value)
                .Where(package => !Allowed[project].Packages.Any(pattern => Matches(package, pattern))),
            $"{project} may bring in {Join(Allowed[project].Packages)}.");
        if (project != "Plimsoll.Service") Assert.Empty(file.Descendants("FrameworkReference"));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Assembly_RefersOnlyToWhatItMay(string project)
    {
        Assembly assembly = Assembly.Load(project == "Plimsoll.Cli" ? "plimsoll" : project);
        Repository.NothingIn(
            assembly.GetReferencedAssemblies().Select(name => name.Name!)
                .Where(name => !IsFramework(name, project) && !Allowed[project].Projects.Contains(name) && !Allowed[project].Packages.Any(pattern => Matches(name, pattern))),
            $"The compiled {project} refers to what it may not import.");
    }

    private static bool IsFramework(string name, string project) =>
        name is "netstandard" or "mscorlib" || name.StartsWith("System.", StringComparison.Ordinal)
        || (project is "Plimsoll.Service" or "Plimsoll.Cli" && name.StartsWith("Microsoft.", StringComparison.Ordinal));

    private static bool Matches(string name, string pattern) => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    private static string Join(string[] names) => names.Length == 0 ? "nothing" : string.Join(", ", names);
}
