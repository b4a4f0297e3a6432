using System.Text.Json.Nodes;

namespace Plimsoll.Vectors.Tests;

public class VectorComparisonTests
{
    [Theory]
    [InlineData("""{"abs": 1e-8}""", """{"x": 100}""", 100 + 9e-9, true)]
    [InlineData("""{"abs": 1e-8}""", """{"x": 100}""", 100 + 2e-8, false)]
    [InlineData("""{"abs": 1e-8, "rel": 1e-9}""", """{"x": 100}""", 100 + 9e-8, true)]
    [InlineData("""{"abs": 1e-8, "x_abs": 1e-3}""", """{"x": 100}""", 100.0009, true)]
    [InlineData("""{"abs": 1, "x_abs": 1e-3}""", """{"x": 100}""", 100.5, false)]
    [InlineData("""{"x.abs": "1e-3"}""", """{"x": "100"}""", 100.0009, true)]
    [InlineData("""{"x.rel": "1e-3"}""", """{"x": "100"}""", 100.2, false)]
    [InlineData("\"rel 1e-8\"", """{"x": "100"}""", 100.0000009, true)]
    [InlineData("\"rel 1e-8\"", """{"x": "0"}""", 9e-11, true)]
    [InlineData("\"rel 1e-8\"", """{"x": "0"}""", 2e-10, false)]
    [InlineData("""{"rel": 1e-8}""", """{"x": "0"}""", 9e-11, false)]
    [InlineData("\"abs 1e-10 upstream; reproduced at abs 1e-6\"", """{"x": "100"}""", 100.0000009, true)]
    [InlineData("\"upstream rel 1e-3; reproduced at rel 1e-9\"", """{"x": "100"}""", 100.01, false)]
    [InlineData("\"exact after truncation toward zero to whole USD\"", """{"x": "-100"}""", -100.99, true)]
    [InlineData("\"exact after truncation toward zero to whole USD\"", """{"x": "-100"}""", -101.0, false)]
    [InlineData("\"exact\"", """{"x": "100"}""", 100.00000000000001, false)]
    [InlineData("""{"abs": 0}""", """{"x": 100}""", 100.0, true)]
    [InlineData("""{"abs": 0}""", """{"x": 100}""", 100.00000000000001, false)]
    [InlineData("""{}""", """{"x": 100}""", 100.00000000000001, false)]
    [InlineData("""{"rel": 1e-9}""", """{"x": 100}""", double.NaN, false)]
    [InlineData("""{"rel": 1e-9}""", """{"x": 100}""", double.PositiveInfinity, false)]
    [InlineData("""{"rel": 1e-9}""", """{"x": "NaN"}""", double.NaN, true)]
    [InlineData("""{"rel": 1e-9}""", """{"x": "-Infinity"}""", double.NegativeInfinity, true)]
    [InlineData("""{"rel": 1e-9}""", """{"x": "-Infinity"}""", -1e308, false)]
    public void Differences_OfOneNumber_FollowTheTolerance(string tolerance, string expected, double actual, bool passes) =>
        Assert.Equal(passes, Differences(tolerance, expected, new JsonObject { ["x"] = actual }).Count == 0);

    [Theory]
    [InlineData("gMin_abs", """{"gMinOnGrid": 1}""")]
    [InlineData("se_rel", """{"seRobust": {"xi": 1}}""")]
    [InlineData("ll_abs", """{"logLikAtNu": [1]}""")]
    [InlineData("logLik_abs", """{"constrainedLogLik": 1}""")]
    [InlineData("published_abs", """{"published": {"xi": 1}}""")]
    [InlineData("var_rel", """{"var": {"0.95": 1}}""")]
    public void Differences_FieldTolerance_ReachesTheFieldsItNames(string key, string expected)
    {
        string near = expected.Replace(": 1", ": 1.05", StringComparison.Ordinal).Replace("[1]", "[1.05]", StringComparison.Ordinal);
        JsonObject actual = JsonNode.Parse(near)!.AsObject();

        Assert.Empty(Differences($$"""{"rel": 1e-12, "xi_abs": 1e-12, "{{key}}": 0.1}""", expected, actual));
        Assert.NotEmpty(Differences($$"""{"rel": 1, "xi_abs": 1, "{{key}}": 0.01}""", expected, actual));
    }

