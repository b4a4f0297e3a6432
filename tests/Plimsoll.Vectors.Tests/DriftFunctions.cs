using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Plimsoll.Models.Drift;

namespace Plimsoll.Vectors.Tests;

/// <summary>Drift v2: oss-drift.json.</summary>
internal static class DriftFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("drift.spotWeight", inputs => One("weight", inputs.Text("side") == "asset"
            ? Spot(inputs).AssetWeight(inputs.Whole("tokenAmount"), inputs.WholeOr("oraclePrice", 0), Type(inputs))
            : Spot(inputs).LiabilityWeight(inputs.Whole("tokenAmount"), Type(inputs))));
        table.Add("drift.scaledInitialAssetWeight", inputs => One("weight", Spot(inputs).ScaledInitialAsset(inputs.Whole("oraclePrice"))));
        table.Add("drift.unrealizedPnlWeight", inputs => One("weight", new DriftPerpMarket(0, 0)
        {
            ProfitInitialWeight = inputs.WholeOr("initialAssetWeight", DriftPrecision.Weight),
            ProfitMaintenanceWeight = inputs.WholeOr("maintenanceAssetWeight", DriftPrecision.Weight),
            ProfitSizeFactor = inputs.WholeOr("unrealizedPnlImfFactor", 0),
            ProfitMaximumImbalance = inputs.WholeOr("unrealizedPnlMaxImbalance", 0),
            NetProfit = inputs.WholeOr("netUnsettledPnl", 0),
        }.ProfitWeight(inputs.Whole("unrealizedPnl"), Type(inputs))));
        table.Add("drift.perpPosition", inputs =>
        {
            DriftPerpMargin margin = Perp(inputs).Margin(Price(inputs, "quotePrice", "quoteTwap5min", true), Type(inputs), inputs.WholeOr("userMaxMarginRatio", 0), inputs.FlagOr("highLeverageMode", false));
            return new JsonObject { ["marginRequirement"] = Text(margin.Requirement), ["weightedUnrealizedPnl"] = Text(margin.WeightedProfit) };
        });
        table.Add("drift.marginRatio", inputs => One("marginRatio", PerpMarket(inputs.Object("market")).Ratio(inputs.Whole("baseSize"), Type(inputs), inputs.FlagOr("highLeverageMode", false))));
        table.Add("drift.spotWorstCaseFill", inputs =>
        {
            DriftSpotFill fill = SpotPosition(inputs, true).WorstFill(Type(inputs));
            return new JsonObject
            {
                ["tokenAmount"] = Text(fill.Amount),
                ["ordersValue"] = Text(fill.Orders),
                ["tokenValue"] = Text(fill.Value),
                ["weightedTokenValue"] = Text(fill.Weighted),
                ["freeCollateralContribution"] = Text(fill.FreeCollateral),
            };
        });
        table.Add("drift.account", Account);
        table.Add("drift.baseToCoverShortage", inputs => One("baseAssetAmount", DriftLiquidation.SizeToCover(
            inputs.Whole("marginShortage"), inputs.Whole("marginRatio"), inputs.WholeOr("liquidationFee", 0), inputs.WholeOr("insuranceFundFee", 0), inputs.Whole("oraclePrice"), inputs.WholeOr("quotePrice", DriftPrecision.Price))));
        table.Add("drift.liabilityTransferToCoverShortage", inputs => One("liabilityTransfer", DriftLiquidation.TransferToCover(
            inputs.Whole("marginShortage"), inputs.Whole("assetWeight"), inputs.WholeOr("assetMultiplier", DriftPrecision.Factor), inputs.Whole("liabilityWeight"),
            inputs.WholeOr("liabilityMultiplier", DriftPrecision.Factor), inputs.Integer("liabilityDecimals"), inputs.Whole("liabilityPrice"), inputs.WholeOr("insuranceFundFee", 0))));
        table.Add("drift.perpInsuranceFee", inputs => One("fee", DriftLiquidation.InsuranceFee(
            inputs.Whole("marginShortage"), inputs.Whole("baseAssetAmount"), inputs.Whole("marginRatio"), inputs.Whole("liquidatorFee"), inputs.Whole("oraclePrice"), inputs.WholeOr("quotePrice", DriftPrecision.Price), inputs.Whole("maxFee"))));
        table.Add("drift.liquidationFeeRamp", inputs => One("fee", DriftLiquidation.LiquidatorFee(inputs.Whole("baseFee"), inputs.Whole("maxFee"), inputs.Whole("slotsElapsed"))));
        table.Add("drift.socialisedLossFundingDelta", inputs => One("cumulativeFundingDelta", DriftLiquidation.FundingDelta(inputs.Whole("loss"), inputs.Whole("baseLong"), inputs.Whole("baseShort"))));
        table.Add("drift.socialisedLossDepositDelta", inputs => One("cumulativeDepositInterestDelta", DriftLiquidation.DepositInterestDelta(
            inputs.Whole("loss"), inputs.Whole("totalDeposits"), inputs.Whole("cumulativeDepositInterest"))));
    }

    private static JsonObject Account(JsonObject inputs)
    {
        bool strict = inputs.FlagOr("strict", false);
        var account = new DriftAccount(
            Price(inputs, "quotePrice", "quoteTwap5min", strict),
            inputs.WholeOr("usdcDeposit", 0),
            [.. inputs.ObjectsOrNone("spots").Select(row => SpotPosition(row, strict))],
            [.. inputs.ObjectsOrNone("perps").Select(Perp)])
        {
            CustomRatio = inputs.WholeOr("userMaxMarginRatio", 0),
            HighLeverage = inputs.FlagOr("highLeverageMode", false),
        };
        ImmutableArray<DriftPool> pools = account.Margin(new DriftContext(Type(inputs)) { Buffer = inputs.WholeOr("marginBuffer", 0), RatioOverride = inputs.WholeOr("marginRatioOverride", 0) });
        JsonObject answer = [];
        Add("", "m", "t", pools[0]);
        if (pools.Length > 1) Add("isolated", "M", "T", pools[1]);
        return answer;

        void Add(string prefix, string m, string t, DriftPool pool)
        {
            answer[$"{prefix}{m}arginRequirement"] = Text(pool.Requirement);
            answer[$"{prefix}{t}otalCollateral"] = Text(pool.Collateral);
            answer[$"{prefix}{m}arginRequirementPlusBuffer"] = Text(pool.RequirementWithBuffer);
            answer[$"{prefix}{t}otalCollateralPlusBuffer"] = Text(pool.CollateralWithBuffer);
        }
    }

    private static DriftMarginType Type(JsonObject inputs) => Enum.Parse<DriftMarginType>(inputs.Text("marginType"));

    private static DriftPrice Price(JsonObject inputs, string current, string average, bool strict) =>
        new(inputs.WholeOr(current, DriftPrecision.Price), strict && inputs[average] is not null ? inputs.Whole(average) : null);

    private static DriftSpotMarket Spot(JsonObject inputs)
    {
        JsonObject market = inputs.Object("market");
        return new(market.Integer("decimals"), market.WholeOr("initialAssetWeight", 0), market.WholeOr("maintenanceAssetWeight", 0), market.WholeOr("initialLiabilityWeight", 0), market.WholeOr("maintenanceLiabilityWeight", 0))
        {
            SizeFactor = market.WholeOr("imfFactor", 0),
            ScaleStart = market.WholeOr("scaleInitialAssetWeightStart", 0),
            TotalDeposits = market.WholeOr("totalDeposits", 0),
        };
    }

    private static DriftSpotPosition SpotPosition(JsonObject row, bool strict) => new(Spot(row), Price(row, "oraclePrice", "twap5min", strict), row.Whole("tokenAmount"))
    {
        OpenBids = row.WholeOr("openBids", 0),
        OpenAsks = row.WholeOr("openAsks", 0),
        OpenOrders = (int)row.WholeOr("openOrders", 0),
    };

    private static DriftPerpMarket PerpMarket(JsonObject market) => new(market.WholeOr("marginRatioInitial", 0), market.WholeOr("marginRatioMaintenance", 0))
    {
        SizeFactor = market.WholeOr("imfFactor", 0),
        HighLeverageInitial = market.WholeOr("highLeverageMarginRatioInitial", 0),
        HighLeverageMaintenance = market.WholeOr("highLeverageMarginRatioMaintenance", 0),
        ProfitInitialWeight = market.WholeOr("unrealizedPnlInitialAssetWeight", DriftPrecision.Weight),
        ProfitMaintenanceWeight = market.WholeOr("unrealizedPnlMaintenanceAssetWeight", DriftPrecision.Weight),
        ProfitSizeFactor = market.WholeOr("unrealizedPnlImfFactor", 0),
        ProfitMaximumImbalance = market.WholeOr("unrealizedPnlMaxImbalance", 0),
        NetProfit = market.WholeOr("netUnsettledPnl", 0),
        IsPrediction = market.FlagOr("predictionMarket", false),
    };

    private static DriftPerpPosition Perp(JsonObject row) => new(PerpMarket(row.Object("market")), row.Whole("oraclePrice"), row.Whole("baseAssetAmount"), row.WholeOr("quoteAssetAmount", 0))
    {
        OpenBids = row.WholeOr("openBids", 0),
        OpenAsks = row.WholeOr("openAsks", 0),
        OpenOrders = (int)row.WholeOr("openOrders", 0),
        CustomRatio = row.WholeOr("positionMaxMarginRatio", 0),
        IsolatedCollateral = row["isolatedCollateral"] is null ? null : row.Whole("isolatedCollateral"),
    };

    private static string Text(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    private static JsonObject One(string name, BigInteger value) => new() { [name] = Text(value) };
}
