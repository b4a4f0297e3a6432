using System.Text.RegularExpressions;

namespace Plimsoll.Architecture.Tests;

/// <summary>Inside Core a folder uses those above it in the list of docs/architecture.md, never those below.</summary>
public partial class FolderOrderTests
{
    // What models are made of, and what all venue models go through.
    private static readonly string[] Shared = ["Plimsoll.Models.Blocks", "Plimsoll.Models.Venues"];

    [Fact]
    public void Types_OfAFolder_UseOnlyFoldersAboveIt() => Repository.NothingIn(
        from entry in CoreTypes.All
        let folder = CoreTypes.FolderOf(entry.Type)!
        from used in entry.Used.OfType<Type>()
        let other = CoreTypes.FolderOf(used)
        where other is not null && Rank(other) > Rank(folder)
        let finding = $"{CoreTypes.Written(entry.Type)} uses {CoreTypes.Written(used)}"
        group finding by finding into findings
        orderby findings.Key
        select findings.Key,
        $"A folder of Core may use only those before it in {string.Join(", ", CoreTypes.Folders)}. Move the type, or pass in what it needs.");

    [Fact]
    public void Sources_OfAFolder_NameOnlyFoldersAboveIt() => Repository.NothingIn(
        from file in CoreSources()
        let folder = file.Split('/')[2]
        from line in Repository.Text(file).Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
        from Match match in FolderName().Matches(line)
        let other = match.Groups[1].Value
        where CoreTypes.Folders.Contains(other) && Rank(other) > Rank(folder)
        select $"{file}: {line.Trim()}",
        "A folder of Core names one that lies below it; constants leave no trace in the compiled type, so the source counts too.");

    [Fact]
    public void Namespaces_OfCore_FollowTheFolders() => Repository.NothingIn(
        from file in CoreSources()
        let expected = "namespace Plimsoll." + string.Join('.', file.Split('/')[2..^1]) + ";"
        where !Repository.Text(file).Contains(expected, StringComparison.Ordinal)
        select $"{file}: expected \"{expected}\"",
        "The namespace of a file is its folder.");

    [Fact]
    public void Folders_OfCore_HaveAPlaceInTheOrder() => Repository.NothingIn(
        CoreSources().Select(file => file.Split('/')[2]).Distinct().Except(CoreTypes.Folders),
        "Give each new folder of Core its place in CoreTypes.Folders and a line in docs/architecture.md.");

    [Fact]
    public void Models_OfDifferentFolders_DoNotUseEachOther() => Repository.NothingIn(
        from entry in CoreTypes.All
        where entry.Type.Namespace!.StartsWith("Plimsoll.Models.", StringComparison.Ordinal)
        from used in entry.Used.OfType<Type>()
        where used.Namespace is { } name && name.StartsWith("Plimsoll.Models.", StringComparison.Ordinal) && name != entry.Type.Namespace && !Shared.Contains(name)
        select $"{CoreTypes.Written(entry.Type)} uses {CoreTypes.Written(used)}",
        "Each margin model stands alone; what two of them share belongs into Models, its Blocks or Venues, or lower.");

    [Fact]
    public void UsedMembers_OfMoney_AreFoundInSignaturesAndBodies()
    {
        // The scanner itself: a type in a field, one in a body, a method called.
        var used = UsedMembers.Of(typeof(Values.Money));
        Assert.Contains(typeof(Values.Currency), used);
        Assert.Contains(typeof(InvalidOperationException), used);
        Assert.Contains(used, member => member is { Name: nameof(Math.Ceiling), DeclaringType.Name: nameof(Math) });
    }

    private static IEnumerable<string> CoreSources() => Repository.Sources("src/Plimsoll.Core").Where(file => file.Count(c => c == '/') > 2);

    private static int Rank(string folder) => Array.IndexOf(CoreTypes.Folders, folder);

    [GeneratedRegex(@"Plimsoll\.([A-Z]\w*)")]
    private static partial Regex FolderName();
}
