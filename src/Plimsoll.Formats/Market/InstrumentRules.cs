using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>What the values of one instrument may not say together.</summary>
internal static class InstrumentRules
{
    // Marks are published rounded, and forwards a moment apart from them; real chains stay within a tenth of a per cent.
    private const decimal Slack = 1.001m;

    public static void Check(Place at, InstrumentMarket market, ProblemList problems)
    {
        InstrumentSymbol symbol = market.Instrument.Symbol;
        if (market is { Bid: { } bid, Ask: { } ask } && bid > ask)
            problems.Add(at, $"{symbol} has the bid {CanonicalWriter.Text(bid)} above the ask {CanonicalWriter.Text(ask)}; a crossed market has no price, correct or remove both.");
        if (symbol.Kind == InstrumentKind.Option)
        {
            if (market.FundingRate is { } paid && paid != 0)
                problems.Add(at, $"{symbol} is an option and has a fundingRate; only perpetuals pay funding, remove it.");
            if (market.MarkPrice is { } mark && Highest(symbol, market.Forward) is { } highest && mark > highest.Price)
                problems.Add(at, $"{symbol} has the mark price {CanonicalWriter.Text(mark)}, above {highest.Reason}; the price of an option is in its settlement currency {symbol.Settle}.");
            return;
        }

        if (market.MarkVolatility is not null) problems.Add(at, $"{symbol} is no option and has a markVolatility; remove it.");
        if (market.Forward is not null) problems.Add(at, $"{symbol} is no option and has a forward; write its price as markPrice.");
        if (symbol.Kind == InstrumentKind.DatedFuture && market.FundingRate is { } rate && rate != 0)
            problems.Add(at, $"{symbol} is a dated future and has a fundingRate; only perpetuals pay funding, remove it.");
    }

    /// <summary>The price that an option cannot exceed, in its settlement currency; null when the forward that it depends on is not known.</summary>
    public static (decimal Price, string Reason)? Highest(InstrumentSymbol symbol, decimal? forward) => (symbol.Side, symbol.IsInverse) switch
    {
        (OptionSide.Call, true) => (Slack, "1 coin, the most that a call is worth"),
        (OptionSide.Call, false) =>
            forward is { } price ? (price * Slack, $"the forward {CanonicalWriter.Text(price)}, the most that a call is worth") : null,
        (OptionSide.Put, false) =>
            (symbol.Strike!.Value * Slack, $"the strike {CanonicalWriter.Text(symbol.Strike.Value)}, the most that a put is worth"),
        _ => forward is { } price
            ? (symbol.Strike!.Value / price * Slack,
            $"strike / forward = {CanonicalWriter.Text(decimal.Round(symbol.Strike.Value / price, 6))} coin, the most that a put is worth")
            : null,
    };
}
