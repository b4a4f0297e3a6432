using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Plimsoll.Formats;

namespace Plimsoll.Architecture.Tests;

/// <summary>What holds for every file: projects, packages, sources, data.</summary>
public partial class RepositoryTests
{
    private const int LongestSource = 500;
    private const long LargestDataFile = 2_000_000;

    // Split, so that this file does not find itself.
    private static readonly string[] MachinePaths = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/"];

    private static readonly string[] BinaryEndings = [".gz", ".png", ".ico", ".woff2"];

    [Fact]
    public void Projects_AreAllInTheSolution()
    {
        IEnumerable<string> listed = XDocument.Load(Repository.At("Plimsoll.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value);
        Assert.Equal(Repository.Projects.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Packages_HaveOneVersionForAllAndALockFile()
    {
        Repository.NothingIn(
            from project in Repository.Projects
            from package in Repository.Project(project).Descendants("PackageReference")
            where package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null
            select $"{project}: {package.Attribute("Include")?.Value}",
            "Versions stand in Directory.Packages.props alone.");
        Repository.NothingIn(Repository.Projects.Where(project => !Repository.Files.Contains($"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/packages.lock.json")), "These projects have no packages.lock.json; build once and add it.");
        var used = Repository.Projects.SelectMany(project => Repository.Project(project).Descendants("PackageReference")).Select(package => package.Attribute("Include")!.Value).ToHashSet();
        var versions = Repository.Project("Directory.Packages.props").Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value).ToHashSet();
        Repository.NothingIn(used.Except(versions), "Directory.Packages.props gives no version of:");
    }

    [Fact]
    public void Sources_StayBelow500Lines() => Repository.NothingIn(
        from file in Repository.Sources("src")
        let lines = File.ReadLines(Repository.At(file)).Count()
        where lines > LongestSource
        select $"{file}: {lines} lines",
        "Past about 500 lines look for a second idea inside.");

    [Fact]
    public void TextFiles_NameNoMachinePathAndLeaveNothingToDo() => Repository.NothingIn(
        from file in Repository.Files
        where !BinaryEndings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)) && (!file.StartsWith("data/", StringComparison.Ordinal) || !file.EndsWith(".csv", StringComparison.Ordinal))
        from line in File.ReadLines(Repository.At(file)).Select((text, index) => (Text: text, Number: index + 1))
        where MachinePaths.Any(path => line.Text.Contains(path, StringComparison.Ordinal)) || Unfinished().IsMatch(line.Text)
        select $"{file}:{line.Number}: {line.Text.Trim()}",
        "A path of one machine, or something left to do:");

    [Fact]
    public void DataFiles_AreSmallAndMatchTheirChecksums()
    {
        var sums = File.ReadLines(Repository.At("data/sha256sums.txt")).Select(line => line.Split("  ", 2)).ToDictionary(parts => parts[1], parts => parts[0]);
        string[] files = [.. DataFiles().Where(file => file is not ("sha256sums.txt" or "README.md"))];
        Assert.Equal(files.Order(StringComparer.Ordinal), sums.Keys.Order(StringComparer.Ordinal));
        Repository.NothingIn(files.Where(file => new FileInfo(Repository.At($"data/{file}")).Length >= LargestDataFile), "Data files stay below 2 MB:");
        Repository.NothingIn(files.Where(file => Sha256($"data/{file}") != sums[file]), "Other than data/sha256sums.txt says; if wanted: cd data && sha256sum FILE, and mend its line:");
    }

    [Fact]
    public void DataReadme_NamesEveryFileAndItsLicence()
    {
        string[] lines = Repository.Text("data/README.md").Split('\n');
        Repository.NothingIn(
            from file in DataFiles().Where(file => file.Contains('/', StringComparison.Ordinal))
            let made = file.Split('/')[0] is "markets" or "portfolios"
            let row = lines.FirstOrDefault(line => line.Contains($"`{file}`", StringComparison.Ordinal) || line.Contains($"data/{file}", StringComparison.Ordinal) || (made && line.Contains($"`{Path.GetFileName(file)}`", StringComparison.Ordinal)))
            where row is null || (!made && !file.StartsWith("tools/", StringComparison.Ordinal) && !Licence().IsMatch(row))
            select row is null ? $"{file} is not named" : $"{file} has no licence in its row",
            "data/README.md says of every file what it is and under which licence; markets are made of those files, portfolios are invented.");
    }

    [Fact]
    public void Models_OfTheRulebooks_HaveAPageEach() => Repository.NothingIn(
        RulebookLibrary.Shipped.All.Select(book => book.Model).Concat(RulebookModels.Shipped.Names).Distinct().Where(model => !Repository.Files.Contains($"docs/models/{model}.md")),
        "Write docs/models/NAME.md: formula, parameters, source, worked case.");

    private static IEnumerable<string> DataFiles() => Repository.Files.Where(file => file.StartsWith("data/", StringComparison.Ordinal)).Select(file => file["data/".Length..]);

    private static string Sha256(string file)
    {
        using FileStream stream = File.OpenRead(Repository.At(file));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\| (MIT|BSD-3-Clause|XFree86 style|Apache-2\.0|CC0|CC-BY-4\.0) \|")]
    private static partial Regex Licence();
}
