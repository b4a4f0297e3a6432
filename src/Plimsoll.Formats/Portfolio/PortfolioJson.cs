using Plimsoll.Accounts;
using Plimsoll.Instruments;
using Plimsoll.Market;

namespace Plimsoll.Formats;

/// <summary>Reads our own portfolio JSON, and hands entries in the shape of ccxt or Deribit to their readers.</summary>
internal static class PortfolioJson
{
    private const string AccountShape = "{ \"account\": \"alice\", \"collateral\": { \"USDC\": \"100000\" }, \"positions\": [] }";

    public static List<AccountDraft> Read(DocumentNode root, MarketSnapshot? market, ProblemList problems)
    {
        var drafts = new List<AccountDraft>();
        foreach (DocumentNode entry in Entries(root, problems))
        {
            AccountDraft? draft = entry switch
            {
                { Kind: NodeKind.Object } when entry.Has("balance") => CcxtPortfolio.Read(entry, problems),
                { Kind: NodeKind.Object } when entry.Has("summary") => DeribitPortfolio.Read(entry, market, problems),
                _ => Account(entry, problems),
            };
            if (draft is not null) drafts.Add(draft);
        }

        return drafts;
    }

    private static ImmutableArray<DocumentNode> Entries(DocumentNode root, ProblemList problems)
    {
        if (root.Kind == NodeKind.Object && root["accounts"] is null) return [root];
        DocumentNode? list = root;
        if (root.Kind == NodeKind.Object)
        {
            ObjectReader.Open(root, problems, "{ \"accounts\": [ … ] }", "accounts");
            list = root["accounts"]!;
        }

        if (list.Kind != NodeKind.Array)
            problems.Add(list, $"{list.Found} stands where the accounts must; write a list, as {{ \"accounts\": [ … ] }}.");
        else if (list.Items.Length == 0) problems.Add(list, "the list of accounts is empty; write at least one account.");
        return list.Items;
    }

    private static AccountDraft? Account(DocumentNode node, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems, AccountShape, "account", "owner", "firm", "riskClass", "nettingSet", "subAccount",
            "collateral", "positions", "orders");
        if (reader is null) return null;
        var draft = new AccountDraft
        {
            At = node.Place,
            Account = reader.Name("account", "the name of the account, as \"alice\"", "alice") ?? "",
            Owner = reader.Name("owner", example: "alice-fund"),
            Firm = reader.Name("firm", example: "acme"),
            RiskClass = reader.Name("riskClass", example: "C"),
            NettingSet = reader.Name("nettingSet") ?? "main",
            SubAccount = reader.Name("subAccount", example: "algo-1"),
        };
        ReadCollateral(reader, draft, problems);
        foreach (DocumentNode item in reader.List("positions", "a list of positions, [] when there are none", required: true))
            if (Position(item, problems) is { } position)
                draft.Positions.Add(position);
        foreach (DocumentNode item in reader.List("orders", "a list of orders"))
            if (Order(item, problems) is { } order)
                draft.Orders.Add((item.Place, order));
        return draft;
    }

    private static void ReadCollateral(ObjectReader account, AccountDraft draft, ProblemList problems)
    {
        var seen = new Dictionary<Currency, string>();
        foreach ((string code, DocumentNode value) in account.Table("collateral",
            "the balances by currency, as { \"USDC\": \"100000\" }, {} when there are none", required: true))
        {
            decimal? amount = ObjectReader.Number(value, NumberRule.Amount, problems);
            if (!Currency.TryParse(code, out Currency currency))
                problems.Add(value, $"'{code}' is no currency; write its code, as USDC or BTC.");
            else if (!seen.TryAdd(currency, code))
            {
                if (seen[currency] != code)
                    problems.Add(value, $"'{code}' and '{seen[currency]}' are the same currency; write one balance, their sum.");
            }
            else if (amount is { } units)
                draft.Collateral.Add(new Balance(currency, units));
        }
    }

    private static PositionDraft? Position(DocumentNode node, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems,
            "{ \"symbol\": \"BTC/USDT:USDT\", \"quantity\": \"-3.5\", \"entryPrice\": \"60250.5\" }",
            "symbol", "quantity", "entryPrice", "leverage", "marginMode", "isolatedCollateral");
        if (reader is null) return null;
        InstrumentSymbol? symbol = reader.Symbol("symbol");
        decimal? quantity = reader.Number("quantity", NumberRule.Contracts, required: true);
        bool priced = symbol is null or { Kind: InstrumentKind.Option };
        decimal? entry = reader.Number("entryPrice", priced ? NumberRule.OptionPrice : NumberRule.Price, required: !priced && quantity != 0m);
        decimal? leverage = reader.Number("leverage", NumberRule.Leverage);
        string? mode = reader.Choice("marginMode", "cross", "cross", "isolated");
        decimal? isolated = reader.Number("isolatedCollateral", NumberRule.AmountNotNegative, required: mode == "isolated");
        if (mode == "cross" && reader.Member("isolatedCollateral") is { } stray)
        {
            problems.Add(stray, "\"isolatedCollateral\" stands at a cross position; write \"marginMode\": \"isolated\", or remove it.");
            return null;
        }

        return symbol is not null && quantity is { } contracts && mode is not null
            ? PositionRules.Draft(node.Place, new Position(symbol, contracts, entry) { Leverage = leverage }, mode == "isolated" ? isolated ?? 0m : null, null, problems)
            : null;
    }

    private static Order? Order(DocumentNode node, ProblemList problems)
    {
        ObjectReader? reader = ObjectReader.Open(node, problems,
            "{ \"symbol\": \"ETH/USDT:USDT\", \"side\": \"buy\", \"quantity\": \"10\", \"price\": \"3100\" }",
            "symbol", "side", "quantity", "price");
        if (reader is null) return null;
        InstrumentSymbol? symbol = reader.Symbol("symbol");
        string? side = reader.Choice("side", null, "buy", "sell");
        decimal? quantity = reader.Number("quantity", NumberRule.OrderContracts, required: true);
        decimal? price = reader.Number("price", NumberRule.Price, required: true);
        return symbol is not null && side is not null && quantity is { } contracts && price is { } limit
            ? new Order(symbol, side == "buy" ? contracts : -contracts, limit)
            : null;
    }
}
