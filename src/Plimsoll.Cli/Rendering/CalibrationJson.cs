using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Lab.Calibrations;

namespace Plimsoll.Cli.Rendering;

/// <summary>A calibration as JSON; amounts in US dollars, rates as fractions.</summary>
internal static class CalibrationJson
{
    /// <summary>The document.</summary>
    public static JsonObject Of(CalibrationResult result) => new()
    {
        ["rulebook"] = new JsonObject { ["name"] = result.Rulebook.Name, ["version"] = result.Rulebook.Version, ["sha256"] = result.Rulebook.Sha256, ["effective"] = result.Rulebook.Effective.ToString() },
        ["before"] = new JsonObject { ["name"] = result.Before.Name, ["version"] = result.Before.Version, ["sha256"] = result.Before.Sha256 },
        ["from"] = result.From.ToString(),
        ["to"] = result.To.ToString(),
        ["parameters"] = JsonOutput.Array(result.Evidence, entry => new JsonObject
        {
            ["parameter"] = entry.Parameter, ["value"] = entry.Value, ["before"] = entry.Before, ["basis"] = Text.Kebab(entry.Basis), ["rule"] = entry.Rule, ["sample"] = entry.Sample, ["observations"] = entry.Observations,
            ["from"] = entry.From?.ToString(), ["to"] = entry.To?.ToString(), ["estimate"] = Number(entry.Estimate), ["lower"] = Number(entry.Lower), ["upper"] = Number(entry.Upper),
        }),
        ["liquidity"] = JsonOutput.Array(result.Liquidity, Liquidity),
        ["books"] = JsonOutput.Array(result.Books, book => new JsonObject
        {
            ["time"] = book.Time.ToString(), ["venue"] = book.Venue, ["symbol"] = book.Symbol, ["asset"] = book.Asset.Code, ["spread"] = Number(book.Spread), ["reach"] = Number(book.Reach), ["bidsExponent"] = Number(book.Bids?.Exponent), ["asksExponent"] = Number(book.Asks?.Exponent),
            ["bidsWithin1Percent"] = Number(book.Bids?.Within(0.01)), ["asksWithin1Percent"] = Number(book.Asks?.Within(0.01)), ["impliedImpact"] = Number(book.ImpliedImpact),
        }),
        ["crises"] = JsonOutput.Array(result.Crises, move => new JsonObject { ["crisis"] = move.Crisis, ["asset"] = move.Asset.Code, ["low"] = Number(move.Low), ["high"] = Number(move.High), ["basis"] = Number(move.Basis) }),
        ["search"] = Search(result.Search),
    };

    private static JsonObject Liquidity(LiquidityRow row) => new()
    {
        ["asset"] = row.Facts.Asset.Code, ["class"] = row.Class, ["days"] = row.Facts.Days, ["medianVolume"] = Number(row.Facts.MedianVolume), ["volatility"] = Number(row.Facts.Volatility), ["medianDepth"] = Number(row.Facts.Depth), ["lowDepth"] = Number(row.LowDepth),
        ["depthHalfLifeHours"] = Number(row.Memory?.HalfLifeHours), ["depthLasting"] = Number(row.Memory?.Lasting), ["depthVolatilityExponent"] = Number(row.Elasticity?.Exponent), ["depthVolatilityExponentError"] = Number(row.Elasticity?.StandardError),
        ["depthFalls"] = row.Refill?.Falls, ["depthRecovered"] = Number(row.Refill?.Recovered),
        ["manipulation"] = row.Manipulation is { } bound
            ? new JsonObject
            {
                ["band"] = Number(bound.Band), ["bookCost"] = Number(bound.Book?.Cost), ["bookOpenInterest"] = Number(bound.Book?.OpenInterestCap), ["lawCost"] = Number(bound.Law.Cost), ["lawOpenInterest"] = Number(bound.Law.OpenInterestCap), ["openInterest"] = Number(bound.OpenInterest),
            }
            : null,
    };

    private static JsonObject Search(CoreSearchResult search) => new()
    {
        ["combinations"] = search.Combinations, ["from"] = search.ChoiceFrom.ToString(), ["chooseBefore"] = search.ChoiceTo.ToString(), ["to"] = search.AfterTo.ToString(), ["books"] = search.Books, ["before"] = Candidate(search.Before), ["chosen"] = Candidate(search.Chosen),
        ["tried"] = JsonOutput.Array(search.Tried, Row), ["after"] = JsonOutput.Array(search.After, Row), ["stressedWeight"] = JsonOutput.Array(search.StressedWeights, Charge), ["offset"] = JsonOutput.Array(search.Offsets, Charge),
    };

    private static JsonObject Candidate(CoreCandidate candidate) => new()
    {
        ["decay"] = candidate.Decay, ["rescaling"] = candidate.Rescaling, ["windowDays"] = candidate.WindowDays, ["fastDecay"] = candidate.Short?.Decay, ["realisedShare"] = candidate.Short?.RealisedShare, ["unseenFactor"] = candidate.Short?.UnseenFactor,
        ["basisRescaling"] = candidate.Basis?.Rescaling, ["basisLeastScale"] = candidate.Basis?.LeastScale, ["basisGreatestScale"] = candidate.Basis?.GreatestScale,
    };

    private static JsonObject Row(CoreSearchRow row)
    {
        JsonObject said = Candidate(row.Candidate);
        foreach ((string name, double value) in ((string, double)[])[("breachRateVar", row.Initial), ("breachRateVarMaintenance", row.Maintenance), ("breachRateVarPairs", row.PairInitial), ("breachRateVarBasis", row.BasisInitial), ("score", row.Score), ("tAgainstBefore", row.AgainstBefore), ("tAgainstFullFhs", row.AgainstFull), ("costOfFullFhs", row.Cost), ("rise1dOfFullFhs", row.Rise), ("rise5dOfFullFhs", row.Rise5), ("rises1dWithin", row.Within), ("rises5dWithin", row.Within5)])
            said[name] = Number(value);
        said["eligible"] = row.IsEligible;
        return said;
    }

    private static JsonObject Charge(ChargeRow row) => new() { ["value"] = row.Value, ["coverage"] = Number(row.Coverage), ["coverageLower"] = Number(row.CoverageLower), ["mean"] = Number(row.Mean) };

    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(double.Parse(number.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null;
}
