using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Plimsoll.Instruments;
using Plimsoll.Models;
using Plimsoll.Models.Blocks;
using Plimsoll.Models.Deribit;
using Plimsoll.Values;

namespace Plimsoll.Vectors.Tests;

/// <summary>Deribit's portfolio margin: cex.json.</summary>
internal static class DeribitFunctions
{
    public static void AddTo(VectorFunctions table) => table.Add("deribit.pme.segregated", Segregated);

    private static JsonObject Segregated(JsonObject inputs)
    {
        JsonObject given = inputs.Object("params");
        JsonObject[] rows = inputs.Objects("positions");
        Timestamp now = Timestamp.FromUnixMicroseconds((long)inputs.Decimal("timestampMs") * 1000);
        Currency settle = Currency.Of(inputs.Text("currency"));
        DeribitPortfolioParameters parameters = Parameters(given, settle);
        bool inverse = rows.All(row => row.Text("kind").StartsWith("inverse", StringComparison.OrdinalIgnoreCase));
        decimal index = inputs.Decimal("index");
        var pair = new RiskMatrixPair(
            $"{settle.Code}_{settle.Code}".ToLowerInvariant(), inverse, index, inverse ? index : 1m, parameters.Pairs[0], parameters.Currencies[0], [.. rows.Select(row => Position(row, now))]);
        RiskMatrix matrix = RiskMatrix.Of([pair], parameters);

        // Margin of orders and quotes cannot be told from positions: a case states it among its inputs, else there is none.
        var margin = new DeribitPortfolioMargin(matrix, Or(inputs, "openOrdersMargin", 0m), Or(inputs, "mmpMargin", 0m), Or(inputs, "spotMargin", 0m), parameters);
        RiskMatrixBucket worst = matrix.Evidence.Worst;
        bool options = pair.Positions.Any(position => position.Repriced.Side is not null);
        return new JsonObject
        {
            ["preAggregatedStandard"] = Standard(matrix.Evidence.Pairs[0], options),
            ["preAggregatedExtended"] = VectorInputs.Array(matrix.Evidence.Pairs[0].Extended.AsSpan()),
            ["aggregatedStandard"] = Standard(matrix.Evidence.Counted[0], options),
            ["aggregatedExtended"] = VectorInputs.Array(matrix.Evidence.Counted[0].Extended.AsSpan()),
            ["worstCase"] = -worst.Pnl,
            ["worstCaseBucket"] = new JsonObject { ["index"] = worst.Index, ["source"] = worst.Source, ["bucket"] = worst.Bucket, ["side"] = worst.Side },
            ["rollShock"] = Text(matrix.RollShock),
            ["deltaShock"] = Text(matrix.DeltaShock),
            ["correlationContingency"] = "0",
            ["riskMatrixMargin"] = Text(matrix.Margin),
            ["openOrdersMargin"] = Text(margin.OpenOrders),
            ["mmpMargin"] = Text(margin.Protection),
            ["spotMargin"] = Text(margin.Spot),
            ["initialMargin"] = Text(margin.Initial),
            ["maintenanceMargin"] = Text(margin.Maintenance),
        };
    }

    // The files show one number a price where volatility makes no difference.
    private static JsonArray Standard(RiskVectors vectors, bool options) =>
        VectorInputs.Array(options ? vectors.Standard.AsSpan() : [.. vectors.Standard.Where((_, s) => s % 3 == 0)]);

    private static RiskMatrixPosition Position(JsonObject row, Timestamp now)
    {
        InstrumentSymbol symbol = InstrumentSymbol.Parse(row.Text("instrument"));
        decimal size = row.Decimal("sizeCoin"), mark = row.Decimal("mark");
        return symbol.Kind == InstrumentKind.Option
            ? RiskMatrixPosition.Option(symbol.ToString(), symbol, symbol.Expiry!.Value, size, mark, row.Number("underlying"), row.Number("iv"), now)
            : RiskMatrixPosition.Future(symbol.ToString(), symbol, symbol.Expiry, size, mark, now);
    }

    private static DeribitPortfolioParameters Parameters(JsonObject given, Currency currency) => new()
    {
        MaintenanceFactor = given.Number("mm_factor"),
        Buckets = given.Integer("buckets_count"),
        ExtendedMoves = [-0.66, -0.33, 0.5, 1, 2, 3, 4, 5],
        Decimals = 9,
        MaximumAgeHours = 24,
        Currencies =
        [
            new()
            {
                Settlements = [currency],
                MinimumMove = given.Number("min_annualised_move"),
                AnnualMove = given.Number("annualised_move_risk"),
                PnlOffset = given.NumberOr("pnl_offset", 0),
                MaximumOffset = given.NumberOr("max_offsetable_pnl", 0),
                Dampener = given.Number("extended_dampener"),
            },
        ],
        Pairs =
        [
            new()
            {
                Underlying = currency,
                PriceRange = given.Number("price_range"),
                VolatilityUp = given.NumberOr("volatility_range_up", 0),
                VolatilityDown = given.NumberOr("volatility_range_down", 0),
                LeastVolatilityUp = given.NumberOr("min_volatility_for_shock_up", 0),
                ShortPower = given.NumberOr("short_term_vega_power", 0),
                LongPower = given.NumberOr("long_term_vega_power", 0),
                ExtendedFactor = given.NumberOr("extended_table_factor", 1),
                DeltaSlope = given.Number("m_inc"),
                DeltaThreshold = given.Number("delta_total_liq_shock_threshold"),
                DeltaCap = given.Number("max_delta_shock"),
            },
        ],
    };

    private static decimal Or(JsonObject inputs, string name, decimal otherwise) => inputs[name] is null ? otherwise : inputs.Decimal(name);

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
