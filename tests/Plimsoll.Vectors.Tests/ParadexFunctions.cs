using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Plimsoll.Models.Paradex;
using Plimsoll.Values;

namespace Plimsoll.Vectors.Tests;

/// <summary>The worked examples of Paradex's documents: oss-paradex.json. USD and USDC.</summary>
internal static class ParadexFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("paradex.minimumDeltaRequirement", MinimumDeltaRequirement);
        table.Add("paradex.crossNetImr", inputs => new()
        {
            ["buyOpenSize"] = Text(Open(inputs).Buy),
            ["sellOpenSize"] = Text(Open(inputs).Sell),
            ["netImr"] = Text(Open(inputs).NetInitial(inputs.Decimal("imf"), inputs.Decimal("markPrice"))),
        });
        table.Add("paradex.liquidationShare", inputs =>
        {
            PartialLiquidation after = PartialLiquidation.Of(inputs.Decimal("mmr"), inputs.Decimal("accountValue"), inputs.Decimal("liquidationShare"), inputs.Decimal("liquidationFee"));
            return new()
            {
                ["newMmr"] = Text(after.MaintenanceMargin),
                ["penalty"] = Text(after.Penalty),
                ["newAccountValue"] = Text(after.AccountValue),
                ["newMarginRatioPercent"] = after.MarginRatio is { } ratio ? Text(ratio * 100m) : null,
            };
        });
        table.Add("paradex.liquidationShareChoice", LiquidationShareChoice);
        table.Add("paradex.socialisedLossFactor", inputs =>
        {
            SocialisedLoss loss = SocialisedLoss.Of(
                inputs.Decimal("insuranceFund"), [.. inputs["userSettlementBalances"]!.AsArray().Select(balance => Number(balance!))], inputs.Decimal("totalExchangeUsdc"));
            return new()
            {
                ["exchangeBankruptcyAmount"] = Text(loss.BankruptcyAmount),
                ["documentedFactor"] = Text(loss.ExampleFactor),
                ["formulaFactor"] = Text(loss.Factor),
                ["withdrawal500Paid"] = Text(500m * (1m - loss.ExampleFactor)),
            };
        });
        table.Add("paradex.positionLimit", inputs =>
        {
            decimal orders = inputs.Decimal("openOrders");
            (decimal buy, decimal sell) = OrderRules.PositionLimit(inputs.Decimal("limit"), new OpenSize(inputs.Decimal("position"), 0m, 0m).With(orders));
            return new() { ["maxBuy"] = Text(buy), ["maxSell"] = Text(sell) };
        });
        table.Add("paradex.priceBand", inputs =>
        {
            (decimal down, decimal up) = OrderRules.PriceBand(inputs.Decimal("markPrice"), inputs.Decimal("bandwidth"));
            return new() { ["limitDown"] = Text(down), ["limitUp"] = Text(up) };
        });
        table.Add("paradex.orderRiskCheck", inputs =>
        {
            (bool accepted, decimal before, decimal after) = OrderRules.RiskCheck(
                inputs.Decimal("accountValue"), Open(inputs), inputs.Decimal("newOrderSize"), inputs.Decimal("imf"), inputs.Decimal("markPrice"));
            return new() { ["accepted"] = accepted, ["imrBefore"] = Text(before), ["imrAfter"] = Text(after) };
        });
        table.Add("paradex.orderDeleveraging", inputs =>
        {
            JsonObject[] orders = inputs.Objects("orders");
            ImmutableArray<int> cancelled = OrderRules.Deleverage(
                inputs.Decimal("position"), [.. orders.Select(order => (order.Decimal("size") * (order.Text("side") == "buy" ? 1m : -1m), order.Decimal("price")))]);
            return new() { ["cancelled"] = Indices(cancelled), ["kept"] = Indices(Enumerable.Range(0, orders.Length).Except(cancelled)) };
        });
    }

    private static JsonObject MinimumDeltaRequirement(JsonObject inputs)
    {
        MinimumDelta delta = inputs.Objects("positions").Aggregate(default(MinimumDelta), (sum, position) => sum.With(position.Decimal("delta") * position.Decimal("size")));
        return new()
        {
            ["netDelta"] = Text(delta.Net),
            ["grossDelta"] = Text(delta.Gross),
            ["hedgedDelta"] = Text(delta.Hedged),
            ["minimumDeltaRisk"] = Text(delta.Requirement(inputs.Decimal("unhedgedFactor"), inputs.Decimal("hedgedFactor"), inputs.Decimal("spot"))),
        };
    }

    private static JsonObject LiquidationShareChoice(JsonObject inputs)
    {
        PartialLiquidation after = PartialLiquidation.Smallest(
            inputs.Decimal("mmr"), inputs.Decimal("accountValue"), inputs.Decimal("liquidationFee"), inputs.Decimal("step"), inputs.Decimal("targetMarginRatio"));
        decimal realised = after.Share * inputs.Decimal("unrealisedPnl");
        return new()
        {
            ["liquidationShare"] = Text(after.Share),
            ["realisedLoss"] = Text(-realised),
            ["collateralAfter"] = Text(inputs.Decimal("collateral") + realised - after.Penalty),
        };
    }

    private static OpenSize Open(JsonObject inputs) => new(inputs.Decimal("position"), inputs.Decimal("openBuySize"), inputs.Decimal("openSellSize"));

    private static JsonArray Indices(IEnumerable<int> indices) => new([.. indices.Select(index => (JsonNode)index)]);

    private static decimal Number(JsonNode node) => new JsonObject { ["x"] = node.DeepClone() }.Decimal("x");

    private static JsonNode Text(decimal amount) => CanonicalWriter.Text(amount);
}
