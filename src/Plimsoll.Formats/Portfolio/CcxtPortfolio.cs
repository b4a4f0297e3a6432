using Plimsoll.Accounts;
using Plimsoll.Instruments;

namespace Plimsoll.Formats;

/// <summary>Reads what ccxt's fetchPositions and fetchBalance return, put into one object as <c>positions</c> and <c>balance</c>; <c>orders</c> (fetchOpenOrders) may stand beside them.</summary>
/// <remarks>
/// Quantity = contracts, below 0 for side "short". Through ccxt Deribit's <c>contracts</c> carries the venue's <c>size</c> (US dollars for inverse futures), so where the raw
/// answer is in <c>info</c> the quantity is size / contractSize. Collateral = <c>total</c> of each currency, but the wallet balance of the raw answer where that is there
/// (Deribit <c>balance</c>, Binance <c>walletBalance</c>), because those venues' totals contain unrealised profit already.
/// </remarks>
internal static class CcxtPortfolio
{
    private static readonly string[] NotCurrencies = ["info", "timestamp", "datetime", "free", "used", "total", "debt"];

    public static AccountDraft? Read(DocumentNode node, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems, "{ \"positions\": [ … ], \"balance\": { … } }",
            "account", "owner", "firm", "nettingSet", "subAccount", "positions", "balance", "orders");
        if (reader is null) return null;
        AccountDraft draft = DumpAccount.Open(reader, problems);
        foreach (DocumentNode item in reader.List("positions", "the list that fetchPositions returned", required: true))
            if (Position(item, problems) is { } position)
                draft.Positions.Add(position);
        foreach (DocumentNode item in reader.List("orders", "the list that fetchOpenOrders returned"))
            if (Order(item, problems) is { } order)
                draft.Orders.Add((item.Place, order));
        if (reader.Member("balance") is { } balance && ObjectReader.OpenAny(balance, problems, "what fetchBalance returned") is not null)
            ReadBalance(balance, draft, problems);
        return draft;
    }

    private static PositionDraft? Position(DocumentNode node, ProblemList problems)
    {
        if (ObjectReader.OpenAny(node, problems, "a position as fetchPositions returns it") is not { } reader) return null;
        InstrumentSymbol? symbol = reader.Symbol("symbol");
        decimal? contracts = reader.Number("contracts", NumberRule.Contracts, required: true);
        if (contracts == 0m || symbol is null) return null;
        string? side = reader.Choice("side", null, "long", "short");
        decimal? size = reader.Number("contractSize", NumberRule.ContractSize);
        bool option = symbol.Kind == InstrumentKind.Option;
        decimal? entry = reader.Number("entryPrice", option ? NumberRule.OptionPrice : NumberRule.Price, required: !option);
        decimal? leverage = reader.Member("leverage") is { Kind: not NodeKind.Null } ? reader.Number("leverage", NumberRule.Leverage) : null;
        string? mode = reader.Member("marginMode") is null ? "cross" : reader.Choice("marginMode", "cross", "cross", "isolated");
        decimal? collateral = mode == "isolated" ? reader.Number("collateral", NumberRule.AmountNotNegative, required: true) ?? 0m : null;
        if (contracts is not { } given || side is null || mode is null) return null;
        decimal amount = Math.Abs(RawSize(node, size, problems) ?? given);
        if (given < 0m && side == "long")
        {
            problems.Add(node, $"{symbol} has {CanonicalWriter.Text(given)} contracts and the side \"long\"; write \"short\", or a number above 0.");
            return null;
        }

        return PositionRules.Draft(node.Place, new Position(symbol, side == "short" ? -amount : amount, entry) { Leverage = leverage }, collateral, size, problems);
    }

    private static decimal? RawSize(DocumentNode node, decimal? contractSize, ProblemList problems)
    {
        if (node["info"] is not { Kind: NodeKind.Object } info || !info.Has("instrument_name") || !info.Has("size")
            || info["size"] is not { } size) return null;
        return ObjectReader.Number(size, NumberRule.Contracts, problems) / (contractSize ?? 1m);
    }

    private static Order? Order(DocumentNode node, ProblemList problems)
    {
        if (ObjectReader.OpenAny(node, problems, "an order as fetchOpenOrders returns it") is not { } reader) return null;
        InstrumentSymbol? symbol = reader.Symbol("symbol");
        string? side = reader.Choice("side", null, "buy", "sell");
        decimal? quantity = reader.Number(node.Has("remaining") ? "remaining" : "amount", NumberRule.OrderContracts, required: true);
        decimal? price = reader.Number("price", NumberRule.Price, required: true);
        return symbol is not null && side is not null && quantity is { } contracts && price is { } limit
            ? new Order(symbol, side == "buy" ? contracts : -contracts, limit) : null;
    }

    private static void ReadBalance(DocumentNode balance, AccountDraft draft, ProblemList problems)
    {
        Dictionary<string, DocumentNode> wallets = Wallets(balance["info"]);
        foreach ((string code, DocumentNode value) in balance.Members)
        {
            if (NotCurrencies.Contains(code)) continue;
            if (!Currency.TryParse(code, out Currency currency))
            {
                problems.Add(value, $"'{code}' is no currency; fetchBalance names each balance by its currency's code, as USDC.");
                continue;
            }

            if (ObjectReader.OpenAny(value, problems, "{ \"free\": …, \"used\": …, \"total\": … }") is not { } entry) continue;
            decimal? total = wallets.TryGetValue(currency.Code, out DocumentNode? wallet)
                ? ObjectReader.Number(wallet, NumberRule.Amount, problems)
                : entry.Number("total", NumberRule.Amount, required: true);
            if (total is { } amount && amount != 0m) draft.Collateral.Add(new Balance(currency, amount));
        }
    }

    private static Dictionary<string, DocumentNode> Wallets(DocumentNode? info)
    {
        var wallets = new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        DocumentNode? result = info is { Kind: NodeKind.Object } && info["result"] is { } inner ? inner : info;
        foreach ((string list, string code, string wallet) in ((string, string, string)[])[("summaries", "currency", "balance"),
            ("assets", "asset", "walletBalance")])
            foreach (DocumentNode item in result?[list]?.Items ?? [])
                if (item[code] is { Kind: NodeKind.Text } name && item[wallet] is { Kind: not NodeKind.Null } amount)
                    wallets[name.Text.ToUpperInvariant()] = amount;
        return wallets;
    }
}
