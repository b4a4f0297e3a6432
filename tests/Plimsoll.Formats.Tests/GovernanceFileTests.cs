using Plimsoll.Governance;
using Plimsoll.Governance.Changes;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class GovernanceFileTests
{
    [Fact]
    public void Shipped_Rules_AreTheDefaultsOfTheCode()
    {
        Rulebook shipped = GovernanceFile.Shipped;

        Assert.Equal(shipped.Sha256, ParameterTree.Sha256(shipped.Name, shipped.Model, shipped.Version, shipped.Effective, GovernanceRules.Default));
        Assert.Same(shipped.Parameters, GovernanceFile.RulesOf(shipped));
    }

    [Fact]
    public void Write_ThenParse_GivesTheSameRules() =>
        Assert.Equal(GovernanceFile.Shipped.Sha256, GovernanceFile.Parse(RulebookText.Write(GovernanceFile.Shipped), "again.yaml").Sha256);

    [Fact]
    public void Parse_BadRules_NamesEveryOneWithItsLine()
    {
        string text = RulebookText.Write(GovernanceFile.Shipped)
            .Replace("patience: 3d", "patience: 3 days", StringComparison.Ordinal).Replace("maximumFall: 0.05", "maximumFall: 5", StringComparison.Ordinal).Replace("regimeFrom: stressed", "regimeFrom: stress", StringComparison.Ordinal);
        InvalidInputException bad = Assert.Throws<InvalidInputException>(() => GovernanceFile.Parse(text, "rules.yaml"));

        Assert.Equal(3, bad.Problems.Length);
        Assert.Contains("a duration, as 36h or 3d", bad.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("for 5 % write 0.05", bad.Problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'stressed'", bad.Problems[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_RulesThatContradictEachOther_AreRefusedAtTheirPlace()
    {
        string text = RulebookText.Write(GovernanceFile.Shipped).Replace("maximumLife: 3d", "maximumLife: 4d", StringComparison.Ordinal);
        Problem problem = Assert.Single(Assert.Throws<InvalidInputException>(() => GovernanceFile.Parse(text, "rules.yaml")).Problems);

        Assert.Contains("parameters.emergencies.maximumLife", problem.Place, StringComparison.Ordinal);
        Assert.Contains("more than 72", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3d", "3d")]
    [InlineData("72h", "3d")]
    [InlineData("36h", "36h")]
    [InlineData("1.5d", "36h")]
    [InlineData("90s", "90s")]
    [InlineData("0d", "0h")]
    public void Durations_AreReadAndWrittenShortest(string text, string expected)
    {
        Assert.True(DurationText.TryRead(text, out TimeSpan duration));
        Assert.Equal(expected, DurationText.Write(duration));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("-3d")]
    [InlineData("3 d")]
    [InlineData("d")]
    [InlineData(".5d")]
    [InlineData("40000d")]
    public void Durations_OfAnotherForm_AreRefused(string text) => Assert.False(DurationText.TryRead(text, out _));

    [Fact]
    public void SetOf_ARulebook_EntersALedgerWithEveryParameterByItsPath()
    {
        Rulebook plimsoll = RulebookLibrary.Shipped.Find("plimsoll");
        ParameterSet set = GovernanceFile.SetOf(plimsoll, "ann", "shipped", Timestamp.Utc(2026, 1, 1));

        Assert.IsType<LedgerOutcome.Entered>(ParameterLedger.Empty.Add(set));
        Assert.Equal(plimsoll.Sha256, set.Model.Sha256);
        Assert.NotNull(set.Number("marketRisk.stressedWeight"));
        Assert.Contains(GovernanceRules.Default.Bounds, bound => set.Values.Keys.Any(bound.IsFor));
    }

    [Fact]
    public void Schema_InTheDocs_IsWhatTheProgramWrites()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Plimsoll.slnx"))) folder = folder.Parent;
        string file = Path.Combine(folder!.FullName, "docs", "schemas", "governance.schema.json");
        if (Environment.GetEnvironmentVariable("PLIMSOLL_UPDATE_SCHEMA") == "1") File.WriteAllText(file, GovernanceFile.Schema);

        Assert.True(GovernanceFile.Schema == File.ReadAllText(file), "docs/schemas/governance.schema.json is not current; write it anew: PLIMSOLL_UPDATE_SCHEMA=1 dotnet test tests/Plimsoll.Formats.Tests -c Release --filter Schema");
    }
}