    [Theory]
    [InlineData(1.09, 1.0, true)] // The row of the note, within its 10 %.
    [InlineData(1.11, 1.0, false)]
    [InlineData(1.0, 1.09, false)] // Another row, beyond the general 2 %.
    [InlineData(1.0, 1.01, true)]
    public void Differences_NoteOnOneRow_WidensThatRowAlone(double rare, double usual, bool passes)
    {
        JsonObject inputs = JsonNode.Parse("""{"testSignificance": [0.0001, 0.05]}""")!.AsObject();
        JsonObject actual = new() { ["z"] = new JsonArray(rare, usual) };

        Assert.Equal(passes, Differences("""{"rel": 0.02, "note": "0.0001 row +-10%"}""", """{"z": [1, 1]}""", actual, inputs).Count == 0);
    }

    [Fact]
    public void Differences_QuotedField_IsNotCompared()
    {
        var vector = new VectorCase(
            "f.json", "id", "F", "typed here", [], JsonNode.Parse("""{"x": 1, "seen": 2}""")!.AsObject(), VectorTolerance.Parse(JsonNode.Parse("""{"rel": 1e-9}""")));

        Assert.Empty(VectorComparison.Differences(vector, new JsonObject { ["x"] = 1.0 }, "seen"));
        Assert.NotEmpty(VectorComparison.Differences(vector, new JsonObject { ["x"] = 1.0 }));
    }

    [Fact]
    public void Differences_MissingField_IsNamed()
    {
        string difference = Assert.Single(Differences("""{"rel": 1}""", """{"es": 2.5}""", new JsonObject { ["var"] = 2.5 }));

        Assert.Contains("es: missing", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_NestedAndArrays_NameThePlace()
    {
        JsonObject actual = JsonNode.Parse("""{"a": {"b": [1, 2, 3.5]}}""")!.AsObject();

        string difference = Assert.Single(Differences("""{"rel": 1e-9}""", """{"a": {"b": [1, 2, 3]}}""", actual));

        Assert.StartsWith("a.b[2]: 3.5, expected 3", difference, StringComparison.Ordinal);
        Assert.Contains("2 elements, expected 3", Assert.Single(
            Differences("""{"rel": 1e-9}""", """{"b": [1, 2, 3]}""", JsonNode.Parse("""{"b": [1, 2]}""")!.AsObject())), StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_TextsBooleansAndNull_AreComparedForEquality()
    {
        const string Expected = """{"zone": "green", "holds": true, "price": null}""";

        Assert.Empty(Differences("{}", Expected, new JsonObject { ["zone"] = "green", ["holds"] = true, ["price"] = null }));
        Assert.Equal(3, Differences("{}", Expected, new JsonObject { ["zone"] = "red", ["holds"] = false, ["price"] = 1.0 }).Count);
        Assert.Equal(3, Differences("""{"rel": 1}""", Expected, new JsonObject { ["zone"] = 1, ["holds"] = "true" }).Count);
    }

    [Theory]
    [InlineData("340282366920938463463374607431768211456", "340282366920938463463374607431768211456", true)]
    [InlineData("340282366920938463463374607431768211456", "340282366920938463463374607431768211457", false)]
    [InlineData("1.50", "1.5", true)]
    [InlineData("0.1000000000000000000001", "0.1", false)]
    public void Differences_Exact_KeepsEveryDigit(string expected, string actual, bool passes) =>
        Assert.Equal(passes, Differences("\"exact\"", $$"""{"x": "{{expected}}"}""", new JsonObject { ["x"] = actual }).Count == 0);

    [Fact]
    public void Differences_ToleranceOfEntryNotional_ScalesWithTheInputs()
    {
        const string Tolerance = """{"pnl.rel": "1e-4 of entry notional (entry price is rounded)"}""";
        JsonObject inputs = JsonNode.Parse("""{"size": "-2", "entryPrice": "1000"}""")!.AsObject();

        Assert.Empty(Differences(Tolerance, """{"pnl": "0.1"}""", new JsonObject { ["pnl"] = 0.29 }, inputs));
        Assert.NotEmpty(Differences(Tolerance, """{"pnl": "0.1"}""", new JsonObject { ["pnl"] = 0.31 }, inputs));
    }

    [Theory]
    [InlineData("\"-inf\"", double.NegativeInfinity)]
    [InlineData("\"Infinity\"", double.PositiveInfinity)]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("\"1.25\"", 1.25)]
    [InlineData("3", 3.0)]
    public void Number_WrittenAsTextOrNumber_IsRead(string json, double expected) =>
        Assert.Equal(expected, JsonNode.Parse($$"""{"x": {{json}}}""")!.AsObject().Number("x"));

    private static IReadOnlyList<string> Differences(string tolerance, string expected, JsonObject actual, JsonObject? inputs = null) =>
        VectorComparison.Differences(
            new VectorCase(
                "f.json", "id", "F", "typed here", inputs ?? [],
                JsonNode.Parse(expected)!.AsObject(), VectorTolerance.Parse(JsonNode.Parse(tolerance))),
            actual);
}
