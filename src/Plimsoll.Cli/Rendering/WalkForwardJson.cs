using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Governance.Changes;
using Plimsoll.Lab.Calibrations;
using Plimsoll.Market;

namespace Plimsoll.Cli.Rendering;

/// <summary>A walk as JSON, complete: figures, every day, every event, every parameter set. Volatilities are annualised fractions.</summary>
internal static class WalkForwardJson
{
    /// <summary>The document.</summary>
    public static JsonObject Of(WalkForwardOutcome outcome) => new()
    {
        ["rules"] = new JsonObject { ["name"] = outcome.Rules.Name, ["version"] = outcome.Rules.Version, ["sha256"] = outcome.Rules.Sha256 },
        ["crises"] = JsonOutput.Array(outcome.Crises, one => new JsonObject
        {
            ["crisis"] = one.Crisis, ["asset"] = one.Asset.Code, ["before"] = Day(one.Before), ["worst"] = Day(one.Worst), ["calmAgain"] = one.CalmAgain?.ToString(), ["peakEstimate"] = Number(one.PeakEstimate), ["peakPublished"] = Number(one.PeakPublished),
        }),
        ["assets"] = JsonOutput.Array(outcome.Result.Assets.Zip(outcome.Summaries), pair => new JsonObject
        {
            ["asset"] = pair.First.Asset.Code, ["seen"] = outcome.Seen(pair.First.Asset), ["summary"] = Summary(pair.Second),
            ["events"] = JsonOutput.Array(pair.First.Events, one => new JsonObject { ["time"] = one.Time.ToString(), ["what"] = one.Kind, ["cause"] = one.Cause, ["text"] = one.Text }),
            ["sets"] = JsonOutput.Array(pair.First.Ledger.Sets, Set),
            ["days"] = JsonOutput.Array(pair.First.Days, Day),
        }),
    };

    private static JsonObject Summary(WalkForwardSummary one) => new()
    {
        ["from"] = one.From.ToString(), ["to"] = one.To.ToString(), ["days"] = one.Days, ["regimes"] = new JsonObject(Enum.GetValues<Regime>().Select(regime => KeyValuePair.Create<string, JsonNode?>(Text.Kebab(regime), Number(one.Shares[(int)regime])))),
        ["transitions"] = one.Transitions, ["estimate"] = Path(one.Raw), ["published"] = Path(one.Published), ["appliedByItself"] = one.Applied, ["proposed"] = one.Proposed, ["approved"] = one.Approved, ["lapsed"] = one.Lapsed, ["withoutChange"] = one.Without,
        ["causes"] = new JsonObject(one.Causes.Select(cause => KeyValuePair.Create<string, JsonNode?>(cause.Key, cause.Value))), ["alerts"] = one.Alerts, ["class"] = one.Class, ["classChanges"] = one.Reclassed,
    };

    private static JsonObject Path(VolatilityPath path) => new() { ["mean"] = Number(path.Mean), ["peak"] = Number(path.Peak), ["rise1d"] = Number(path.Rise1), ["rise5d"] = Number(path.Rise5) };

    private static JsonObject Set(ParameterSet set) => new()
    {
        ["version"] = set.Model.Version, ["created"] = set.Created.ToString(), ["effective"] = set.Effective.ToString(), ["origin"] = Text.Kebab(set.Origin), ["author"] = set.Author, ["approver"] = set.Approver, ["reason"] = set.Reason,
        ["values"] = new JsonObject(set.Values.Select(value => KeyValuePair.Create<string, JsonNode?>(value.Key, value.Value))), ["sha256"] = set.Sha256,
    };

    private static JsonObject Day(WalkForwardDay day) => new()
    {
        ["time"] = day.Time.ToString(), ["estimate"] = Number(day.Estimate), ["published"] = Number(day.Published), ["regime"] = Text.Kebab(day.Regime), ["newFactor"] = day.NewFactor, ["existingFactor"] = day.ExistingFactor, ["alert"] = Text.Kebab(day.Alert), ["class"] = day.Class,
    };

    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(double.Parse(number.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null;
}
