using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;
using Plimsoll.Values;

namespace Plimsoll.Vectors.Tests;

/// <summary>Tiers, sold options, liquidation and bankruptcy prices of venues that charge each position by its own size: cex.json.</summary>
internal static class StandardFunctions
{
    private static readonly ShortOptionRates Deribit = new() { InitialRate = 0.15m, InitialMinimum = 0.10m, MaintenanceRate = 0.075m, PutMarkRate = 0.075m };

    public static void AddTo(VectorFunctions table)
    {
        AddRequirements(table);
        AddOptions(table);
        AddPrices(table);
        AddCollateral(table);
    }

    private static void AddRequirements(VectorFunctions table)
    {
        table.Add("deribit.sm.linear.perpetual", inputs =>
        {
            decimal slope = inputs.Decimal("sizeFactor"), size = Math.Abs(inputs.Decimal("sizeCoin")), value = size * inputs.Decimal("index");
            TierTable tiers = TierTable.Create(TierReading.WholePosition, [new(null, inputs.Decimal("mmBase"), inputs.Decimal("imBase")) { MaintenanceSlope = slope, InitialSlope = slope }]);
            TierPoint point = tiers.At(size)!.Value;
            return new JsonObject { ["im"] = point.Initial(value), ["mm"] = value * point.MaintenanceRate };
        });
        table.Add("bybit.riskLimit.mm", inputs =>
        {
            TierTable tiers = TierTable.Create(
                TierReading.Marginal,
                [.. inputs["tiers"]!.AsArray().Select(row => new Tier(DecimalOf(row![0]!), DecimalOf(row[1]!), 1m))],
                BeyondLastTier.LastTier);
            decimal value = Math.Abs(inputs.Decimal("quantity")) * inputs.Decimal("entry");
            return new JsonObject { ["positionValue"] = value, ["im"] = value / inputs.Decimal("leverage"), ["mm"] = tiers.Maintenance(value) };
        });
        table.Add("binance.bracket.cum", inputs => new JsonObject
        {
            ["cum"] = TierTable.NextDeduction(inputs.Decimal("floor"), inputs.Decimal("mmr"), inputs.Decimal("prevMmr"), Optional(inputs, "prevCum") ?? 0m),
        });
        table.Add("bitmex.riskLimit", inputs =>
        {
            (decimal step, decimal mm) = (inputs.Decimal("step"), inputs.Decimal("baseMm"));
            var first = new Tier(inputs.Decimal("baseRisk"), mm, inputs.Decimal("baseIm"));
            TierTable tiers = TierTable.Create(TierReading.WholePosition, [first, .. TierTable.Further(first, step, mm, mm)]);
            decimal position = Math.Abs(inputs.Decimal("positionXbt")), risk = position + Math.Abs(Optional(inputs, "ordersXbt") ?? 0m);
            TierPoint point = tiers.AtOrBeyond(risk);
            return new JsonObject
            {
                ["steps"] = point.Tier - 1,
                ["mmr"] = point.MaintenanceRate,
                ["imr"] = point.InitialRate,
                ["mm"] = position * point.MaintenanceRate,
                ["im"] = point.Initial(position),
            };
        });
    }

