using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Plimsoll.Models.Gmx;

namespace Plimsoll.Vectors.Tests;

/// <summary>GMX v2: oss-gmx.json.</summary>
internal static class GmxFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("gmx.v2.applyImpactFactor", inputs => new JsonObject { ["impactUsd"] = Text(GmxImpact.Of(Float(inputs, "diffUsd"), Float(inputs, "factor"), Float(inputs, "exponent"))) });
        table.Add("gmx.v2.positionPriceImpact", PriceImpact);
        table.Add("gmx.v2.isPositionLiquidatable", Liquidatable);
        table.Add("gmx.v2.willPositionCollateralBeSufficient", inputs =>
        {
            BigInteger factor = GmxMarket.CollateralFactor(
                Float(inputs, "minCollateralFactor"), Float(inputs, "openInterestMultiplier", 0m), Float(inputs, "openInterestUsd", 0m) + Float(inputs, "openInterestDeltaUsd", 0m));
            BigInteger collateral = GmxFloat.Multiply(Float(inputs, "remainingCollateralAmount"), Float(inputs, "collateralPrice"));
            return new JsonObject { ["sufficient"] = GmxMarket.IsCollateralSufficient(collateral, Float(inputs, "realizedPnlUsd", 0m), Float(inputs, "positionSizeUsd"), factor) };
        });
        table.Add("gmx.v2.pnlFactorForAdl", inputs =>
        {
            bool isLong = inputs.Flag("isLong");
            BigInteger profit = new GmxPosition(isLong, Float(inputs, "positionSizeUsd"), Float(inputs, "sizeInTokens"), 0).Profit(Float(inputs, "indexPrice"));
            BigInteger pool = isLong ? GmxFloat.Multiply(Float(inputs, "poolLongTokenAmount"), Float(inputs, "longTokenPrice")) : Float(inputs, "poolShortTokenUsd");
            BigInteger factor = GmxMarket.ProfitFactor(profit, pool);
            return new JsonObject { ["adlEnabled"] = factor > Float(inputs, "maxPnlFactorForAdl"), ["pnlFactor"] = Text(factor) };
        });
        table.Add("gmx.v2.cappedPnl", inputs =>
        {
            BigInteger profit = new GmxPosition(inputs.FlagOr("isLong", true), Float(inputs, "positionSizeUsd"), Float(inputs, "sizeInTokens"), 0).Profit(Float(inputs, "indexPrice"));
            return new JsonObject { ["paidPnlUsd"] = Text(GmxMarket.PaidProfit(profit, Float(inputs, "totalSidePnlUsd"), Float(inputs, "poolUsdOfSide"), Float(inputs, "maxPnlFactorForTraders"))) };
        });
    }

    private static JsonObject PriceImpact(JsonObject inputs)
    {
        bool isLong = inputs.Flag("isLong"), isIncrease = inputs.Flag("isIncrease");
        var impact = new GmxImpact(
            Float(inputs, "positiveImpactFactor"),
            Float(inputs, "negativeImpactFactor"),
            Float(inputs, inputs["positiveExponent"] is null ? "exponent" : "positiveExponent"),
            Float(inputs, inputs["negativeExponent"] is null ? "exponent" : "negativeExponent"));
        BigInteger size = Float(inputs, "sizeDeltaUsd"), change = isIncrease ? size : -size;
        BigInteger usd = impact.Usd(Float(inputs, "longOpenInterestUsd"), Float(inputs, "shortOpenInterestUsd"), isLong ? change : 0, isLong ? 0 : change);
        return new JsonObject { ["priceImpactUsd"] = Text(usd), ["executionPrice"] = Text(GmxImpact.ExecutionPrice(size, usd, Float(inputs, "indexPrice"), isLong, isIncrease)) };
    }

    private static JsonObject Liquidatable(JsonObject inputs)
    {
        var position = new GmxPosition(inputs.Flag("isLong"), Float(inputs, "sizeUsd"), Float(inputs, "sizeInTokens"), Float(inputs, "collateralAmount"));
        BigInteger collateralPrice = Float(inputs, "collateralPrice"), profit = position.Profit(Float(inputs, "indexPrice"));
        BigInteger? cap = inputs["maxPositionImpactFactorForLiquidations"] is null ? null : Float(inputs, "maxPositionImpactFactorForLiquidations");
        BigInteger remaining = position.Remaining(Float(inputs, "indexPrice"), collateralPrice, Float(inputs, "positionFeesUsd", 0m), Float(inputs, "priceImpactUsd", 0m), cap);
        BigInteger paid = GmxFloat.Divide(BigInteger.Max(0, profit), collateralPrice);
        return new JsonObject
        {
            ["liquidatable"] = position.IsLiquidatable(remaining, Float(inputs, "minCollateralFactorForLiquidation"), Float(inputs, "minCollateralUsd")),
            ["collateralReturned"] = Text(GmxPosition.CollateralReturned(remaining, profit, collateralPrice)),
            ["pnlPaidInLongToken"] = Text(paid),
            ["profitInCollateralToken"] = Text(paid),
            ["remainingCollateralUsd"] = Text(remaining),
        };
    }

    private static BigInteger Float(JsonObject inputs, string name) => GmxFloat.Of(inputs.Decimal(name));

    private static BigInteger Float(JsonObject inputs, string name, decimal otherwise) => inputs[name] is null ? GmxFloat.Of(otherwise) : Float(inputs, name);

    // All 30 places, which a decimal could not hold.
    private static string Text(BigInteger value)
    {
        string digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(31, '0');
        return $"{(value.Sign < 0 ? "-" : "")}{digits[..^30]}.{digits[^30..]}";
    }
}
