using System.Reflection;

namespace Plimsoll.Architecture.Tests;

/// <summary>What other programs can rely on changes only on purpose: the public members are listed in PublicApi/*.txt.</summary>
public class PublicApiTests
{
    [Theory]
    [InlineData("Plimsoll.Core")]
    [InlineData("Plimsoll.Formats")]
    public void PublicMembers_AreThoseListed(string assembly)
    {
        IReadOnlyList<string> now = PublicApiText.Of(Assembly.Load(assembly));
        string file = $"tests/Plimsoll.Architecture.Tests/PublicApi/{assembly}.txt";
        if (Environment.GetEnvironmentVariable("PLIMSOLL_UPDATE_API") == "1") File.WriteAllText(Repository.At(file), string.Join('\n', now) + "\n");
        string[] listed = File.Exists(Repository.At(file)) ? File.ReadAllLines(Repository.At(file)) : [];
        Repository.NothingIn(
            now.Except(listed).Select(line => "+ " + line).Concat(listed.Except(now).Select(line => "- " + line)),
            $"The public members of {assembly} changed. If that is wanted:\n  PLIMSOLL_UPDATE_API=1 dotnet test tests/Plimsoll.Architecture.Tests -c Release --filter PublicApi\nand commit {file}. The difference:");
    }
}