    private static void AddOptions(VectorFunctions table)
    {
        table.Add("optionSm.15_10_075", inputs =>
        {
            (bool sold, OptionSide side) = TypeOf(inputs);
            (decimal underlying, decimal size) = (inputs.Decimal("underlying"), Math.Abs(Optional(inputs, "quantity") ?? 1m));
            (decimal initial, decimal maintenance) = sold
                ? ShortOptionRule.PerOption(Deribit, side, underlying, underlying, inputs.Decimal("strike"), inputs.Decimal("mark"))
                : (0m, 0m);
            return new JsonObject { ["im"] = initial, ["mm"] = maintenance, ["positionIm"] = initial * size, ["positionMm"] = maintenance * size };
        });
        table.Add("bybit.option.mm", inputs =>
        {
            (bool sold, OptionSide side) = TypeOf(inputs);
            decimal factor = inputs.Decimal("mmFactor"), index = inputs.Decimal("index");
            var rates = new ShortOptionRates
            {
                InitialRate = 0.15m, InitialMinimum = 0.10m, MaintenanceRate = factor, CallMarkRate = factor, PutMarkRate = factor, LiquidationFee = inputs.Decimal("liquidationFeeRate"),
            };
            decimal maintenance = sold
                ? ShortOptionRule.PerOption(rates, side, index, index, inputs.Decimal("strike"), inputs.Decimal("mark")).Maintenance * Math.Abs(inputs.Decimal("size"))
                : 0m;
            return new JsonObject { ["mm"] = maintenance, ["accountMmRate"] = Optional(inputs, "marginBalance") is { } balance and not 0m ? maintenance / balance : null };
        });
        table.Add("bybit.option.longCost", inputs =>
        {
            (decimal premium, decimal fee) = ShortOptionRule.Purchase(
                Math.Abs(inputs.Decimal("size")), inputs.Decimal("price"), inputs.Decimal("index"), inputs.Decimal("taker"), inputs.Decimal("feeCap"));
            return new JsonObject { ["premium"] = premium, ["fee"] = fee, ["cost"] = premium + fee };
        });
    }

    private static void AddPrices(VectorFunctions table)
    {
        table.Add("binance.usdm.liq.isolated", inputs => new JsonObject
        {
            ["liq"] = LiquidationPrice.AtRates(inputs.Decimal("wallet") + inputs.Decimal("cum"), [BracketLeg(inputs, inputs.Text("side"))], isInverse: false),
        });
        table.Add("binance.usdm.liq.cross", inputs =>
        {
            JsonObject held = inputs.Object("this");
            JsonObject[] others = inputs["others"] is null ? [] : inputs.Objects("others");
            decimal maintenance = others.Sum(other => (Math.Abs(other.Decimal("q")) * other.Decimal("mk") * other.Decimal("mmr")) - other.Decimal("cum"));
            decimal unrealised = others.Sum(other => SignOf(other.OptionalText("side"), other.Decimal("q")) * Math.Abs(other.Decimal("q")) * (other.Decimal("mk") - other.Decimal("ep")));
            decimal free = inputs.Decimal("wallet") - maintenance + unrealised + held.Decimal("cum");
            return new JsonObject
            {
                ["otherMm"] = maintenance,
                ["otherUpnl"] = unrealised,
                ["liq"] = LiquidationPrice.AtRates(free, [BracketLeg(held, inputs.OptionalText("side"))], isInverse: false),
            };
        });
        table.Add("bybit.linear.isolated.liq", inputs =>
        {
            // The venue holds the margins of the entry price, so they are a constant and the rate at the price is 0.
            (decimal entry, decimal size) = (inputs.Decimal("entry"), Math.Abs(inputs.Decimal("quantity")));
            decimal maintenance = (entry * size * inputs.Decimal("mmr")) - (Optional(inputs, "mmDeduction") ?? 0m);
            decimal free = (entry * size / inputs.Decimal("leverage")) - maintenance + (Optional(inputs, "extra") ?? Optional(inputs, "extraMargin") ?? 0m);
            return new JsonObject { ["liq"] = LiquidationPrice.AtRates(free, [LiquidationLeg.InTier(IsLong(inputs), size, entry, 0m)], isInverse: false) };
        });
        table.Add("gate.linear.isolated.liq", inputs =>
        {
            decimal size = Math.Abs(inputs.Decimal("size")) * (Optional(inputs, "multiplier") ?? Optional(inputs, "mult") ?? 1m);
            LiquidationLeg leg = LiquidationLeg.InTier(IsLong(inputs), size, inputs.Decimal("entry"), inputs.Decimal("mmr")) with { ClosingFee = Optional(inputs, "taker") ?? 0m };
            return new JsonObject { ["liq"] = LiquidationPrice.AtRates(inputs.Decimal("margin"), [leg], isInverse: false) };
        });
        table.Add("cross.liq.generic", inputs =>
        {
            (decimal mark, decimal size, decimal rate) = (inputs.Decimal("mark"), inputs.Decimal("size"), inputs.Decimal("mmr"));
            bool isLong = SignOf(inputs.OptionalText("side"), size) > 0m;
            decimal equity = inputs.Decimal("equity"), units = Math.Abs(size);
            decimal? At(decimal free, decimal at) => LiquidationPrice.AtRates(free, [LiquidationLeg.InTier(isLong, units, mark, at)], isInverse: false);
            return new JsonObject { ["liq"] = At(equity - (Optional(inputs, "otherMm") ?? 0m), rate), ["naiveLiq"] = At(equity - (units * mark * rate), 0m) };
        });
        table.Add("delta.liquidation", inputs =>
        {
            // Margins stay those of the entry price: what is left of the position margin must cover the maintenance margin. Sizes are coins at entry.
            (decimal entry, decimal size) = (inputs.Decimal("entry"), inputs.Decimal("sizeBtc"));
            LiquidationLeg leg = LiquidationLeg.InTier(IsLong(inputs), Math.Abs(size) * entry, entry, 0m);
            decimal? At(decimal marginRate) => LiquidationPrice.AtRates(Math.Abs(size) * marginRate, [leg], isInverse: true);
            return new JsonObject { ["liq"] = At(inputs.Decimal("im") - inputs.Decimal("mm")), ["bankruptcy"] = At(inputs.Decimal("im")) };
        });
        table.Add("bybit.inverse.bankruptcy", inputs =>
        {
            decimal? price = BankruptcyPrice.Of(IsLong(inputs), isInverse: true, inputs.Decimal("entry"), inputs.Decimal("leverage"));
            return new JsonObject
            {
                ["bankruptcy"] = price,
                ["rounded"] = price is { } exact ? BankruptcyPrice.Rounded(exact, inputs.Decimal("tick"), IsLong(inputs)) : null,
            };
        });
    }

