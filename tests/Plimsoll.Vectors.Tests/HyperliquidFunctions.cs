using System.Text.Json.Nodes;
using Plimsoll.Models.Hyperliquid;

namespace Plimsoll.Vectors.Tests;

/// <summary>Hyperliquid: oss-hyperliquid.json.</summary>
internal static class HyperliquidFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("hyperliquid.crossAccount", inputs =>
        {
            var account = new HyperliquidAccount(inputs.Decimal("totalRawUsd"), [.. inputs.Objects("positions").Select(Position)]);
            return new JsonObject
            {
                ["accountValue"] = account.Value,
                ["totalNotional"] = account.Notional,
                ["totalMarginUsed"] = account.MarginUsed,
                ["withdrawable"] = account.Withdrawable,
            };
        });
        table.Add("hyperliquid.crossPosition", inputs =>
        {
            HyperliquidPosition position = Position(inputs);
            decimal available = inputs.Decimal("accountValue") - (inputs.Decimal("totalNotional") * inputs.Decimal("maintenanceRate"));
            return new JsonObject
            {
                ["marginUsed"] = position.MarginUsed,
                ["unrealizedPnl"] = position.Profit(inputs.Decimal("entryPrice")),

                // The recording is of 2023, when the maintenance margin was held still.
                ["liquidationPrice"] = position.LiquidationPrice(available, 0m),
            };
        });
    }

    private static HyperliquidPosition Position(JsonObject row) => new(row.Decimal("size"), row.Decimal("positionValue"), row.Decimal("leverage"));
}
