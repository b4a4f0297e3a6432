using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads order books and depth summaries of our market JSON.</summary>
internal static class MarketBooks
{
    private const string LevelsShape = "a list of levels, as [[\"59999\", \"2.1\"]], best first";

    public static void ReadBook(InstrumentSymbol symbol, DocumentNode node, Timestamp asOf, MarketDraft draft, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems, "{ \"bids\": [[\"59999\", \"2.1\"]], \"asks\": [[\"60001\", \"1.8\"]] }",
            "bids", "asks", "time");
        if (reader is null) return;
        int before = problems.Count;
        ImmutableArray<BookLevel> bids = Levels(reader, "bids", falling: true, problems);
        ImmutableArray<BookLevel> asks = Levels(reader, "asks", falling: false, problems);
        Timestamp time = reader.Time("time") ?? asOf;
        if (problems.Count == before && bids.Length > 0 && asks.Length > 0 && bids[0].Price >= asks[0].Price)
            problems.Add(node, $"the best bid {CanonicalWriter.Text(bids[0].Price)} is not below the best ask {CanonicalWriter.Text(asks[0].Price)}; a crossed book has no price, correct or remove it.");
        draft.Add(node.Place, symbol, new OrderBook(bids, asks, time));
    }

    private static ImmutableArray<BookLevel> Levels(ObjectReader book, string side, bool falling, ProblemList problems)
    {
        var levels = ImmutableArray.CreateBuilder<BookLevel>();
        foreach (DocumentNode item in book.List(side, LevelsShape, required: true))
        {
            if (item.Kind != NodeKind.Array || item.Items.Length != 2)
            {
                problems.Add(item, $"{(item.Kind == NodeKind.Array ? $"a list of {item.Items.Length}" : item.Found)} is no level; write price and size, as [\"59999\", \"2.1\"].");
                continue;
            }

            decimal? price = ObjectReader.Number(item.Items[0], NumberRule.Price, problems);
            decimal? size = ObjectReader.Number(item.Items[1], NumberRule.ContractsAboveZero, problems);
            if (price is not { } at || size is not { } contracts) continue;
            if (levels.Count > 0 && (falling ? at >= levels[^1].Price : at <= levels[^1].Price))
                problems.Add(item, $"{side} must {(falling ? "fall" : "rise")} from level to level, and {CanonicalWriter.Text(at)} follows {CanonicalWriter.Text(levels[^1].Price)}; sort them best first, each price once.");
            levels.Add(new BookLevel(at, contracts));
        }

        return levels.DrainToImmutable();
    }

    public static void ReadDepth(InstrumentSymbol symbol, DocumentNode node, Timestamp asOf, MarketDraft draft, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems, "{ \"withinPercent\": 1, \"bid\": \"120\", \"ask\": \"110\" }",
            "withinPercent", "bid", "ask", "time");
        if (reader is null) return;
        decimal? within = reader.Number("withinPercent", NumberRule.WithinPercent, required: true);
        decimal? bid = reader.Number("bid", NumberRule.ContractsNotNegative, required: true);
        decimal? ask = reader.Number("ask", NumberRule.ContractsNotNegative, required: true);
        Timestamp time = reader.Time("time") ?? asOf;
        if (within is { } percent && bid is { } bids && ask is { } asks)
            draft.Add(node.Place, symbol, new DepthSummary((double)(percent / 100m), bids, asks, time));
    }
}
