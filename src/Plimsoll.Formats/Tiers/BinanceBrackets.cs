using Plimsoll.Instruments;
using Plimsoll.Models.Blocks;

namespace Plimsoll.Formats;

/// <summary>Reads Binance's <c>leverageBracket</c>: USD-M with <c>notionalFloor</c> and <c>notionalCap</c>, COIN-M with <c>qtyFloor</c> (which older answers spell <c>qtylFloor</c>) and <c>qtyCap</c> in coins.</summary>
/// <remarks>Rates are marginal: maintenance = size × maintMarginRatio − cum. A <c>pair</c> (COIN-M, version 1) stands for its perpetual and its futures.</remarks>
internal static class BinanceBrackets
{
    /// <summary>Name of the venue, as rulebooks begin theirs.</summary>
    public const string Venue = "Binance";

    public static void Read(ImmutableArray<DocumentNode> items, List<TierDraft> drafts, ProblemList problems, ProblemList exceptions)
    {
        foreach (DocumentNode item in items)
        {
            if (ObjectReader.OpenAny(item, problems, "{ \"symbol\": \"BTCUSDT\", \"brackets\": [ … ] }") is not { } reader) continue;
            bool family = !item.Has("symbol") && item.Has("pair");
            string? name = reader.Name(family ? "pair" : "symbol", "the instrument, as \"BTCUSDT\" or \"BTCUSD_PERP\"", "BTCUSDT");
            ImmutableArray<DocumentNode> brackets = reader.List("brackets", "[ { \"notionalFloor\": 0, \"notionalCap\": 50000, … } ]", required: true);
            if (name is null) continue;
            bool coins = brackets.Any(bracket => bracket["qtyCap"] is not null);
            if ((coins ? VenueSymbols.BinanceInverse(name) : VenueSymbols.BinanceLinear(name)) is not { } symbol)
            {
                exceptions.Add(item, $"'{name}' is no perpetual or future known here, as BTCUSDT, BTCUSDT_261225 or BTCUSD_PERP; it is left out.");
                continue;
            }

            if (item["notionalCoef"] is { } coefficient && coefficient.Text is not ("1" or "1.0" or "1.00"))
                exceptions.Add(coefficient, $"{symbol} has brackets of this user alone, {coefficient.Found} times the usual; they are read as printed.");
            var draft = new TierDraft(item.Place, symbol, TierSize.Value, TierReading.Marginal) { Venue = Venue, WholeFamily = family };
            foreach (DocumentNode bracket in brackets) draft.Rows.Add(Row(bracket, problems));
            drafts.Add(draft);
        }
    }

    private static TierRowDraft? Row(DocumentNode node, ProblemList problems)
    {
        if (ObjectReader.OpenAny(node, problems, "a bracket, { \"notionalFloor\": 0, \"notionalCap\": 50000, \"maintMarginRatio\": 0.004, \"initialLeverage\": 125, \"cum\": 0 }") is not { } reader) return null;
        int before = problems.Count;
        decimal? floor = TierNumbers.Bound(reader, "notionalFloor", "qtyFloor", "qtylFloor"), cap = TierNumbers.Cap(reader, "notionalCap", "qtyCap");
        decimal? rate = TierNumbers.Rate(reader, "maintMarginRatio"), leverage = TierNumbers.Leverage(reader, "initialLeverage", required: true), deduction = TierNumbers.Deduction(reader, "cum");
        return problems.Count > before ? null : new TierRowDraft(node, floor, cap, rate!.Value, 1m / leverage!.Value, leverage, deduction);
    }
}
