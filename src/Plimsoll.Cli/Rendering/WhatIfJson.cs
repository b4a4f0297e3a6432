using System.Text.Json.Nodes;
using Plimsoll.Models;

namespace Plimsoll.Cli.Rendering;

/// <summary>Before, after and difference as JSON; the difference has the fields of a statement, each after less before.</summary>
internal static class WhatIfJson
{
    /// <summary>The whole answer.</summary>
    public static JsonObject Of(BeforeAfter comparison)
    {
        var json = new JsonObject
        {
            ["before"] = MarginJson.Account(comparison.Before),
            ["after"] = MarginJson.Account(comparison.After),
            ["difference"] = comparison.Difference is { } difference ? Difference(difference) : null,
        };
        if (comparison.Order is { } answer) json["orderDecision"] = Decision(answer);
        return json;
    }

    private static JsonObject Difference(MarginDifference difference) => new()
    {
        ["nav"] = Text.Amount(difference.Nav),
        ["equity"] = Text.Amount(difference.Equity),
        ["collateralValue"] = Text.Amount(difference.CollateralValue),
        ["haircut"] = Text.Amount(difference.Haircut),
        ["unrealisedPnl"] = Text.Amount(difference.UnrealisedPnl),
        ["optionValue"] = Text.Amount(difference.OptionValue),
        ["costToRealiseGains"] = Text.Amount(difference.CostToRealiseGains),
        ["initialMargin"] = Text.Amount(difference.InitialMargin),
        ["maintenanceMargin"] = Text.Amount(difference.MaintenanceMargin),
        ["excess"] = Text.Amount(difference.Excess),
        ["withdrawable"] = Text.Amount(difference.Withdrawable),
        ["lines"] = JsonOutput.Array(difference.Lines, line =>
        {
            var json = new JsonObject { ["component"] = Text.Kebab(line.Component) };
            if (line.Subject.Length > 0) json["subject"] = line.Subject;
            json["initial"] = Text.Amount(line.Initial);
            json["maintenance"] = Text.Amount(line.Maintenance);
            return json;
        }),
    };

    private static JsonObject Decision(OrderAnswer answer)
    {
        var json = new JsonObject { ["order"] = OrderSentence.Name(answer), ["accepted"] = answer.Decision.Refusal is null };
        if (answer.Decision.Refusal is { } refusal) json["reason"] = Text.Kebab(refusal);
        json["message"] = OrderSentence.Of(answer);
        if (answer.Decision is OrderDecision.Refused refused)
        {
            json["needed"] = Text.Amount(refused.Needed);
            json["freeMargin"] = Text.Amount(refused.Free);
            json["largestQuantity"] = Text.Exact(refused.LargestQuantity);
        }

        return json;
    }
}
