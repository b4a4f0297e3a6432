using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Models.Binance;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Bybit;
using Plimsoll.Models.Okx;
using Plimsoll.Models.Span;

namespace Plimsoll.Vectors.Tests;

/// <summary>Portfolio margins of OKX, Bybit and Binance, and SPAN's risk array: part of cex.json.</summary>
internal static class PortfolioMarginFunctions
{
    public static void AddTo(VectorFunctions table)
    {
        table.Add("okx.pm.riskUnit", OkxUnit);
        table.Add("okx.pm.account", OkxAccountOf);
        table.Add("okx.pm.mr7", inputs =>
        {
            decimal charge = ChargeTiers.Charge(Tiers(inputs, "tiers"), inputs.Decimal("raw"));
            var unit = new OkxRiskUnit { SpotShock = inputs.Decimal("mr"), MinimumCharge = charge };
            return new JsonObject { ["mr7Adj"] = Text(charge), ["riskUnitMmr"] = Text(unit.Maintenance) };
        });
        table.Add("okx.pm.mr9", inputs => new JsonObject { ["mr9"] = Text(OkxRiskUnit.DepegCharge(Tiers(inputs, "tiers"), inputs.Decimal("hedgeUsd"))) });
        table.Add("bybit.pm", BybitUnit);
        table.Add("binance.pm.upnl", BinancePnl);
        table.Add("span.riskArray.future", inputs =>
        {
            SpanRiskArray array = SpanRiskArray.Future(new SpanScan(inputs.Decimal("priceScanRange"), 0, inputs.Decimal("extremeMoveMultiplier"), inputs.Decimal("extremeCover")));
            string[] order = inputs.OptionalText("scenarioOrder")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [.. SpanScenario.All.Select(one => one.Name)];
            return new JsonObject
            {
                ["pnlLong"] = new JsonArray([.. order.Select(name => (JsonNode)Text(array.Pnl[SpanScenario.All.Single(one => one.Name == name).Number - 1]))]),
                ["scanRisk"] = Text(array.ScanRisk),
            };
        });
    }

