using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Formats;

/// <summary>Reads Bybit's v5 <c>risk-limit</c>: sizes in value (coins for inverse contracts), deductions in <c>mmDeduction</c>, blank where the answer has none.</summary>
/// <remarks>Rates stand as fractions or, in older answers, in per cent; <c>initialMargin</c> × <c>maxLeverage</c> is 1 or 100 and says which.</remarks>
internal static class BybitRiskLimits
{
    /// <summary>Name of the venue, as rulebooks begin theirs.</summary>
    public const string Venue = "Bybit";

    public static void Read(DocumentNode result, List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        if (result["list"] is not { Kind: NodeKind.Array } list)
        {
            problems.Add(result, "'list' is missing or no list; fetch the answer of /v5/market/risk-limit again.");
            return;
        }

        if (result["nextPageCursor"] is { Kind: NodeKind.Text, Text.Length: > 0 } cursor)
            exceptions.Add(cursor, "the answer is one page of several; fetch the others with this cursor, and give each file with an option of its own.");
        ReadRows(list.Items, TierNumbers.Text(result, "category"), drafts, problems, exceptions);
    }

    /// <summary>The rows of a list, whatever their order.</summary>
    public static void ReadRows(ImmutableArray<DocumentNode> rows, string? category, List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        foreach (IGrouping<string, ObjectReader> group in rows.Select(row => Open(row, problems)).OfType<ObjectReader>().GroupBy(row => TierNumbers.Text(row.Node, "symbol"), StringComparer.Ordinal))
        {
            DocumentNode first = group.First().Node;
            if (group.Key.Length == 0)
            {
                problems.Add(first, "the tier names no instrument; write \"symbol\": \"BTCUSDT\".");
                continue;
            }

            InstrumentSymbol? symbol = VenueSymbols.Bybit(group.Key);
            if (symbol is null || (category is "linear" or "inverse" && symbol.IsInverse != (category == "inverse")))
            {
                exceptions.Add(first, $"'{group.Key}' is no perpetual or future known here, as BTCUSDT, BTCPERP or BTCUSD; it is left out.");
                continue;
            }

            drafts.Add(Draft(symbol, first.Place, [.. group.Select(row => (row, row.Node))]));
        }
    }

    /// <summary>The tiers of one instrument; each row with the node that its problems are told at.</summary>
    public static TierDraft Draft(InstrumentSymbol symbol, Place at, ImmutableArray<(ObjectReader Raw, DocumentNode At)> rows)
    {
        // Answers of before 2025 carry no deductions and do not say how the rates were read then.
        bool deducts = rows.Any(row => TierNumbers.First(row.Raw, "mmDeduction") is not null);
        var draft = new TierDraft(at, symbol, TierSize.Value, deducts ? TierReading.Marginal : null) { Venue = Venue };
        foreach ((ObjectReader reader, DocumentNode node) in rows)
        {
            int before = reader.Problems.Count;
            decimal? leverage = TierNumbers.Leverage(reader, "maxLeverage", required: true);
            decimal unit = InPerCent(reader, leverage) ? 100m : 1m;
            decimal? cap = TierNumbers.Cap(reader, "riskLimitValue"), maintenance = TierNumbers.Rate(reader, unit, "maintenanceMargin"), deduction = TierNumbers.Deduction(reader, "mmDeduction");
            decimal? initial = TierNumbers.First(reader, "initialMargin") is null ? 1m / leverage : TierNumbers.Rate(reader, unit, "initialMargin");
            draft.Rows.Add(reader.Problems.Count > before ? null : new TierRowDraft(node, null, cap, maintenance!.Value, initial!.Value, leverage, deduction));
        }

        return draft;
    }

    private static ObjectReader? Open(DocumentNode row, ProblemList problems) =>
        ObjectReader.OpenAny(row, problems, "{ \"symbol\": \"BTCUSDT\", \"riskLimitValue\": \"2000000\", \"maintenanceMargin\": \"0.005\", \"initialMargin\": \"0.01\", \"maxLeverage\": \"100.00\" }");

    // The product is 1 or 100 but for the rounding of the rate to four decimals, so 10 lies safely between.
    private static bool InPerCent(ObjectReader reader, decimal? leverage) =>
        leverage is { } most && reader.Node["initialMargin"] is { } initial && NumberText.TryDecimal(initial.Text, out decimal rate, out _) && rate is > 0m and < 1000m && rate * most > 10m;
}
