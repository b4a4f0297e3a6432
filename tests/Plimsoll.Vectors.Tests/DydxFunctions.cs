using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Plimsoll.Models.Dydx;

namespace Plimsoll.Vectors.Tests;

/// <summary>dYdX v4: oss-dydx.json.</summary>
internal static class DydxFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("dydx.liquidityTier.maintenanceMarginPpm", inputs => One("maintenanceMarginPpm", Tier(inputs).MaintenancePpm));
        table.Add("dydx.liquidityTier.fundingClampPpm", inputs => One("maxAbsFundingPpm", Tier(inputs).FundingClampPpm(inputs.Whole("clampFactorPpm"))));
        table.Add("dydx.effectiveImfPpm", inputs => One("effectiveInitialMarginPpm", Tier(inputs).EffectiveInitialPpm(inputs.Whole("openInterestNotional"))));
        table.Add("dydx.initialMargin.oimf", inputs => One("initialMarginQuoteQuantums",
            Tier(inputs).InitialMargin(inputs.Whole("positionNotionalQuoteQuantums"), inputs.WholeOr("openInterestNotional", 0), inputs.WholeOr("customImfPpm", 0))));
        table.Add("dydx.netNotional", inputs => One("netNotional", Perpetual(inputs).Notional(inputs.Whole("positionBaseQuantums"))));
        table.Add("dydx.positionMargin", inputs => Answer(Perpetual(inputs).Risk(inputs.Whole("positionBaseQuantums"), inputs.WholeOr("customImfPpm", 0))));
        table.Add("dydx.account", inputs =>
        {
            var perpetuals = Perpetuals(inputs);
            DydxUpdate update = new("", inputs.WholeOr("usdcUpdate", 0), Changes(inputs, "positionUpdates"));
            return Answer(Account(inputs).Settled(perpetuals).Updated(update, perpetuals).Risk(perpetuals));
        });
        table.Add("dydx.isLiquidatable", inputs => new JsonObject { ["isLiquidatable"] = Account(inputs).Settled(Perpetuals(inputs)).Risk(Perpetuals(inputs)).IsLiquidatable });
        table.Add("dydx.bankruptcyPrice", inputs => One("bankruptcyPriceQuoteQuantums", Liquidation(inputs).BankruptcyPrice(inputs.Integer("perpetualId"), inputs.Whole("deltaBaseQuantums"))));
        table.Add("dydx.fillablePrice", inputs =>
        {
            (BigInteger numerator, BigInteger denominator) = Liquidation(inputs).FillablePrice(
                inputs.Integer("perpetualId"), inputs.Whole("deltaBaseQuantums"), inputs.Whole("bankruptcyAdjustmentPpm"), inputs.Whole("spreadToMaintenanceMarginRatioPpm"));
            return new JsonObject { ["fillablePriceRational"] = $"{numerator}/{denominator}" };
        });
        table.Add("dydx.insuranceFundDelta", inputs => One("insuranceFundDelta", Liquidation(inputs).InsuranceFundDelta(
            inputs.Integer("perpetualId"), inputs.Flag("isBuy"), inputs.Whole("fillBaseQuantums"), inputs.Whole("subticks"), inputs.Integer("quantumConversionExponent"), inputs.Whole("maxLiquidationFeePpm"))));
        table.Add("dydx.stateTransition", inputs => new JsonObject { ["result"] = DydxRisk.Transition(Risk(inputs.Object("old")), Risk(inputs.Object("new"))).ToString() });
        table.Add("dydx.riskCompare", inputs => new JsonObject { ["cmp"] = DydxRisk.Compare(Risk(inputs.Object("a")), Risk(inputs.Object("b"))) });
        table.Add("dydx.canUpdateSubaccounts", CanUpdate);
    }

    private static JsonObject CanUpdate(JsonObject inputs)
    {
        var perpetuals = Perpetuals(inputs);
        foreach ((string id, JsonNode? interest) in inputs["openInterest"] as JsonObject ?? [])
        {
            int number = int.Parse(id, CultureInfo.InvariantCulture);
            perpetuals[number] = perpetuals[number] with { OpenInterest = BigInteger.Parse(interest!.ToString(), CultureInfo.InvariantCulture) };
        }

        var accounts = inputs.Object("accounts").ToDictionary(entry => entry.Key, entry => Account(entry.Value!.AsObject()));
        ImmutableArray<DydxUpdate> updates =
        [
            .. inputs.Objects("updates").Select(update => new DydxUpdate(update.Text("account"), update.WholeOr("usdcDelta", 0), Changes(update, "positionDeltas"))),
        ];
        var check = new DydxUpdateCheck(accounts, perpetuals, inputs.FlagOr("withdrawalsBlocked", false));
        var results = check.Results(updates, Enum.Parse<DydxUpdateType>(inputs.Text("updateType")));
        return new JsonObject { ["results"] = new JsonArray([.. results.Select(result => (JsonNode)result.ToString())]) };
    }

    private static DydxLiquidation Liquidation(JsonObject inputs)
    {
        var perpetuals = Perpetuals(inputs);
        return new(Account(inputs).Settled(perpetuals), perpetuals);
    }

    private static DydxTier Tier(JsonObject inputs) => new(
        inputs.WholeOr("initialMarginPpm", 0), inputs.WholeOr("maintenanceFractionPpm", 0), inputs.WholeOr("openInterestLowerCap", 0), inputs.WholeOr("openInterestUpperCap", 0));

    private static DydxPerpetual Perpetual(JsonObject inputs) => new(
        inputs["id"] is null ? 0 : inputs.Integer("id"), inputs.Integer("atomicResolution"), inputs.Whole("price"), inputs.Integer("priceExponent"), Tier(inputs), inputs.WholeOr("openInterestBaseQuantums", 0))
    {
        FundingIndex = inputs.WholeOr("fundingIndex", 0),
        IsIsolated = inputs.OptionalText("marketType")?.EndsWith("ISOLATED", StringComparison.OrdinalIgnoreCase) ?? inputs.FlagOr("isolated", false),
    };

    private static Dictionary<int, DydxPerpetual> Perpetuals(JsonObject inputs) => inputs.ObjectsOrNone("perpetuals").Select(Perpetual).ToDictionary(perpetual => perpetual.Id);

    private static DydxSubaccount Account(JsonObject inputs) => new(
        inputs.WholeOr("usdc", 0),
        [.. inputs.ObjectsOrNone("positions").Select(row => new DydxPosition(row.Integer("perpetualId"), row.Whole("baseQuantums"), row.WholeOr("fundingIndexAtEntry", 0)) { CustomPpm = row.WholeOr("customImfPpm", 0) })]);

    private static ImmutableArray<(int, BigInteger)> Changes(JsonObject inputs, string name) =>
        [.. inputs.ObjectsOrNone(name).Select(row => (row.Integer("perpetualId"), row.Whole("baseQuantumsDelta")))];

    private static DydxRisk Risk(JsonObject row) => new(row.WholeOr("nc", 0), row.WholeOr("imr", 0), row.WholeOr("mmr", 0));

    private static JsonObject Answer(DydxRisk risk) => new()
    {
        ["netCollateral"] = risk.NetCollateral.ToString(CultureInfo.InvariantCulture),
        ["initialMargin"] = risk.Initial.ToString(CultureInfo.InvariantCulture),
        ["maintenanceMargin"] = risk.Maintenance.ToString(CultureInfo.InvariantCulture),
    };

    private static JsonObject One(string name, BigInteger value) => new() { [name] = value.ToString(CultureInfo.InvariantCulture) };
}
