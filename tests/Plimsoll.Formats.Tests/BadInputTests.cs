using System.Globalization;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

/// <summary>
/// The catalogue of bad inputs: each file of BadInputs/portfolio, market, rulebook and tiers, and each folder of BadInputs/history, beside a file of the exact problems it gives, one a line.
/// In a name, ".with-market." checks a portfolio against market.reference.json, and ".at-yyyymmddThhmmssZ." is the valuation time.
/// </summary>
public class BadInputTests
{
    private static readonly string Catalogue = Path.Combine(DataFilesTests.RepositoryRoot(), "tests", "Plimsoll.Formats.Tests", "BadInputs");

    public static TheoryData<string> Cases =>
    [
        .. Directory.EnumerateFileSystemEntries(Catalogue, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(path => Path.GetRelativePath(Catalogue, path).Replace('\\', '/'))
            .Where(path => path.Contains('/', StringComparison.Ordinal) && !path.EndsWith(".expected.txt", StringComparison.Ordinal) && !path.EndsWith(".reference.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Catalogue_HoldsAtLeastAHundredCases() => Assert.True(Cases.Count >= 100, $"{Cases.Count} cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_BadInput_TellsEveryProblemWithPlaceAndCure(string path)
    {
        string full = Path.Combine(Catalogue, path);
        var thrown = Assert.Throws<InvalidInputException>(() => Read(path.Split('/')[0], full));
        string folder = Path.GetDirectoryName(full)!, name = Path.GetFileName(full);
        string stem = Directory.Exists(full) ? name : name[..name.LastIndexOf(name.EndsWith(".json.gz", StringComparison.Ordinal) ? ".json.gz" : ".", StringComparison.Ordinal)];
        Assert.Equal(File.ReadAllText(Path.Combine(folder, stem + ".expected.txt")).TrimEnd('\n'), string.Join("\n", thrown.Problems));
        Assert.All(thrown.Problems, problem => Assert.DoesNotContain("System.", problem.ToString(), StringComparison.Ordinal));
        Assert.All(thrown.Problems, problem => Assert.Matches("[.?]$", problem.Message));
    }

    private static object Read(string kind, string path) => kind switch
    {
        "portfolio" => PortfolioFile.Read(path, path.Contains(".with-market.", StringComparison.Ordinal) ? MarketFile.Read(Path.Combine(Path.GetDirectoryName(path)!, "market.reference.json")) : null),
        "market" => MarketFile.Read(path, ValuationTime(path)),
        "history" => HistoryFolder.Read(path, Timestamp.Utc(2100, 1, 1)),
        "tiers" => TierTableFile.Read(path),
        _ => RulebookFile.Read(path, SampleParameters.Models),
    };

    private static Timestamp? ValuationTime(string path)
    {
        int at = path.IndexOf(".at-", StringComparison.Ordinal);
        return at < 0 ? null : Timestamp.Parse(DateTime.ParseExact(path.AsSpan(at + 4, 15), "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
