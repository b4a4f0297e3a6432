using System.Text.Json;
using Plimsoll.Models.Native;
using Plimsoll.Parameters;
using Plimsoll.Values;

namespace Plimsoll.Formats.Tests;

public class RulebookTests
{
    private const string Sample = """
        # A sample.
        model: sample
        version: 1
        effective: 2026-01-01
        verification: "against nothing: a sample"
        parameters:
          tail: 0.01
          windowDays: 1000
          cap: 1e6
          index: "1"
          curve: square-root-then-exponential
          leader: BTC
          collateral: { haircutFloor: 0.05, haircutCap: 0.5 }
          points: [-1, -0.5, 0, 1]
          classes:
            - name: major
              assets: [BTC, ETH]
              minimumRate: 0.005
            - name: small
              assets: []
          moves:
            major: -0.1
            "odd name": 0.2
        """;

    private static Rulebook Read(string text) => RulebookFile.Parse(text, "sample.yaml", SampleParameters.Models);

    [Fact]
    public void Parse_EveryKindOfValue_IsBound()
    {
        Rulebook book = Read(Sample);
        Assert.Equal(("sample", "sample", "1", Timestamp.Utc(2026, 1, 1), "against nothing: a sample"), (book.Name, book.Model, book.Version, book.Effective, book.Verification));
        var parameters = Assert.IsType<SampleParameters>(book.Parameters);
        Assert.Equal((0.01, 1000, 1_000_000m, "1", null), (parameters.Tail, parameters.WindowDays, parameters.Cap, parameters.Index, parameters.Weekends));
        Assert.Equal((SampleCurve.SquareRootThenExponential, Currency.Of("BTC"), new SampleCollateral { HaircutFloor = 0.05, HaircutCap = 0.5 }), (parameters.Curve, parameters.Leader, parameters.Collateral));
        Assert.Equal([-1, -0.5, 0, 1], parameters.Points.ToArray());
        Assert.Equal(["major", "small"], parameters.Classes.Select(entry => entry.Name));
        Assert.Equal([Currency.Of("BTC"), Currency.Of("ETH")], parameters.Classes[0].Assets.ToArray());
        Assert.Equal((0.005, null), (parameters.Classes[0].MinimumRate, parameters.Classes[1].MinimumRate));
        Assert.Equal([("major", -0.1), ("odd name", 0.2)], parameters.Moves!.Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public void Write_ThenParse_GivesTheSameHashAndTheSameText()
    {
        Rulebook book = Read(Sample);
        string text = RulebookText.Write(book);
        Rulebook again = Read(text);
        Assert.Equal(book.Sha256, again.Sha256);
        Assert.Equal(text, RulebookText.Write(again));
        Assert.Contains("\n  index: \"1\"\n", text, StringComparison.Ordinal);
        Assert.Contains("\n    - name: major\n      assets: [BTC, ETH]\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("no")]
    [InlineData("1e3")]
    [InlineData("~")]
    [InlineData("a: b # c")]
    [InlineData("quote \" backslash \\ tab \t line \n return \r é €")]
    [InlineData("- x")]
    [InlineData(" edges ")]
    public void Write_TextThatYamlWouldMisread_ComesBackAsItWas(string index)
    {
        Rulebook book = Read(Sample);
        Rulebook odd = book with { Parameters = (SampleParameters)book.Parameters with { Index = index }, Products = index };
        Rulebook again = Read(RulebookText.Write(odd));
        Assert.Equal((index, index), (((SampleParameters)again.Parameters).Index, again.Products));
    }

    [Fact]
    public void Sha256_ForAnotherOrderOfKeysAndForms_IsTheSame_AndForAnotherValueDiffers()
    {
        string reordered = Sample.Replace("  tail: 0.01\n", "", StringComparison.Ordinal).Replace("  leader: BTC", "  leader: btc\n  tail: 1.0e-2", StringComparison.Ordinal);
        Assert.Equal(Read(Sample).Sha256, Read(reordered).Sha256);
        Assert.NotEqual(Read(Sample).Sha256, Read(Sample.Replace("[-1, -0.5, 0, 1]", "[-1, 0, 1]", StringComparison.Ordinal)).Sha256);
        Assert.NotEqual(Read(Sample).Sha256, Read(Sample.Replace("assets: []", "assets: [SOL]", StringComparison.Ordinal)).Sha256);
        Assert.NotEqual(Read(Sample).Sha256, Read(Sample.Replace("version: 1", "version: 2", StringComparison.Ordinal)).Sha256);
    }

    [Fact]
    public void Parse_ManyFaults_AreToldAtOnceWithLinePathAndCure()
    {
        string text = """
            model: sample
            version: 1
            effective: 2026-01-01
            paramters: 3
            parameters:
              tial: 0.01
              windowDays: 1.5
              cap: lots
              index: x
              curve: squareroot-then-exponential
              leader: B!C
              collateral: { haircutFloor: 7.5, haircutCap: 0.5 }
              points: [-1, 2, .nan]
              classes: major
              moves: { a: 1, a: 2 }
            """;
        var thrown = Assert.Throws<InvalidInputException>(() => Read(text));
        Assert.Equal(
            """
            sample.yaml:4, paramters: 'paramters' is no field here; did you mean 'parameters'?
            sample.yaml:6, parameters.tial: 'tial' is no field here; did you mean 'tail'?
            sample.yaml:6, parameters: 'tail' is missing; write a number in [0.0001, 0.1], unit fraction (Tail probability).
            sample.yaml:7, parameters.windowDays: '1.5' is no whole number; write a whole number of at least 50, unit days (Days of history).
            sample.yaml:8, parameters.cap: 'lots' is no number; write a number of at least 0, unit USD (Cap).
            sample.yaml:10, parameters.curve: 'squareroot-then-exponential' is not allowed; write flat or square-root-then-exponential (How sizes scale). Did you mean 'square-root-then-exponential'?
            sample.yaml:11, parameters.leader: 'B!C' is not allowed; write a currency code, as BTC (The coin that leads).
            sample.yaml:12, parameters.collateral.haircutFloor: 7.5 lies outside [0, 1]; for 7.5 % write 0.075.
            sample.yaml:13, parameters.points[1]: 2 lies outside [-1, 1]; write a number in [-1, 1].
            sample.yaml:13, parameters.points[2]: '.nan' is no finite number; write a number in [-1, 1] (Points of the grid).
            sample.yaml:14, parameters.classes: 'major' is not allowed; write a list (Classes).
            sample.yaml:15, parameters.moves.a: 'a' stands here a second time (first on line 15); keep one of them.
            sample.yaml:15, parameters.moves.a: 2 lies outside [-1, 1]; for 2 % write 0.02.
            """,
            string.Join("\n", thrown.Problems));
    }

    [Fact]
    public void Parse_RuleOverSeveralParameters_IsToldAtTheLineOfItsPath()
    {
        var thrown = Assert.Throws<InvalidInputException>(() => Read(Sample.Replace("haircutCap: 0.5", "haircutCap: 0.01", StringComparison.Ordinal)));
        Assert.Equal("sample.yaml:13, parameters.collateral.haircutCap: 0.01 is below haircutFloor; write 0.05 or more.", Assert.Single(thrown.Problems).ToString());
    }

    [Fact]
    public void Between_TwoVersions_NamesEveryChangedPath()
    {
        Rulebook after = Read(Sample.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("minimumRate: 0.005", "minimumRate: 0.01", StringComparison.Ordinal)
            .Replace("[BTC, ETH]", "[BTC]", StringComparison.Ordinal).Replace("    major: -0.1\n", "", StringComparison.Ordinal).Replace("  leader: BTC", "  leader: BTC\n  weekends: true", StringComparison.Ordinal));
        Assert.Equal(
            """
            version: 1 → 2
            classes[major].assets: [BTC, ETH] → [BTC]
            classes[major].minimumRate: 0.005 → 0.01
            moves.major: -0.1 → (none)
            weekends: (none) → true
            """,
            string.Join("\n", RulebookDiff.Between(Read(Sample), after)));
        Assert.Empty(RulebookDiff.Between(after, after));
    }

    [Fact]
    public void Find_WithoutVersion_TakesTheLatestInEffect()
    {
        Rulebook first = Read(Sample), second = Read(Sample.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("2026-01-01", "2026-06-01", StringComparison.Ordinal));
        var library = new RulebookLibrary([second, first]);
        Assert.Equal("1", library.Find("sample", Timestamp.Utc(2026, 5, 31, 23)).Version);
        Assert.Equal("2", library.Find("sample", Timestamp.Utc(2026, 6, 1)).Version);
        Assert.Equal("2", library.Find("sample").Version);
        Assert.Equal("1", library.Find("sample@1", Timestamp.Utc(2030, 1, 1)).Version);
        Assert.Equal("'simple' is no rulebook; did you mean 'sample'?", Assert.Single(Assert.Throws<InvalidInputException>(() => library.Find("simple")).Problems).ToString());
        Assert.Equal("sample has no version '3'; there are 1, 2.", Assert.Single(Assert.Throws<InvalidInputException>(() => library.Find("sample@3")).Problems).ToString());
        Assert.Equal(
            "no version of sample was in effect at 2025-01-01T00:00:00Z; the first, sample@1, applies from 2026-01-01T00:00:00Z: write sample@1 to use it all the same.",
            Assert.Single(Assert.Throws<InvalidInputException>(() => library.Find("sample", Timestamp.Utc(2025, 1, 1))).Problems).ToString());
    }

    [Fact]
    public void For_AModel_GivesASchemaWithRangesAndRequiredKeys()
    {
        using JsonDocument schema = JsonDocument.Parse(RulebookSchema.For("sample", SampleParameters.Models));
        JsonElement parameters = schema.RootElement.GetProperty("properties").GetProperty("parameters");
        Assert.Equal(0.1, parameters.GetProperty("properties").GetProperty("tail").GetProperty("maximum").GetDouble());
        Assert.Equal("Tail probability (fraction)", parameters.GetProperty("properties").GetProperty("tail").GetProperty("description").GetString());
        Assert.DoesNotContain("weekends", parameters.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("windowDays", parameters.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void For_TheNativeModel_ExplainsEveryParameter()
    {
        Assert.NotEmpty(RulebookSchema.For("plimsoll"));
        Assert.All(ParameterShape.Of(typeof(NativeParameters)), property => Assert.NotEmpty(property.Rule.Meaning));
    }

    [Fact]
    public void Shipped_EveryRulebook_SurvivesWritingAndReading() => Assert.All(
        RulebookLibrary.Shipped.All,
        book => Assert.Equal(book.Sha256, RulebookFile.Parse(RulebookText.Write(book), book.Name + ".yaml").Sha256));
}
