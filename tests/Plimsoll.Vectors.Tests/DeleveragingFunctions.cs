using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Liquidation;

namespace Plimsoll.Vectors.Tests;

/// <summary>Queues and triggers of automatic deleveraging: part of cex.json.</summary>
internal static class DeleveragingFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("bitmex.adl.queue", inputs =>
        {
            string side = inputs["longs"] is not null ? "longs" : "shorts";
            decimal quantity = inputs.Decimal(inputs["liquidatedShort"] is not null ? "liquidatedShort" : "liquidatedLong");
            DeleveragingCandidate[] queue = [.. inputs.Objects(side).Select(Candidate)];
            var lights = new JsonObject();
            foreach ((string account, decimal light) in DeleveragingQueue.Lights(queue)) lights[account] = string.Create(CultureInfo.InvariantCulture, $"{light * 100m:0}%");
            return new JsonObject
            {
                ["fills"] = new JsonArray([.. DeleveragingQueue.Fills(queue, quantity, inputs.Decimal("bankruptcy")).Select(fill => (JsonNode)new JsonObject
                {
                    ["acct"] = fill.Account,
                    ["qty"] = fill.Quantity,
                    ["price"] = fill.Price!.Value.ToString(CultureInfo.InvariantCulture),
                })]),
                ["quintileByAccount"] = lights,
            };
        });
        table.Add("delta.adl.queue", inputs =>
        {
            string side = inputs["longs"] is not null ? "longs" : "shorts";
            decimal quantity = inputs.Decimal(inputs["shortToClose"] is not null ? "shortToClose" : "longToClose");
            IEnumerable<DeleveragingCandidate> queue = inputs[side]!.AsArray().Select(row => new DeleveragingCandidate(row![0]!.ToString(), Decimal(row[1]), Decimal(row[2])));
            var fills = new JsonObject();
            foreach (DeleveragingFill fill in DeleveragingQueue.Fills(queue, quantity)) fills[fill.Account] = fill.Quantity;
            return new JsonObject { ["fills"] = fills };
        });
        table.Add("bybit.adl.trigger", inputs =>
        {
            var trigger = new InsurancePoolTrigger(inputs.Decimal("adlTriggerThreshold"), inputs.Decimal("insurancePnlRatio"), inputs.Decimal("adlStopRatio"));
            InsurancePoolDecision decision = trigger.Decide(inputs.Decimal("poolMax8h"), inputs.Decimal("symbolPnlChange"), inputs.Decimal("balance"));
            return new JsonObject { ["pnlRatio"] = decision.PnlRatio, ["triggered"] = decision.Triggered, ["adlNotional"] = decision.Loss };
        });
    }

    // A rank is given, or follows from the values that it is made of.
    private static DeleveragingCandidate Candidate(JsonObject row) => new(
        row.Text("acct"), row.Decimal("qty"), row["rank"] is not null ? row.Decimal("rank") : DeleveragingQueue.Rank(row.Decimal("markValue"), row.Decimal("avgEntryValue"), row.Decimal("bankruptValue")));

    private static decimal Decimal(JsonNode? node) => decimal.Parse(node!.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
