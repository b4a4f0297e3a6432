using System.Text.RegularExpressions;

namespace Plimsoll.Architecture.Tests;

/// <summary>Links lead somewhere, the picture of the architecture is that of the code, decisions have one form.</summary>
public partial class DocumentationTests
{
    private static IEnumerable<string> Pages => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Links_OfEveryPage_Resolve() => Repository.NothingIn(
        from page in Pages
        from Match link in Link().Matches(WithoutCode(Repository.Text(page)))
        let target = link.Groups[1].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal) && !Resolves(page, target)
        select $"{page}: {target}",
        "These links lead nowhere:");

    [Fact]
    public void ArchitecturePage_ListsTheFoldersOfCoreInOrder()
    {
        string page = Repository.Text("docs/architecture.md");
        string[] built = [.. CoreTypes.Folders.Where(folder => Repository.Sources($"src/Plimsoll.Core/{folder}").Any())];
        string[] listed = [.. FolderRow().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.Equal(built, listed);
    }

    [Fact]
    public void ArchitecturePage_NamesEveryProject() => Repository.NothingIn(
        Repository.Projects.Select(project => Path.GetFileNameWithoutExtension(project)).Where(project => !project.EndsWith(".Tests", StringComparison.Ordinal) && !Repository.Text("docs/architecture.md").Contains(project, StringComparison.Ordinal)),
        "docs/architecture.md does not name:");

    [Fact]
    public void Decisions_AreNumberedAndSayContextChoiceAndConsequences()
    {
        string[] decisions = [.. Repository.Files.Where(file => file.StartsWith("docs/decisions/", StringComparison.Ordinal))];
        Assert.NotEmpty(decisions);
        Repository.NothingIn(decisions.Where(file => !DecisionName().IsMatch(file)), "A decision is called docs/decisions/NNNN-title.md:");
        Repository.NothingIn(decisions.GroupBy(file => Path.GetFileName(file)[..4]).Where(group => group.Count() > 1).Select(group => string.Join(", ", group)), "Two decisions have one number:");
        Repository.NothingIn(
            from file in decisions
            let text = Repository.Text(file)
            from part in new[] { "## Context", "## Choice", "## Consequences" }
            where !text.Contains(part, StringComparison.Ordinal)
            select $"{file}: no {part}",
            "A decision has three parts:");
    }

    private static bool Resolves(string page, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? Repository.At(page) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.At(page))!, parts[0]));
        if (!path.StartsWith(Repository.Root, StringComparison.Ordinal)) return false;
        if (parts.Length == 1) return File.Exists(path) || Directory.Exists(path);
        return File.Exists(path) && Heading().Matches(File.ReadAllText(path)).Any(heading => Anchor(heading.Groups[1].Value) == parts[1]);
    }

    // As the usual renderers make it: lower case, blanks to hyphens, punctuation dropped.
    private static string Anchor(string heading) => string.Concat(heading.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c));

    private static string WithoutCode(string text) => Code().Replace(text, "");

    [GeneratedRegex(@"\[[^\]\n]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(\w+)/` \|", RegexOptions.Multiline)]
    private static partial Regex FolderRow();

    [GeneratedRegex(@"^docs/decisions/\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionName();
}
