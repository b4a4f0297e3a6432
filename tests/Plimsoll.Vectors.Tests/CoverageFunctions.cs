using System.Text.Json.Nodes;
using Plimsoll.Validation;

namespace Plimsoll.Vectors.Tests;

/// <summary>Tests of the number of breaches: part of backtests.json.</summary>
internal static class CoverageFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("Kupiec.Pof", inputs => Ratio(Failures(inputs)));
        table.Add("Tuff", inputs => Ratio(KupiecTest.TimeUntilFirstFailure(inputs.Integer("firstFailure"), inputs.Number("tailProbability"))));
        table.Add("Christoffersen.Independence", inputs => Ratio(Independence(inputs)));
        table.Add("Christoffersen.ConditionalCoverage", inputs => Ratio(ChristoffersenTest.ConditionalCoverage(Failures(inputs), Independence(inputs))));
        table.Add("Kupiec.NonRejectionRegion", inputs =>
        {
            (int Least, int Greatest)? region = KupiecTest.NonRejectionRegion(
                inputs.Integer("observations"), inputs.Number("tailProbability"), inputs.Number("testLevel"));
            return new JsonObject
            {
                ["minFailures"] = region?.Least,
                ["maxFailures"] = region?.Greatest,
                ["published"] = region is { } found ? new JsonArray(found.Least, found.Greatest) : null,
            };
        });
        table.Add("BinomialTest", inputs =>
        {
            TestResult test = BinomialTest.Of(inputs.Integer("failures"), inputs.Integer("observations"), inputs.Number("tailProbability"));
            return new JsonObject { ["z"] = test.Statistic, ["pValueTwoSided"] = test.PValue };
        });
        table.Add("TrafficLight", Light);
        table.Add("TrafficLight.Boundaries", inputs =>
        {
            (int green, int red) = TrafficLight.Boundaries(inputs.Integer("observations"), inputs.Number("tailProbability"));
            return new JsonObject { ["greenMax"] = green, ["redMin"] = red };
        });
        table.Add("Pqd.Coverage", inputs =>
        {
            CoverageDisclosure disclosure = CoverageDisclosure.Of(inputs.Numbers("margin"), inputs.Numbers("exposure"));
            return new JsonObject
            {
                ["observations"] = disclosure.Observations,
                ["breaches"] = disclosure.Breaches,
                ["coverage"] = disclosure.Coverage,
                ["peakUncovered"] = disclosure.PeakUncovered,
                ["averageUncovered"] = disclosure.AverageUncovered,
                ["peakUncoveredPctOfMargin"] = disclosure.PeakUncoveredOfMargin,
            };
        });
    }

    private static TestResult Failures(JsonObject inputs) =>
        KupiecTest.ProportionOfFailures(inputs.Integer("failures"), inputs.Integer("observations"), inputs.Number("tailProbability"));

    private static TestResult Independence(JsonObject inputs) =>
        ChristoffersenTest.Independence(inputs.Integer("n00"), inputs.Integer("n01"), inputs.Integer("n10"), inputs.Integer("n11"));

    private static JsonObject Ratio(TestResult test) => new()
    {
        ["lr"] = test.Statistic, ["pValue"] = test.PValue, ["publishedLr"] = test.Statistic, ["publishedP"] = test.PValue,
    };

    private static JsonObject Light(JsonObject inputs)
    {
        int failures = inputs.Integer("failures");
        TrafficLight light = TrafficLight.Of(failures, inputs.Integer("observations"), inputs.Number("tailProbability"));
        return new JsonObject
        {
            ["zone"] = light.Zone switch { TrafficLightZone.Green => "green", TrafficLightZone.Amber => "amber", _ => "red" },
            ["exactPct"] = 100.0 * light.Exact,
            ["cumulative"] = light.Cumulative,
            ["cumulativePct"] = 100.0 * light.Cumulative,
            ["typeI"] = light.TypeOneError,
            ["typeIPct"] = 100.0 * light.TypeOneError,
            ["publishedCumulative"] = light.Cumulative,
            ["publishedCumulativePct"] = 100.0 * light.Cumulative,
            ["publishedTypeI"] = light.TypeOneError,
            ["plusFactor1996"] = TrafficLight.PlusFactor1996(failures),
            ["addOnFrtb"] = TrafficLight.AddOnFrtb(failures),
        };
    }
}
