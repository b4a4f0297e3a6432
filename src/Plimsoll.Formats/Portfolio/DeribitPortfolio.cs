using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads Deribit's get_positions and get_account_summary (or get_account_summaries), put into one object as <c>positions</c> and <c>summary</c>, bare or as JSON-RPC answers.</summary>
/// <remarks>
/// <c>size</c> is in US dollars for inverse futures and in coin otherwise, so quantity = size / contract size of the market (1 without one). Collateral is <c>balance</c>, which
/// holds no unrealised profit. Deribit pays profit out daily and leaves <c>average_price</c> as it was; the entry price is therefore the one at which the position's
/// unrealised profit is <c>floating_profit_loss</c>, and <c>average_price</c> where that is not given or says the same.
/// </remarks>
internal static class DeribitPortfolio
{
    public static AccountDraft? Read(DocumentNode node, MarketSnapshot? market, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems, "{ \"positions\": [ … ], \"summary\": { … } }",
            "account", "owner", "firm", "nettingSet", "subAccount", "positions", "summary");
        if (reader is null) return null;
        AccountDraft draft = DumpAccount.Open(reader, problems);
        if (reader.Member("positions", "the list that get_positions returned") is { } positions)
        {
            DocumentNode list = Result(positions);
            if (list["error"] is { } error)
                problems.Add(error, $"the answer is an error of Deribit ({error["message"]?.Text ?? error.Found}); fetch it again.");
            else if (list.Kind != NodeKind.Array)
                problems.Add(list, $"{list.Found} stands where the positions must; write the list that get_positions returned.");
            foreach (DocumentNode item in list.Items)
                if (Position(item, market, problems) is { } position)
                    draft.Positions.Add(position);
        }

        if (reader.Member("summary") is { } summary) ReadSummary(Result(summary), draft, problems);
        return draft;
    }

    private static DocumentNode Result(DocumentNode node) => node.Kind == NodeKind.Object && node["result"] is { } result ? result : node;

    private static PositionDraft? Position(DocumentNode node, MarketSnapshot? market, ProblemList problems)
    {
        if (ObjectReader.OpenAny(node, problems, "a position as get_positions returns it") is not { } reader) return null;
        if (reader.Member("kind") is { Text: "spot" }) return null;
        InstrumentSymbol? symbol = reader.Symbol("instrument_name");
        decimal? size = reader.Number("size", NumberRule.Contracts, required: true);
        if (size == 0m || symbol is null || size is not { } units) return null;
        if (reader.Choice("direction", units < 0m ? "sell" : "buy", "buy", "sell", "zero") is { } direction && (direction == "sell") != (units < 0m))
        {
            problems.Add(node, $"{symbol} has the size {CanonicalWriter.Text(units)} and the direction \"{direction}\"; sizes of sold positions are below 0, of bought ones above.");
            return null;
        }

        bool option = symbol.Kind == InstrumentKind.Option;
        decimal? average = reader.Number("average_price", option ? NumberRule.OptionPrice : NumberRule.Price, required: !option);
        decimal? entry = option || average is null ? average : Entry(reader, symbol, units, average.Value);
        decimal contractSize = market?.Instruments.GetValueOrDefault(symbol)?.Instrument.ContractSize ?? 1m;
        return PositionRules.Draft(node.Place, new Position(symbol, units / contractSize, entry), null, null, problems);
    }

    private static decimal Entry(ObjectReader reader, InstrumentSymbol symbol, decimal units, decimal average)
    {
        if (reader.Number("floating_profit_loss", NumberRule.Amount) is not { } floating
            || reader.Number("mark_price", NumberRule.Price) is not { } mark) return average;
        decimal fromAverage = symbol.IsInverse ? units * ((1m / average) - (1m / mark)) : units * (mark - average);
        if (Math.Abs(fromAverage - floating) <= 1e-7m + (1e-5m * Math.Abs(floating))) return average;
        decimal entry = symbol.IsInverse ? Inverse((floating / units) + (1m / mark)) : mark - (floating / units);
        return entry > 0m ? entry : average;
    }

    private static decimal Inverse(decimal number) => number > 0m ? 1m / number : 0m;

    private static void ReadSummary(DocumentNode summary, AccountDraft draft, ProblemList problems)
    {
        ImmutableArray<DocumentNode> items = summary.Kind == NodeKind.Array ? summary.Items
            : summary["summaries"] is { Kind: NodeKind.Array } list ? list.Items : [summary];
        foreach (DocumentNode item in items)
        {
            if (ObjectReader.OpenAny(item, problems, "what get_account_summary returned") is not { } reader) continue;
            string? code = reader.Name("currency", "the currency of the summary, as \"BTC\"");
            decimal? balance = reader.Number("balance", NumberRule.Amount, required: true);
            if (code is null) continue;
            if (!Currency.TryParse(code, out Currency currency))
                problems.Add(reader.Node["currency"]!, $"'{code}' is no currency; write its code, as BTC.");
            else if (draft.Collateral.Any(held => held.Currency == currency))
                problems.Add(item, $"{currency} has two summaries; keep the later one.");
            else if (balance is { } amount) draft.Collateral.Add(new Balance(currency, amount));
        }
    }
}