    private static JsonObject OkxUnit(JsonObject inputs)
    {
        JsonObject parameters = inputs.Object("params");
        decimal delta = inputs.Decimal("cashDeltaUsd");
        // The base of the shocks is given without its sign: index against mark.
        var book = new StressBook(Math.Abs(Or(inputs, "spotShockBaseUsd", Math.Abs(delta))) * Math.Sign(delta), []);
        decimal[] moves = [.. parameters["mr1Moves"]!.AsArray().Select(Decimal)];
        StressResult spot = OkxStress.SpotShock(book, moves, OkxVolatilityShock.None);
        ImmutableArray<ChargeTier> tiers = parameters["mr7Tiers"] is null ? [new() { Multiplier = 1m }] : Tiers(parameters, "mr7Tiers");
        decimal hedge = Or(inputs, "hedgeUsd", 0m);
        var unit = new OkxRiskUnit
        {
            SpotShock = spot.Loss,
            TimeDecay = OkxStress.TimeDecay(book),
            Vega = Or(inputs, "mr3", OkxStress.Vega(book, OkxVolatilityShock.None, 1m)),
            Basis = OkxRiskUnit.BasisCharge([(delta, 0)], 0m, parameters.Decimal("mr4RatePerp")),
            Rate = Or(inputs, "mr5", OkxStress.Rate(book, [])),
            ExtremeMove = Or(parameters, "mr6Factor", 0.5m) * OkxStress.Extreme(book, parameters.Decimal("mr6Move")).Loss,
            MinimumCharge = ChargeTiers.Charge(tiers, Math.Abs(delta) * parameters.Decimal("mr7Rate")),
            Depeg = parameters["mr9Tiers"] is null ? 0m : OkxRiskUnit.DepegCharge(Tiers(parameters, "mr9Tiers"), hedge),
        };
        var answer = new JsonObject
        {
            ["mr1"] = Text(unit.SpotShock),
            ["mr2"] = Text(unit.TimeDecay),
            ["mr3"] = Text(unit.Vega),
            ["mr4"] = Text(unit.Basis),
            ["mr5"] = Text(unit.Rate),
            ["mr6"] = Text(unit.ExtremeMove),
            ["mr7"] = Text(unit.MinimumCharge),
            ["mr9"] = Text(unit.Depeg),
            ["mmr"] = Text(unit.Maintenance),
            ["imr"] = Text(unit.Initial(Or(parameters, "imrFactor", 1.3m))),
        };
        foreach (decimal move in moves.Distinct())
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"mr1At{move * 100m:0.##}pct");
            answer[name] = Text(new StressResult([.. spot.Cells.Where(cell => Math.Abs(cell.Move) == move)]).Loss);
        }

        return answer;
    }

    private static JsonObject OkxAccountOf(JsonObject inputs)
    {
        JsonObject parameters = inputs.Object("params");
        var rates = new OkxBorrowing(parameters.Decimal("borrowMmr"), parameters.Decimal("borrowImr"), parameters.Decimal("spotTakerFee"));
        decimal liability = inputs.Decimal("usdtLiabilityUsd");
        OkxAccount account = OkxAccount.Of(inputs.Decimal("adjEq"), (inputs.Decimal("derivMmr"), inputs.Decimal("derivImr")), [(liability, rates)]);
        return new JsonObject
        {
            ["borrowMmr"] = Text(rates.Maintenance(liability)),
            ["borrowImr"] = Text(rates.Initial(liability)),
            ["totalMmr"] = Text(account.Maintenance),
            ["totalImr"] = Text(account.Initial),
            ["marginRatio"] = account.MarginRatio is { } ratio ? Text(ratio) : null,
        };
    }

    private static JsonObject BybitUnit(JsonObject inputs)
    {
        var unit = new BybitRiskUnit(BybitRiskUnit.Loss(
            Or(inputs, "perpPnl", 0m), Or(inputs, "futurePnl", 0m), Or(inputs, "optionPnlVolDown", Or(inputs, "optionPnlVolUp", Or(inputs, "optionPnl", 0m))), Or(inputs, "spotHedgePnl", 0m)))
        {
            FutureDelta = Or(inputs, "futureDeltaContingency", 0m),
            Futures = Or(inputs, "futureContingency", 0m),
            Options = Or(inputs, "optionContingency", 0m),
            Vega = Or(inputs, "vegaContingency", 0m),
            UsdtUsdc = Or(inputs, "usdtUsdc", 0m),
        };
        return new JsonObject
        {
            ["maxLoss"] = Text(unit.MaximumLoss),
            ["contingency"] = Text(unit.Contingency),
            ["mm"] = Text(unit.Maintenance),
            ["im"] = Text(unit.Initial(inputs.Decimal("imFactor"))),
        };
    }

    private static JsonObject BinancePnl(JsonObject inputs)
    {
        decimal shorts = 0m, longs = 0m;
        foreach (JsonObject position in inputs.Objects("um"))
        {
            bool isShort = position.Text("side").ToUpperInvariant() is "SHORT" or "SELL";
            decimal pnl = UnifiedMargin.LinearPnl(position.Decimal("qty") * (isShort ? -1m : 1m), position.Decimal("entry"), position.Decimal("mark"));
            if (isShort) shorts += pnl;
            else longs += pnl;
        }

        var answer = new JsonObject { ["upnlShort"] = Text(shorts), ["upnlLong"] = Text(longs) };
        foreach ((string coin, JsonNode? loan) in inputs["loans"] as JsonObject ?? [])
            answer[$"marginMm{coin[..1].ToUpperInvariant()}{coin[1..].ToLowerInvariant()}"] = Text(UnifiedMargin.LoanMaintenance(Decimal(loan), inputs.Decimal("marginMmr")));
        return answer;
    }

    private static ImmutableArray<ChargeTier> Tiers(JsonObject inputs, string name) =>
    [
        .. inputs[name]!.AsArray().Select(row => new ChargeTier { UpTo = double.IsInfinity(Number(row![0])) ? null : Decimal(row[0]), Multiplier = Decimal(row[1]) }),
    ];

    private static double Number(JsonNode? node) => VectorInputs.TryNumber(node, out double value) ? value : throw new FormatException($"{node} is no number.");

    private static decimal Decimal(JsonNode? node) => decimal.Parse(node!.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static decimal Or(JsonObject inputs, string name, decimal otherwise) => inputs[name] is null ? otherwise : inputs.Decimal(name);

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