    private static void AddCollateral(VectorFunctions table)
    {
        table.Add("haircut.simple", inputs =>
        {
            decimal value = inputs.Decimal("amount") * inputs.Decimal("index");
            return new JsonObject { ["value"] = value, ["collateral"] = DiscountTiers.Flat(1m - inputs.Decimal("haircut")).Counted(value) };
        });
        table.Add("binance.multiAsset.autoExchange", inputs => new JsonObject
        {
            ["convert"] = DiscountTiers.Flat(inputs.Decimal("collateralRatio")).NeededToCount(inputs.Decimal("deficit"), decimals: 2),
        });
    }

    private static LiquidationLeg BracketLeg(JsonObject position, string? side)
    {
        decimal size = position.Decimal("q");
        return LiquidationLeg.InTier(SignOf(side, size) > 0m, Math.Abs(size), position.Decimal("ep"), position.Decimal("mmr"));
    }

    private static bool IsLong(JsonObject inputs) => SignOf(inputs.OptionalText("side"), 1m) > 0m;

    // A side in words decides; without one the sign of the size does.
    private static decimal SignOf(string? side, decimal size) => side?.ToUpperInvariant() switch
    {
        "LONG" or "BUY" or "BOTH_LONG" => 1m,
        "SHORT" or "SELL" or "BOTH_SHORT" => -1m,
        null => size < 0m ? -1m : 1m,
        _ => throw new FormatException($"Input 'side' is '{side}', expected long or short."),
    };

    private static (bool Sold, OptionSide Side) TypeOf(JsonObject inputs)
    {
        string[] words = inputs.Text("type").ToUpperInvariant().Split(' ');
        return (!words.Contains("LONG"), words.Contains("PUT") ? OptionSide.Put : OptionSide.Call);
    }

    private static decimal? Optional(JsonObject inputs, string name) => inputs[name] is null ? null : inputs.Decimal(name);

    private static decimal DecimalOf(JsonNode node) => new JsonObject { ["value"] = node.DeepClone() }.Decimal("value");
}
